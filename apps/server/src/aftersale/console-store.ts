/** What the console's after-sale desk reads: list and detail are one statement each. */
import type { AftersaleState, OrderState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import type { TimeKey } from "../http/time-cursor.ts";
import { CASE_COLUMNS, CASE_EVENTS, CASE_REFUND, type ReadCase } from "./read-store.ts";

export interface ConsoleCase extends ReadCase {
  buyer_id: bigint;
  nickname: string;
  order_state: OrderState;
  order_payable_fen: bigint;
  order_refunded_fen: bigint;
  decided_by: string | null;
}

const EXTRA = sql`a.buyer_id, coalesce(p.nickname, '') AS nickname, o.state AS order_state, o.payable_fen AS order_payable_fen,
  o.refunded_fen AS order_refunded_fen, (SELECT s.name FROM staff s WHERE s.id = a.staff_id) AS decided_by`;
const FROM = sql`aftersale a JOIN orders o ON o.buyer_id = a.buyer_id AND o.no = a.order_no
  LEFT JOIN customer_profile p ON p.customer_id = a.buyer_id`;

export async function listConsoleCases(
  query: Kysely<Tables>,
  f: {
    state: AftersaleState | null;
    like: string | null;
    numberPrefix: string | null;
    before: TimeKey | null;
    limit: number;
  },
): Promise<ConsoleCase[]> {
  const result = await sql<ConsoleCase>`
    SELECT ${CASE_COLUMNS}, ${CASE_REFUND}, NULL AS events, ${EXTRA} FROM ${FROM}
    WHERE (${f.state}::text IS NULL OR a.state = ${f.state})
      AND (${f.like}::text IS NULL OR starts_with(a.no, ${f.numberPrefix}) OR starts_with(a.order_no, ${f.numberPrefix})
        OR p.nickname ILIKE ${f.like})
      AND (${f.before === null}::boolean
        OR (a.created_at, a.no) < (${f.before?.at ?? null}::timestamptz, ${f.before?.no ?? null}))
    ORDER BY a.created_at DESC, a.no DESC LIMIT ${f.limit}`.execute(query);
  return result.rows;
}

export async function readConsoleCase(
  query: Kysely<Tables>,
  buyerId: bigint,
  no: string,
): Promise<ConsoleCase | null> {
  const result = await sql<ConsoleCase>`
    SELECT ${CASE_COLUMNS}, ${CASE_REFUND}, ${CASE_EVENTS}, ${EXTRA} FROM ${FROM}
    WHERE a.buyer_id = ${buyerId} AND a.no = ${no}`.execute(query);
  return result.rows[0] ?? null;
}
