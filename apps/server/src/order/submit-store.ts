/** SQL that writes a new order: header, lines with their snapshot, contact, first event; and spends coupon and cart. */
import type { Member } from "@banyan/domain";
import { sql } from "kysely";
import type { StoredShare } from "../commission/snapshot.ts";
import type { Tx } from "../db/database.ts";

export interface NewOrder {
  buyerId: bigint;
  no: string;
  quoteId: bigint;
  goodsFen: bigint;
  discountFen: bigint;
  selfDiscountFen: bigint;
  freightFen: bigint;
  payableFen: bigint;
  couponGrantId: bigint | null;
  regionCode: string | null;
  remark: string;
  now: Date;
  closeDueAt: Date;
  contact: { sealed: Buffer; masked: string } | null;
  /** Whose recommendation the order carries, and through which share. */
  referrerId: bigint | null;
  shareCode: string | null;
  /** The snapshot of who stands where, the same for all lines. */
  planVersion: bigint;
  buyerPromoter: Member | null;
  chain: Member[];
  lines: NewLine[];
}
export interface NewLine {
  line_no: number;
  product_id: string;
  sku_id: string;
  name: string;
  spec: string[];
  picture: string;
  sku_code: string;
  fulfilment: "parcel" | "service";
  price_fen: string;
  quantity: number;
  discount_fen: string;
  net_fen: string;
  self_discount_fen: string;
  base_fen: string;
  cost_fen: string;
  category_path: string[];
  shares: StoredShare[];
}

/**
 * One statement: the order with all that belongs to it, the coupon spent, the bought lines gone from the cart.
 * @returns false when the coupon was used by another order meanwhile: then the caller rolls back
 * @throws 23505 orders_buyer_id_quote_id_key when the quote already became an order
 */
export async function insertOrder(tx: Tx, order: NewOrder, cartSkuIds: readonly bigint[]): Promise<boolean> {
  const result = await sql<{ spent: boolean }>`
    WITH header AS (
        INSERT INTO orders (buyer_id, no, quote_id, state, goods_fen, discount_fen, self_discount_fen, freight_fen, payable_fen,
          coupon_grant_id, region_code, remark, created_at, created_date, close_due_at, referrer_id, share_code, earning)
        VALUES (${order.buyerId}, ${order.no}, ${order.quoteId}, 'awaiting_payment', ${order.goodsFen}, ${order.discountFen},
          ${order.selfDiscountFen}, ${order.freightFen}, ${order.payableFen}, ${order.couponGrantId}, ${order.regionCode},
          ${order.remark}, ${order.now}, business_date(${order.now}), ${order.closeDueAt}, ${order.referrerId}, ${order.shareCode},
          ${order.lines.some((line) => line.shares.length > 0)})),
      contact AS (
        INSERT INTO order_contact (buyer_id, order_no, contact_sealed, masked)
        SELECT ${order.buyerId}, ${order.no}, ${order.contact?.sealed ?? null}::bytea, ${order.contact?.masked ?? null}::text
        WHERE ${order.contact !== null}::boolean),
      event AS (
        INSERT INTO order_event (buyer_id, order_no, kind, event_at)
        VALUES (${order.buyerId}, ${order.no}, 'submitted', ${order.now})),
      coupon AS (
        UPDATE coupon_grant SET state = 'used', order_no = ${order.no}
        WHERE customer_id = ${order.buyerId} AND id = ${order.couponGrantId}::bigint AND state = 'usable'
          AND expires_at > business_now()
        RETURNING id),
      cart AS (
        DELETE FROM cart_line
        WHERE customer_id = ${order.buyerId} AND sku_id = ANY (${cartSkuIds.map(String)}::bigint[])),
      line AS (${linesOf(order)})
    SELECT ${order.couponGrantId}::bigint IS NULL OR EXISTS (SELECT FROM coupon) AS spent`.execute(tx);
  return result.rows[0]?.spent === true;
}

const linesOf = (order: NewOrder) => sql`
    INSERT INTO order_line (buyer_id, order_no, line_no, product_id, sku_id, name, spec, picture, sku_code, fulfilment, price_fen,
      quantity, discount_fen, net_fen, self_discount_fen, base_fen, cost_fen, category_path, plan_version, buyer_promoter, chain, shares)
    SELECT ${order.buyerId}, ${order.no}, line_no, product_id, sku_id, name, spec, picture, sku_code, fulfilment, price_fen,
      quantity, discount_fen, net_fen, self_discount_fen, base_fen, cost_fen,
      ARRAY (SELECT jsonb_array_elements_text(category_path)::bigint), ${order.planVersion}::bigint,
      ${order.buyerPromoter && JSON.stringify(order.buyerPromoter)}::jsonb, ${JSON.stringify(order.chain)}::jsonb, shares
    FROM jsonb_to_recordset(${JSON.stringify(order.lines)}::jsonb) AS r (line_no int, product_id bigint, sku_id bigint, name text,
      spec jsonb, picture text, sku_code text, fulfilment text, price_fen bigint, quantity int, discount_fen bigint, net_fen bigint,
      self_discount_fen bigint, base_fen bigint, cost_fen bigint, category_path jsonb, shares jsonb)`;
