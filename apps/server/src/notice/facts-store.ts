/** The facts notices speak of, for a whole batch in one statement. The ref is an order's, a refund's or a case's number. */
import { sql } from "kysely";
import type { Tx } from "../db/database.ts";
import type { Pending } from "../outbox/consume-store.ts";

export interface NoticeFacts {
  orderNo: string;
  aftersaleNo: string | null;
  product: string;
  amountFen: bigint;
  carrier: string | null;
  trackingNo: string | null;
  note: string;
}

interface Raw {
  owner_id: bigint;
  ref: string;
  order_no: string;
  aftersale_no: string | null;
  product: string | null;
  amount_fen: bigint;
  carrier: string | null;
  tracking_no: string | null;
  note: string | null;
}

/** Key: owner:ref. */
export async function noticeFacts(tx: Tx, rows: readonly Pending[]): Promise<Map<string, NoticeFacts>> {
  if (rows.length === 0) return new Map();
  const result = await sql<Raw>`
    SELECT ref.owner_id, ref.no AS ref, o.no AS order_no, coalesce(r.aftersale_no, a.no) AS aftersale_no,
      (SELECT l.name FROM order_line l WHERE l.buyer_id = o.buyer_id AND l.order_no = o.no ORDER BY l.line_no LIMIT 1) AS product,
      coalesce(r.amount_fen, a.amount_fen + a.freight_fen, o.payable_fen) AS amount_fen,
      s.carrier, s.tracking_no, a.decision_note AS note
    FROM unnest(${rows.map((row) => String(row.owner_id))}::bigint[], ${rows.map((row) => row.ref)}::text[]) AS ref (owner_id, no)
      LEFT JOIN refund r ON r.buyer_id = ref.owner_id AND r.no = ref.no
      LEFT JOIN aftersale a ON a.buyer_id = ref.owner_id AND a.no = ref.no
      JOIN orders o ON o.buyer_id = ref.owner_id AND o.no = coalesce(r.order_no, a.order_no, ref.no)
      LEFT JOIN LATERAL (
        SELECT carrier, tracking_no FROM shipment s
        WHERE s.buyer_id = o.buyer_id AND s.order_no = o.no AND s.carrier IS NOT NULL LIMIT 1) s ON true`.execute(
    tx,
  );
  return new Map(
    result.rows.map((row) => [
      `${row.owner_id}:${row.ref}`,
      {
        orderNo: row.order_no,
        aftersaleNo: row.aftersale_no,
        product: row.product ?? "商品",
        amountFen: row.amount_fen,
        carrier: row.carrier,
        trackingNo: row.tracking_no,
        note: row.note ?? "",
      },
    ]),
  );
}
