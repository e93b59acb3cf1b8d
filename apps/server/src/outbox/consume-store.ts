/** SQL of consuming: which buckets have work, a lease on one, its rows, and their end. */
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
  event_at: Date;
  tries: number;
}

/** Buckets with something ready, one statement for all consumers. */
export async function readyBuckets(query: Kysely<Tables>): Promise<{ consumer: Consumer; bucket: number }[]> {
  const result = await sql<{ consumer: Consumer; bucket: number }>`
    SELECT DISTINCT consumer, (owner_id % 16)::int AS bucket FROM outbox
    WHERE failure IS NULL AND due_at <= now() ORDER BY 1, 2`.execute(query);
  return result.rows;
}

/**
 * Takes the bucket for this transaction: the row's lock is the lease, so two workers never handle the same rows, and a worker that
 * dies gives it back with its connection.
 */
export async function leaseBucket(
  tx: Tx,
  consumer: Consumer,
  bucket: number,
  holder: string,
): Promise<boolean> {
  const result = await sql`
    UPDATE outbox_lease SET holder = ${holder}, until = now() + interval '30 seconds'
    WHERE consumer = ${consumer} AND bucket = ${bucket}`.execute(tx);
  return result.numAffectedRows === 1n;
}

export async function takeRows(
  tx: Tx,
  consumer: Consumer,
  bucket: number,
  limit: number,
): Promise<Pending[]> {
  const result = await sql<Pending>`
    SELECT owner_id, id, topic, ref, body, event_at, tries FROM outbox
    WHERE consumer = ${consumer} AND failure IS NULL AND due_at <= now() AND owner_id % 16 = ${bucket}
    ORDER BY owner_id, id LIMIT ${limit}`.execute(tx);
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
