/** SQL of an order's money going back: guarded increments under the order's lock, so no total is ever lost (B21). */
import { sql } from "kysely";
import type { Tx } from "../db/database.ts";

/** Adds a refund that succeeded and closes the case flag. */
export async function addRefunded(
  tx: Tx,
  buyerId: bigint,
  no: string,
  amountFen: bigint,
  freightFen: bigint,
): Promise<void> {
  await sql`
    UPDATE orders SET refunded_fen = refunded_fen + ${amountFen}, freight_refunded_fen = freight_refunded_fen + ${freightFen},
      aftersale_open = false
    WHERE buyer_id = ${buyerId} AND no = ${no}`.execute(tx);
}

/** Everything went back: nothing is left to receive or to settle. */
export async function markRefunded(tx: Tx, buyerId: bigint, no: string): Promise<void> {
  await sql`
    UPDATE orders SET state = 'refunded', receive_due_at = NULL,
      settle_due_at = CASE WHEN settled_at IS NOT NULL THEN settle_due_at END
    WHERE buyer_id = ${buyerId} AND no = ${no} AND state IN ('awaiting_shipment', 'awaiting_receipt', 'completed')`.execute(
    tx,
  );
}

export async function setAftersaleOpen(tx: Tx, buyerId: bigint, no: string, open: boolean): Promise<void> {
  await sql`UPDATE orders SET aftersale_open = ${open} WHERE buyer_id = ${buyerId} AND no = ${no}`.execute(
    tx,
  );
}

/** How a case's lines move between free, refunding and refunded. */
export type RefundMove = "begin" | "give_up" | "succeed";

/** Moves units and money of every line of a case in one statement; the table's CHECKs are the floor. */
export async function moveRefund(
  tx: Tx,
  buyerId: bigint,
  orderNo: string,
  aftersaleNo: string,
  move: RefundMove,
): Promise<void> {
  const open = move === "begin" ? 1 : -1;
  const done = move === "succeed" ? 1 : 0;
  await sql`
    UPDATE order_line l SET
      refunding_fen = l.refunding_fen + ${open}::int * a.amount_fen,
      refunding_quantity = l.refunding_quantity + ${open}::int * a.quantity,
      refunded_fen = l.refunded_fen + ${done}::int * a.amount_fen,
      refunded_quantity = l.refunded_quantity + ${done}::int * a.quantity
    FROM aftersale_line a
    WHERE a.buyer_id = ${buyerId} AND a.aftersale_no = ${aftersaleNo}
      AND l.buyer_id = a.buyer_id AND l.order_no = ${orderNo} AND l.line_no = a.line_no`.execute(tx);
}
