/** SQL of consuming: who has work, a lease on buckets, their rows, and their end. */
import { type Kysely, type RawBuilder, sql } from "kysely";
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
  /** A person has sent it off again. */
  retried: boolean;
}

/** Those of the consumers that have something ready: a look at the first row of each. */
export async function readyConsumers(
  query: Kysely<Tables>,
  consumers: readonly Consumer[],
): Promise<Consumer[]> {
  const result = await sql<{ consumer: Consumer }>`
    SELECT consumer FROM unnest(${[...consumers]}::text[]) AS c (consumer)
    WHERE EXISTS (SELECT FROM outbox o WHERE o.consumer = c.consumer AND o.failure IS NULL AND o.due_at <= now())`.execute(
    query,
  );
  return result.rows.map((row) => row.consumer);
}

/** How many rows are ready; whoever asks wants to know no more than whether they are `most`. */
export async function countReady(query: Kysely<Tables>, consumer: Consumer, most: number): Promise<number> {
  const result = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM (
      SELECT FROM outbox WHERE consumer = ${consumer} AND failure IS NULL AND due_at <= now() LIMIT ${most}) AS ready`.execute(
    query,
  );
  return result.rows[0]?.count ?? 0;
}

/**
 * Takes buckets for this transaction: the rows' locks are the lease, so two workers never handle the same rows, and a worker that
 * dies gives them back with its connection. Buckets that another worker has are left to it; those that waited longest come first.
 */
export async function leaseBuckets(
  tx: Tx,
  consumer: Consumer,
  most: number,
  holder: string,
): Promise<number[]> {
  const result = await sql<{ bucket: number }>`
    WITH free AS (
        SELECT bucket FROM outbox_lease WHERE consumer = ${consumer} ORDER BY until, bucket LIMIT ${most} FOR UPDATE SKIP LOCKED)
    UPDATE outbox_lease l SET holder = ${holder}, until = now() + interval '30 seconds'
    FROM free WHERE l.consumer = ${consumer} AND l.bucket = free.bucket
    RETURNING l.bucket`.execute(tx);
  return result.rows.map((row) => row.bucket);
}

/** Takes those of these buckets that nobody has. */
export async function leaseThese(tx: Tx, consumer: Consumer, buckets: readonly number[]): Promise<number[]> {
  const result = await sql<{ bucket: number }>`
    SELECT bucket FROM outbox_lease WHERE consumer = ${consumer} AND bucket = ANY (${[...buckets]}::int[])
    ORDER BY bucket FOR UPDATE SKIP LOCKED`.execute(tx);
  return result.rows.map((row) => row.bucket);
}

const READY = sql`failure IS NULL AND due_at <= now()`;
/** Of one order only the first that is left: a row that waits or was set aside holds back the later ones. */
const FIRST = sql`(order_no IS NULL OR NOT EXISTS (
        SELECT FROM outbox e WHERE e.owner_id = o.owner_id AND e.consumer = o.consumer AND e.order_no = o.order_no AND e.id < o.id))`;

/** Rows that are ready and first of their order. @param besides a topic that somebody else takes */
export async function takeRows(
  tx: Tx,
  consumer: Consumer,
  p: { buckets: readonly number[]; besides?: Topic | undefined; limit: number },
): Promise<Pending[]> {
  const result = await sql<Pending>`
    SELECT owner_id, id, topic, ref, body, order_no, event_at, tries, retried FROM outbox o
    WHERE consumer = ${consumer} AND ${READY} AND (owner_id % 16)::int = ANY (${[...p.buckets]}::int[]) AND ${FIRST}
      AND (topic <> ${p.besides ?? ""} OR retried)
    ORDER BY due_at, id LIMIT ${p.limit}`.execute(tx);
  return result.rows;
}

/** Ids of those that are still there, ready, and first of their order. */
export async function stillReady(
  tx: Tx,
  consumer: Consumer,
  rows: readonly Pending[],
): Promise<ReadonlySet<bigint>> {
  const result = await sql<{ id: bigint }>`
    SELECT id FROM outbox o WHERE (owner_id, id) IN (
        SELECT * FROM unnest(${rows.map((r) => String(r.owner_id))}::bigint[], ${rows.map((r) => String(r.id))}::bigint[]))
      AND consumer = ${consumer} AND ${READY} AND ${FIRST}`.execute(tx);
  return new Set(result.rows.map((row) => row.id));
}

/**
 * A CTE's body that takes rows of one topic off, for a statement that acts on them at once: (owner_id, order_no, event_at). The topic is
 * the first that an order tells of, so no row waits behind another. By their place in the table, since the lease keeps them there.
 */
export function takenAtOnce(
  consumer: Consumer,
  p: { topic: Topic; buckets: readonly number[]; limit: number },
): RawBuilder<unknown> {
  return sql`
    DELETE FROM outbox WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM outbox
      WHERE consumer = ${consumer} AND topic = ${p.topic} AND NOT retried AND ${READY} AND (owner_id % 16)::int = ANY (${[...p.buckets]}::int[])
      ORDER BY due_at, id LIMIT ${p.limit}))
    RETURNING owner_id, order_no, event_at`;
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
      failure = CASE WHEN tries + 1 >= ${maxTries} THEN ${reason} END,
      failed_at = CASE WHEN tries + 1 >= ${maxTries} THEN now() END
    WHERE owner_id = ${row.owner_id} AND id = ${row.id} RETURNING failure IS NOT NULL AS failed`.execute(tx);
  return result.rows[0]?.failed === true;
}

/** Of what a person had sent off again, the numbers of which nothing of this consumer is left, neither set aside nor sent off. */
export async function allDone(tx: Tx, consumer: Consumer, rows: readonly Pending[]): Promise<string[]> {
  const result = await sql<{ ref: string }>`
    SELECT DISTINCT d.ref
    FROM unnest(${rows.map((r) => String(r.owner_id))}::bigint[], ${rows.map((r) => r.ref)}::text[]) AS d (owner_id, ref)
    WHERE NOT EXISTS (
      SELECT FROM outbox o WHERE o.owner_id = d.owner_id AND o.consumer = ${consumer} AND o.ref = d.ref
        AND (o.failure IS NOT NULL OR o.retried))`.execute(tx);
  return result.rows.map((row) => row.ref);
}
