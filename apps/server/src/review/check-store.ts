/** Words that WeChat has to be asked about, and what it said. */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import { COUNTED, gained, MADE, WAS } from "./store.ts";
import type { ReviewCheck } from "./words.ts";

export interface DueCheck {
  customer_id: bigint;
  no: string;
}

/** Longest due first. Real time. */
export async function dueChecks(query: Kysely<Tables>, limit: number): Promise<DueCheck[]> {
  const result = await sql<DueCheck>`
    SELECT customer_id, no FROM review WHERE check_due_at <= now() ORDER BY check_due_at LIMIT ${limit}`.execute(
    query,
  );
  return result.rows;
}

export interface Claimed {
  text: string;
  appended_text: string | null;
  checked: ReviewCheck;
  appended_checked: ReviewCheck | null;
  /** This one counted. */
  check_tries: number;
  revision: number;
}

/** Sets the next try before this one is made. null: another worker was faster, or a person has decided. */
export async function claimCheck(
  query: Kysely<Tables>,
  customerId: bigint,
  no: string,
  waits: readonly number[],
): Promise<Claimed | null> {
  const result = await sql<Claimed>`
    UPDATE review SET check_tries = check_tries + 1,
      check_due_at = now() + make_interval(secs => (${[...waits]}::int[])[least(check_tries + 1, ${waits.length}::int)])
    WHERE customer_id = ${customerId} AND no = ${no} AND check_due_at <= now()
    RETURNING text, appended_text, checked, appended_checked, check_tries, revision`.execute(query);
  return result.rows[0] ?? null;
}

/** What was found about a part; null: it was not asked about, or nobody knows yet. */
export interface Verdict {
  checked: ReviewCheck;
  label: number | null;
  show: boolean;
}

/** One statement with the figures. Nothing happens to a review that has changed since it was claimed: it is asked about again. */
export async function setVerdict(
  tx: Tx,
  row: { customerId: bigint; no: string; revision: number },
  p: { text: Verdict | null; appended: Verdict | null; done: boolean },
): Promise<void> {
  const key = sql`customer_id = ${row.customerId} AND no = ${row.no} AND revision = ${row.revision} AND removed_at IS NULL`;
  const { text, appended } = p;
  await sql`
    WITH was AS (SELECT ${COUNTED} FROM review WHERE ${key}),
      made AS (
        UPDATE review SET checked = coalesce(${text?.checked ?? null}, checked),
          check_label = coalesce(${text?.label ?? null}::int, check_label),
          state = CASE WHEN ${text?.show ?? false} AND state = 'waiting' THEN 'shown' ELSE state END,
          appended_checked = coalesce(${appended?.checked ?? null}, appended_checked),
          appended_label = coalesce(${appended?.label ?? null}::int, appended_label),
          appended_state = CASE WHEN ${appended?.show ?? false} AND appended_state = 'waiting' THEN 'shown' ELSE appended_state END,
          check_due_at = CASE WHEN ${p.done} THEN NULL ELSE check_due_at END, revision = revision + 1
        WHERE ${key} RETURNING ${COUNTED}),
      figures AS (${gained(MADE, WAS)})
    SELECT 1`.execute(tx);
}
