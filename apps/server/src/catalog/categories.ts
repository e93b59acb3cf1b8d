/** The category tree, for the shop, the home page and the console. */
import type { CategoryNode } from "@banyan/contract";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { selectCategories } from "./store.ts";

export function listCategories(query: Kysely<Tables>): Promise<CategoryNode[]> {
  return selectCategories(query);
}
