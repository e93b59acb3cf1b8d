/** SQL of consuming: which buckets have work, a lease on some, their rows, and their end. */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import type { Consumer, Topic } from "./store.ts";

export const BATCH = 500;

export interface Pending {
  owner_id: bigint;
  id: bigint;
  topic: Topic;
  ref: string;
  body: Record<string, unknown>;
  /** Whose order it is about, where rows of one order must keep their order. */
  order_no: string | null;
  event_at: Date;
  tries: number;
}

/** Buckets with something ready, one statement for all these consumers. */
export async function readyBuckets(
  query: Kysely<Tables>,
  consumers: readonly Consumer[],
): Promise<{ consumer: Consumer; buckets: number[] }[]> {
  const result = await sql<{ consumer: Consumer; buckets: number[] }>`
    SELECT consumer, array_agg(DISTINCT (owner_id % 16)::int) AS buckets FROM outbox
    WHERE consumer = ANY (${[...consumers]}::text[]) AND failure IS NULL AND due_at <= now()
    GROUP BY consumer ORDER BY consumer`.execute(query);
  return result.rows;
}

/**
 * Takes buckets for this transaction: the rows' locks are the lease, so two workers never handle the same rows, and a worker that
 * dies gives them back with its connection. Buckets that another worker has are left to it.
 */
export async function leaseBuckets(
  tx: Tx,
  consumer: Consumer,
  buckets: readonly number[],
  holder: string,
): Promise<number[]> {
  const result = await sql<{ bucket: number }>`
    WITH free AS (
        SELECT bucket FROM outbox_lease WHERE consumer = ${consumer} AND bucket = ANY (${[...buckets]}::int[])
        ORDER BY bucket FOR UPDATE SKIP LOCKED)
    UPDATE outbox_lease l SET holder = ${holder}, until = now() + interval '30 seconds'
    FROM free WHERE l.consumer = ${consumer} AND l.bucket = free.bucket
    RETURNING l.bucket`.execute(tx);
  return result.rows.map((row) => row.bucket);
}

/** Rows that are ready. Of one order only the first that is left: a row that waits or was set aside holds back the later ones. */
export async function takeRows(
  tx: Tx,
  consumer: Consumer,
  buckets: readonly number[],
  limit: number,
): Promise<Pending[]> {
  const result = await sql<Pending>`
    SELECT owner_id, id, topic, ref, body, order_no, event_at, tries FROM outbox o
    WHERE consumer = ${consumer} AND failure IS NULL AND due_at <= now() AND (owner_id % 16)::int = ANY (${[...buckets]}::int[])
      AND (order_no IS NULL OR NOT EXISTS (
        SELECT FROM outbox e WHERE e.owner_id = o.owner_id AND e.consumer = o.consumer AND e.order_no = o.order_no AND e.id < o.id))
    ORDER BY due_at, id LIMIT ${limit}`.execute(tx);
  return result.rows;
}

export async function removeRows(tx: Tx, rows: readonly Pending[]): Promise<void> {
  await sql`
    DELETE FROM outbox o USING unnest(${rows.map((r) => String(r.owner_id))}::bigint[], ${rows.map((r) => String(r.id))}::bigint[])
      AS d (owner_id, id)
    WHERE o.owner_id = d.owner_id AND o.id = d.id`.execute(tx);
}

/** Tries again later; the tenth failure sets the row aside with its reason. */
export async function setBack(tx: Tx, row: Pending, reason: string, maxTries: number): Promise<boolean> {
  const result = await sql<{ failed: boolean }>`
    UPDATE outbox SET tries = tries + 1, due_at = now() + make_interval(secs => least(600, 2 ^ tries)),
      failure = CASE WHEN tries + 1 >= ${maxTries} THEN ${reason} END
    WHERE owner_id = ${row.owner_id} AND id = ${row.id} RETURNING failure IS NOT NULL AS failed`.execute(tx);
  return result.rows[0]?.failed === true;
}
