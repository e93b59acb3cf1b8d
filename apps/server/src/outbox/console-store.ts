/** What the desk of tasks set aside reads, and how they are sent off again. */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import type { Consumer } from "./store.ts";

export interface FailedRow {
  owner_id: bigint;
  id: bigint;
  consumer: Consumer;
  topic: string;
  order_no: string | null;
  ref: string;
  failure: string;
  tries: number;
  failed_at: Date;
  failed_us: bigint;
  event_at: Date;
  behind: number;
  alarm_id: bigint | null;
}

/** Last set aside first. Times are told in business time, though the outbox keeps them by the machine's clock. */
export async function listFailed(
  query: Kysely<Tables>,
  f: {
    consumer: Consumer | null;
    /** Beginning of a number, in capitals. */
    prefix: string | null;
    before: { failedUs: bigint; id: bigint } | null;
    limit: number;
  },
): Promise<FailedRow[]> {
  const result = await sql<FailedRow>`
    SELECT o.owner_id, o.id, o.consumer, o.topic, coalesce(o.order_no, CASE WHEN starts_with(o.topic, 'order.') THEN o.ref END) AS order_no,
      o.ref, o.failure, o.tries, o.failed_at + (business_now() - now()) AS failed_at,
      (extract(epoch FROM o.failed_at) * 1000000)::bigint AS failed_us, o.event_at,
      (SELECT count(*)::int FROM outbox l WHERE l.owner_id = o.owner_id AND l.consumer = o.consumer AND l.order_no = o.order_no
        AND l.id > o.id) AS behind,
      (SELECT a.id FROM alarm a WHERE a.kind = 'outbox_failed' AND a.ref = o.consumer || ':' || o.ref AND a.state <> 'resolved') AS alarm_id
    FROM outbox o
    WHERE o.failure IS NOT NULL
      AND (${f.consumer}::text IS NULL OR o.consumer = ${f.consumer})
      AND (${f.prefix}::text IS NULL OR starts_with(o.ref, ${f.prefix}) OR starts_with(o.order_no, ${f.prefix}))
      AND (${f.before === null}::boolean OR (o.failed_at, o.id)
        < (timestamptz 'epoch' + ${f.before?.failedUs ?? 0n}::bigint * interval '1 microsecond', ${f.before?.id ?? 0n}::bigint))
    ORDER BY o.failed_at DESC, o.id DESC LIMIT ${f.limit}`.execute(query);
  return result.rows;
}

export async function countFailed(query: Kysely<Tables>): Promise<{ failed: number; behind: number }> {
  const result = await sql<{ failed: number; behind: number }>`
    WITH bad AS (SELECT owner_id, consumer, order_no, id FROM outbox WHERE failure IS NOT NULL)
    SELECT (SELECT count(*) FROM bad)::int AS failed,
      (SELECT count(*) FROM bad b JOIN outbox l ON l.owner_id = b.owner_id AND l.consumer = b.consumer AND l.order_no = b.order_no
        AND l.id > b.id)::int AS behind`.execute(query);
  return result.rows[0] ?? { failed: 0, behind: 0 };
}

export interface Sent {
  owner_id: bigint;
  id: bigint;
  consumer: Consumer;
  topic: string;
  ref: string;
  tries: number;
}

/** Those that were set aside and still are. */
export async function sendOff(tx: Tx, tasks: readonly { ownerId: bigint; id: bigint }[]): Promise<Sent[]> {
  const result = await sql<Sent>`
    WITH bad AS (
        SELECT o.owner_id, o.id, o.tries
        FROM unnest(${tasks.map((t) => String(t.ownerId))}::bigint[], ${tasks.map((t) => String(t.id))}::bigint[]) AS t (owner_id, id)
          JOIN outbox o ON o.owner_id = t.owner_id AND o.id = t.id
        WHERE o.failure IS NOT NULL)
    UPDATE outbox o SET failure = NULL, failed_at = NULL, tries = 0, due_at = now(), retried = true
    FROM bad WHERE o.owner_id = bad.owner_id AND o.id = bad.id AND o.failure IS NOT NULL
    RETURNING o.owner_id, o.id, o.consumer, o.topic, o.ref, bad.tries`.execute(tx);
  return result.rows;
}
