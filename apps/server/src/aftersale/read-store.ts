/** What the customer's after-sale pages read: one statement a page. */
import type { AftersaleState, RefundState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import type { TimeKey } from "../http/time-cursor.ts";

export interface ReadCase {
  no: string;
  order_no: string;
  state: AftersaleState;
  amount_fen: bigint;
  freight_fen: bigint;
  reason: string;
  note: string;
  pictures: string[];
  decision_note: string;
  created_at: Date;
  lines: {
    line_no: number;
    name: string;
    spec: string[];
    picture: string;
    quantity: number;
    amount_fen: number;
  }[];
  refund: { no: string; state: RefundState; amount_fen: number; succeeded_at: string | null } | null;
  events: { kind: string; note: string | null; at: string }[] | null;
}

/** A case `a` with its lines. */
export const CASE_COLUMNS = sql`
  a.no, a.order_no, a.state, a.amount_fen, a.freight_fen, a.reason, a.note, a.pictures, a.decision_note, a.created_at,
  (SELECT jsonb_agg(jsonb_build_object('line_no', al.line_no, 'name', l.name, 'spec', l.spec, 'picture', l.picture,
      'quantity', al.quantity, 'amount_fen', al.amount_fen) ORDER BY al.line_no)
    FROM aftersale_line al JOIN order_line l ON l.buyer_id = al.buyer_id AND l.order_no = a.order_no AND l.line_no = al.line_no
    WHERE al.buyer_id = a.buyer_id AND al.aftersale_no = a.no) AS lines`;

export async function listCases(
  query: Kysely<Tables>,
  buyerId: bigint,
  p: { before: TimeKey | null; limit: number },
): Promise<ReadCase[]> {
  const result = await sql<ReadCase>`
    SELECT ${CASE_COLUMNS}, NULL AS refund, NULL AS events FROM aftersale a
    WHERE a.buyer_id = ${buyerId}
      AND (${p.before?.at ?? null}::timestamptz IS NULL
        OR (a.created_at, a.no) < (${p.before?.at ?? null}::timestamptz, ${p.before?.no ?? null}))
    ORDER BY a.created_at DESC, a.no DESC LIMIT ${p.limit}`.execute(query);
  return result.rows;
}

/** The refund of case `a`. */
export const CASE_REFUND = sql`
  (SELECT jsonb_build_object('no', r.no, 'state', r.state, 'amount_fen', r.amount_fen, 'succeeded_at', r.succeeded_at)
    FROM refund r WHERE r.buyer_id = a.buyer_id AND r.aftersale_no = a.no) AS refund`;
/** What the order's timeline says of case `a` and its refund, newest first. */
export const CASE_EVENTS = sql`
  (SELECT jsonb_agg(jsonb_build_object('kind', e.kind, 'note', e.note, 'at', e.event_at) ORDER BY e.event_at DESC, e.id DESC)
    FROM order_event e
    WHERE e.buyer_id = a.buyer_id AND e.order_no = a.order_no
      AND (e.ref = a.no OR e.ref = (SELECT r.no FROM refund r WHERE r.buyer_id = a.buyer_id AND r.aftersale_no = a.no))) AS events`;

export async function readCase(query: Kysely<Tables>, buyerId: bigint, no: string): Promise<ReadCase | null> {
  const result = await sql<ReadCase>`
    SELECT ${CASE_COLUMNS}, ${CASE_REFUND}, ${CASE_EVENTS} FROM aftersale a
    WHERE a.buyer_id = ${buyerId} AND a.no = ${no}`.execute(query);
  return result.rows[0] ?? null;
}
