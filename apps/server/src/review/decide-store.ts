/** What a person or a check decides about reviews, with the figures in the same statement. */
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../db/database.ts";
import { COUNTED, gained, lost, MADE, WAS } from "./store.ts";

/** The row as the person saw it: whatever changed in the meantime has raised its revision. */
export interface Seen {
  customerId: bigint;
  no: string;
  revision: number;
}

/** A review that was shown with all of it; which it was before is in the audit log by its number. */
export interface Shown {
  no: string;
  customer_id: bigint;
}

function seen(rows: readonly Seen[]): RawBuilder<unknown> {
  return sql`unnest(${rows.map((r) => String(r.customerId))}::bigint[], ${rows.map((r) => r.no)}::text[],
    ${rows.map((r) => r.revision)}::int[]) AS s (customer_id, no, revision)`;
}

/**
 * Shows them with what was added. @returns those that stood as they were seen; the others stay as they are
 */
export async function showReviews(tx: Tx, rows: readonly Seen[]): Promise<Shown[]> {
  const result = await sql<Shown>`
    WITH was AS (
        SELECT r.customer_id, r.no, r.revision, ${COUNTED} FROM ${seen(rows)} JOIN review r USING (customer_id, no, revision)
        WHERE r.removed_at IS NULL),
      made AS (
        UPDATE review r SET state = 'shown', hidden_reason = NULL, hidden_note = '', check_due_at = NULL,
          appended_state = CASE WHEN r.appended_state IS NOT NULL THEN 'shown' END, revision = r.revision + 1
        FROM was w WHERE r.customer_id = w.customer_id AND r.no = w.no AND r.revision = w.revision
        RETURNING r.no, r.customer_id, r.product_id, r.rating, r.counted, r.pictured, r.added),
      before AS (SELECT w.* FROM was w JOIN made m ON m.customer_id = w.customer_id AND m.no = w.no),
      figures AS (${gained(MADE, sql`before`)})
    SELECT no, customer_id FROM made`.execute(tx);
  return result.rows;
}

/** @returns false where it stands no longer as it was seen */
export async function hideReview(
  tx: Tx,
  row: Seen,
  p: { part: "whole" | "appended"; reason: string; note: string },
): Promise<boolean> {
  const key = sql`customer_id = ${row.customerId} AND no = ${row.no} AND revision = ${row.revision} AND removed_at IS NULL
    AND (${p.part} = 'whole' OR appended_at IS NOT NULL)`;
  const result = await sql`
    WITH was AS (SELECT ${COUNTED} FROM review WHERE ${key}),
      made AS (
        UPDATE review SET state = CASE WHEN ${p.part} = 'whole' THEN 'hidden' ELSE state END,
          appended_state = CASE WHEN ${p.part} = 'appended' THEN 'hidden' ELSE appended_state END,
          hidden_reason = ${p.reason}, hidden_note = ${p.note},
          check_due_at = CASE WHEN ${p.part} = 'whole' THEN NULL ELSE check_due_at END, revision = revision + 1
        WHERE ${key} RETURNING ${COUNTED}),
      figures AS (${lost(MADE, WAS)})
    SELECT 1 FROM made`.execute(tx);
  return result.rows.length === 1;
}

/** @param text null takes the answer back. @returns false where it stands no longer as it was seen */
export async function setReply(
  tx: Tx,
  row: Seen,
  p: { text: string | null; staffId: bigint; at: Date },
): Promise<boolean> {
  const result = await sql`
    UPDATE review SET reply_text = ${p.text}, reply_at = CASE WHEN ${p.text}::text IS NOT NULL THEN ${p.at}::timestamptz END,
      reply_staff_id = CASE WHEN ${p.text}::text IS NOT NULL THEN ${p.staffId}::bigint END, revision = revision + 1
    WHERE customer_id = ${row.customerId} AND no = ${row.no} AND revision = ${row.revision} AND removed_at IS NULL`.execute(
    tx,
  );
  return result.numAffectedRows === 1n;
}
