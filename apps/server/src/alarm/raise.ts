/** Trouble that a person must see: one open row per kind and reference; a repeat counts up. */
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { type LatestAlarm, readLatest, resolveOpen, upsertAlarm } from "./store.ts";

export interface NewAlarm {
  kind: string;
  /** What it is about: a number, a code. */
  ref: string;
  /** Chinese, one line. */
  title: string;
  /** Ids, amounts and codes; no personal data. */
  detail: Record<string, unknown>;
  /** The staff member whose matter it is; anybody's where it is nobody's. */
  owner?: bigint | null;
}

/** Inside a transaction it stands or falls with it; on the plain query it stands at once. */
export async function raiseAlarm(query: Kysely<Tables>, alarm: NewAlarm): Promise<void> {
  await upsertAlarm(query, alarm);
}

/** What they were about is over, without a person who says so. */
export async function resolveAlarms(
  query: Kysely<Tables>,
  kind: string,
  refs: readonly string[],
  note: string,
): Promise<void> {
  await resolveOpen(query, kind, refs, note);
}

/** The newest of its kind about that, in whatever state. */
export const latestAlarm = (query: Kysely<Tables>, kind: string, ref: string): Promise<LatestAlarm | null> =>
  readLatest(query, kind, ref);
