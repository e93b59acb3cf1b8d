/** SQL of `payment_attempt` and `payment_fact`. */
import type { OrderState, PaymentState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import { prepared } from "../db/prepared.ts";
import { toldOfOrder } from "../outbox/store.ts";
import { sessionStands } from "../session/store.ts";

export interface Attempt {
  no: string;
  order_no: string;
  amount_fen: bigint;
  openid: string;
  state: PaymentState;
  prepay_id: string | null;
  /** Real time since WeChat gave the prepay_id, ms; it lives 2 h. */
  prepay_age_ms: number | null;
}

const COLUMNS = sql`no, order_no, amount_fen, openid, state, prepay_id,
  (extract(epoch FROM now() - prepay_at) * 1000)::float8 AS prepay_age_ms`;

/** The attempt that may still be paid, if any. */
export async function openAttempt(
  query: Kysely<Tables>,
  buyerId: bigint,
  orderNo: string,
): Promise<Attempt | null> {
  const result = await sql<Attempt>`
    SELECT ${COLUMNS} FROM payment_attempt
    WHERE buyer_id = ${buyerId} AND order_no = ${orderNo} AND state IN ('created', 'open')`.execute(query);
  return result.rows[0] ?? null;
}

/** The attempt of an order that matters most: open, else paid, else the newest. */
export async function latestAttempt(
  query: Kysely<Tables>,
  buyerId: bigint,
  orderNo: string,
): Promise<Attempt | null> {
  const result = await sql<Attempt>`
    SELECT ${COLUMNS} FROM payment_attempt
    WHERE buyer_id = ${buyerId} AND order_no = ${orderNo}
    ORDER BY state IN ('created', 'open') DESC, state = 'paid' DESC, created_at DESC LIMIT 1`.execute(query);
  return result.rows[0] ?? null;
}

export interface NewAttempt {
  buyerId: bigint;
  orderNo: string;
  /** The attempt's own, if one has to be made. */
  no: string;
  openid: string;
  /** Hash of the token that asks. */
  session: string;
}
export interface Begun {
  signedIn: boolean;
  /** As the lock found it; null = not this buyer's. */
  order: { now: Date; state: OrderState; paid_at: Date | null; close_due_at: Date | null } | null;
  /** The one that is open, made now if there was none and the order can be paid. */
  attempt: Attempt | null;
  /** Of the order's lines. */
  names: string[];
}

/**
 * One statement under the order's lock: the attempt's number stands before WeChat is called, and one is open at a time
 * (payment_attempt_open). Two who begin at once: the second finds neither the attempt that it could not see yet nor room for its own, and
 * asks again.
 */
export async function beginAttempt(query: Kysely<Tables>, row: NewAttempt): Promise<Begun> {
  const result = await begun.execute(query, row);
  const found = result.rows[0];
  if (!found) throw new Error("a SELECT over one row answers with one row");
  const { signed_in, now, order_state, order_paid_at, close_due_at, names, ...attempt } = found;
  return {
    signedIn: signed_in,
    order: now && { now, state: order_state, paid_at: order_paid_at, close_due_at },
    attempt: (attempt.no as string | null) === null ? null : attempt,
    names: names ?? [],
  };
}

const begun = prepared(
  (v: NewAttempt) => sql<
    Attempt & {
      signed_in: boolean;
      now: Date | null;
      order_state: OrderState;
      order_paid_at: Date | null;
      close_due_at: Date | null;
      names: string[] | null;
    }
  >`
    WITH asked AS MATERIALIZED (SELECT ${sessionStands(v.session, v.buyerId)} AS signed_in),
      locked AS MATERIALIZED (
        SELECT greatest((SELECT business_now()), created_at) AS now, state, payable_fen, paid_at, close_due_at
        FROM orders WHERE buyer_id = ${v.buyerId} AND no = ${v.orderNo} FOR UPDATE),
      known AS MATERIALIZED (
        SELECT ${COLUMNS} FROM payment_attempt
        WHERE buyer_id = ${v.buyerId} AND order_no = ${v.orderNo} AND state IN ('created', 'open')),
      made AS (
        INSERT INTO payment_attempt (buyer_id, no, order_no, amount_fen, openid, created_at)
        SELECT ${v.buyerId}::bigint, ${v.no}, ${v.orderNo}, locked.payable_fen, ${v.openid}, locked.now
        FROM locked, asked
        WHERE asked.signed_in AND locked.state = 'awaiting_payment' AND locked.paid_at IS NULL
          AND (locked.close_due_at IS NULL OR locked.close_due_at > locked.now) AND NOT EXISTS (SELECT FROM known)
        ON CONFLICT (buyer_id, order_no) WHERE state IN ('created', 'open') DO NOTHING
        RETURNING no, order_no, amount_fen, openid, state, prepay_id, NULL::float8 AS prepay_age_ms),
      attempt AS (SELECT * FROM known UNION ALL SELECT * FROM made)
    SELECT asked.signed_in, locked.now, locked.state AS order_state, locked.paid_at AS order_paid_at, locked.close_due_at, attempt.*,
      (SELECT array_agg(name ORDER BY line_no) FROM order_line
        WHERE buyer_id = ${v.buyerId} AND order_no = ${v.orderNo}) AS names
    FROM asked LEFT JOIN locked ON true LEFT JOIN attempt ON true`,
);

/** Keeps the prepay_id. @returns false when the attempt was closed while WeChat answered */
export async function savePrepay(
  query: Kysely<Tables>,
  buyerId: bigint,
  no: string,
  prepayId: string,
): Promise<boolean> {
  const result = await prepaySaved.execute(query, { buyerId, no, prepayId });
  return result.numAffectedRows === 1n;
}

const prepaySaved = prepared(
  (v: { buyerId: bigint; no: string; prepayId: string }) => sql`
    UPDATE payment_attempt SET state = 'open', prepay_id = ${v.prepayId}, prepay_at = now()
    WHERE buyer_id = ${v.buyerId} AND no = ${v.no} AND state IN ('created', 'open') RETURNING set_config('synchronous_commit', 'off', true)`,
);

/** An attempt with what deciding about its order needs. */
export interface PaidAttempt extends Omit<Attempt, "prepay_id" | "prepay_age_ms"> {
  /** Never before anything that has happened to the order (order/store.ts). */
  now: Date;
  order_state: OrderState;
}

/** Both locked, the order first: whoever comes second sees what the first has done. @returns null when the number is not this buyer's */
export async function lockAttempt(tx: Tx, buyerId: bigint, no: string): Promise<PaidAttempt | null> {
  const result = await sql<PaidAttempt>`
    SELECT a.no, a.order_no, a.amount_fen, a.openid, a.state, o.state AS order_state,
      greatest((SELECT business_now()), o.created_at, o.paid_at, o.shipped_at, o.received_at) AS now
    FROM payment_attempt a JOIN orders o ON o.buyer_id = a.buyer_id AND o.no = a.order_no
    WHERE a.buyer_id = ${buyerId} AND a.no = ${no} AND o.buyer_id = ${buyerId} FOR UPDATE OF o, a`.execute(
    tx,
  );
  return result.rows[0] ?? null;
}

export async function closeAttempts(tx: Tx, buyerId: bigint, orderNo: string): Promise<void> {
  await sql`
    UPDATE payment_attempt SET state = 'closed'
    WHERE buyer_id = ${buyerId} AND order_no = ${orderNo} AND state IN ('created', 'open')`.execute(tx);
}

/** Money for an attempt, as an order that waits for it takes it. */
export interface PaidFact {
  buyerId: bigint;
  /** The attempt's number. */
  no: string;
  transactionId: string;
  amountFen: bigint;
  openid: string;
  source: "callback" | "query";
  /** WeChat's time of it; null where it tells none: then the order's own. */
  eventAt: Date | null;
}

/**
 * Orders that money may still come for. A value, not a part of the text: as text PostgreSQL took orders_close_due for the order's row, an
 * index of these states alone, and read all unpaid orders of the shop for one when its statistics were of an hour with few.
 */
const WAITING: readonly OrderState[] = ["awaiting_payment", "closing"];
/** Attempts whose money nobody has told us of yet. */
const UNPAID: readonly PaymentState[] = ["created", "open", "closed"];

/**
 * The paid fact in one statement: order (→ awaiting_shipment), fact, attempt, timeline and who is told stand together or not at all. Only
 * where the attempt is one of this sum and payer that was not paid yet. The order's row is the first to change and decides on itself as it
 * is by then; an attempt is paid only together with it. Its moment is told in whole milliseconds, as every moment is that has passed through
 * this process: the commission's carries the same.
 * @returns false when it is anything else, or the order does not wait for money any more: nothing was written
 */
export async function recordPaid(query: Kysely<Tables>, row: PaidFact): Promise<boolean> {
  const result = await paid.execute(query, { ...row, waiting: WAITING, unpaid: UNPAID });
  return result.rows.length === 1;
}

const paid = prepared(
  (v: PaidFact & { waiting: readonly string[]; unpaid: readonly string[] }) => sql`
    WITH asked AS MATERIALIZED (
        SELECT order_no, date_trunc('milliseconds', business_now()) AS now FROM payment_attempt
        WHERE buyer_id = ${v.buyerId} AND no = ${v.no} AND amount_fen = ${v.amountFen} AND openid = ${v.openid}
          AND state = ANY (${v.unpaid}::text[])),
      happened AS (
        UPDATE orders o SET state = 'awaiting_shipment', paid_at = greatest(asked.now, o.created_at),
          paid_date = business_date(greatest(asked.now, o.created_at)), close_due_at = NULL, close_reason = ''
        -- As a value that stands before the order is looked for, so that it is found by its key.
        FROM asked WHERE o.buyer_id = ${v.buyerId} AND o.no = (SELECT order_no FROM asked) AND o.state = ANY (${v.waiting}::text[])
        RETURNING o.buyer_id AS owner_id, o.no AS order_no, o.paid_at AS at, o.earning),
      fact AS (
        INSERT INTO payment_fact (buyer_id, transaction_id, payment_no, amount_fen, source, event_at)
        SELECT owner_id, ${v.transactionId}, ${v.no}, ${v.amountFen}::bigint, ${v.source}, coalesce(${v.eventAt}::timestamptz, at) FROM happened),
      attempt AS (
        UPDATE payment_attempt a SET state = 'paid', transaction_id = ${v.transactionId}, paid_at = happened.at FROM happened
        WHERE a.buyer_id = ${v.buyerId} AND a.no = ${v.no}),
      event AS (
        INSERT INTO order_event (buyer_id, order_no, kind, event_at) SELECT owner_id, order_no, 'paid', at FROM happened),
      told AS (${toldOfOrder("order.paid")})
    SELECT FROM happened`,
);

/** Money for an order that no longer wants it: the order stays as it is. */
export async function recordLate(tx: Tx, row: Omit<PaidFact, "openid"> & { at: Date }): Promise<void> {
  await sql`
    WITH fact AS (
      INSERT INTO payment_fact (buyer_id, transaction_id, payment_no, amount_fen, source, event_at)
      VALUES (${row.buyerId}, ${row.transactionId}, ${row.no}, ${row.amountFen}, ${row.source}, ${row.eventAt ?? row.at}))
    UPDATE payment_attempt SET state = 'late', transaction_id = ${row.transactionId}, paid_at = ${row.at}
    WHERE buyer_id = ${row.buyerId} AND no = ${row.no}`.execute(tx);
}

/** Attempts whose outcome WeChat may know better than we do: open for a while, order still unpaid. */
export async function attemptsToAsk(
  query: Kysely<Tables>,
  limit: number,
): Promise<{ buyer_id: bigint; no: string }[]> {
  const result = await sql<{ buyer_id: bigint; no: string }>`
    SELECT a.buyer_id, a.no FROM payment_attempt a
    WHERE a.state = 'open' AND a.prepay_at BETWEEN now() - interval '2 hours' AND now() - interval '30 seconds'
    ORDER BY a.prepay_at LIMIT ${limit}`.execute(query);
  return result.rows;
}
