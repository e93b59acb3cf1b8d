/** One setting row by its key, for nouns that keep a setting of their own beside the typed ones. */
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { readSetting } from "./store.ts";

/** @returns null when the row is not there */
export async function readSettingValue(query: Kysely<Tables>, key: string): Promise<unknown> {
  return (await readSetting(query, key))?.value ?? null;
}
