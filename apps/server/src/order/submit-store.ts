/** SQL that writes a new order: header, lines with their snapshot, contact, first event; and spends coupon and cart. */
import type { Member } from "@banyan/domain";
import { type RawBuilder, sql } from "kysely";
import type { StoredShare } from "../commission/snapshot.ts";
import type { Tx } from "../db/database.ts";
import { prepared } from "../db/prepared.ts";
import { refuse } from "../http/refusal.ts";

export interface NewOrder {
  buyerId: bigint;
  no: string;
  quoteId: bigint;
  goodsFen: bigint;
  discountFen: bigint;
  selfDiscountFen: bigint;
  freightFen: bigint;
  payableFen: bigint;
  /** Each grant that is spent, with its part. Numbers are text, as in JSON. */
  coupons: { grant_id: string; coupon_id: string; discount_fen: string }[];
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
 * One statement: the order with all that belongs to it, the coupon spent, the bought lines gone from the cart. The customer's row is
 * held, so that closing the account waits for the order, or the order for the closing.
 * @returns false when another order has used the coupon or bought the lines of the cart meanwhile: then the caller rolls back
 * @throws Refusal session_expired when the account was closed a moment ago
 * @throws 23505 (isDuplicate) when the quote already became an order
 */
export async function insertOrder(tx: Tx, order: NewOrder, cartSkuIds: readonly bigint[]): Promise<boolean> {
  const statement = order.coupons.length === 0 ? orderMade : orderMadeWithCoupons;
  const result = await statement.execute(tx, valuesOf(order, cartSkuIds));
  if (result.rows[0]?.open !== true) refuse("session_expired");
  return result.rows[0].spent && result.rows[0].emptied;
}

type Values = ReturnType<typeof valuesOf>;

function valuesOf(order: NewOrder, cartSkuIds: readonly bigint[]) {
  return {
    ...order,
    grantId: order.coupons[0]?.grant_id ?? null,
    grantIds: order.coupons.map((one) => one.grant_id),
    grants: order.coupons.length,
    coupons: JSON.stringify(order.coupons),
    sealed: order.contact?.sealed ?? null,
    masked: order.contact?.masked ?? null,
    hasContact: order.contact !== null,
    earning: order.lines.some((line) => line.shares.length > 0),
    cartSkuIds: cartSkuIds.map(String),
    bought: cartSkuIds.length,
    buyerPromoter: order.buyerPromoter && JSON.stringify(order.buyerPromoter),
    chain: JSON.stringify(order.chain),
    lines: JSON.stringify(order.lines),
  };
}

const order = (v: Values, coupons: RawBuilder<unknown>, spent: RawBuilder<unknown>) => sql<{
  spent: boolean;
  emptied: boolean;
  open: boolean;
}>`
    WITH customer AS (
        SELECT id FROM customer WHERE id = ${v.buyerId} AND closed_at IS NULL FOR KEY SHARE),
      header AS (
        INSERT INTO orders (buyer_id, no, quote_id, state, goods_fen, discount_fen, self_discount_fen, freight_fen, payable_fen,
          coupon_grant_id, region_code, remark, created_at, created_date, close_due_at, referrer_id, share_code, earning)
        VALUES (${v.buyerId}, ${v.no}, ${v.quoteId}, 'awaiting_payment', ${v.goodsFen}, ${v.discountFen},
          ${v.selfDiscountFen}, ${v.freightFen}, ${v.payableFen}, ${v.grantId}::bigint, ${v.regionCode},
          ${v.remark}, ${v.now}, business_date(${v.now}), ${v.closeDueAt}, ${v.referrerId}, ${v.shareCode}, ${v.earning})),
      contact AS (
        INSERT INTO order_contact (buyer_id, order_no, contact_sealed, masked)
        SELECT ${v.buyerId}, ${v.no}, ${v.sealed}::bytea, ${v.masked}::text WHERE ${v.hasContact}::boolean),
      event AS (
        INSERT INTO order_event (buyer_id, order_no, kind, event_at) VALUES (${v.buyerId}, ${v.no}, 'submitted', ${v.now})),${coupons}
      cart AS (
        DELETE FROM cart_line WHERE customer_id = ${v.buyerId} AND sku_id = ANY ((SELECT ${v.cartSkuIds}::bigint[])::bigint[]) RETURNING sku_id),
      line AS (${lines(v)})
    SELECT ${spent} AS spent, (SELECT count(*) FROM cart) = ${v.bought} AS emptied, EXISTS (SELECT FROM customer) AS open`;

const lines = (v: Values) => sql`
    INSERT INTO order_line (buyer_id, order_no, line_no, product_id, sku_id, name, spec, picture, sku_code, fulfilment, price_fen,
      quantity, discount_fen, net_fen, self_discount_fen, base_fen, cost_fen, category_path, plan_version, buyer_promoter, chain, shares)
    SELECT ${v.buyerId}, ${v.no}, line_no, product_id, sku_id, name, spec, picture, sku_code, fulfilment, price_fen,
      quantity, discount_fen, net_fen, self_discount_fen, base_fen, cost_fen,
      ARRAY (SELECT jsonb_array_elements_text(category_path)::bigint), ${v.planVersion}::bigint, ${v.buyerPromoter}::jsonb, ${v.chain}::jsonb, shares
    FROM jsonb_to_recordset(${v.lines}::jsonb) AS r (line_no int, product_id bigint, sku_id bigint, name text,
      spec jsonb, picture text, sku_code text, fulfilment text, price_fen bigint, quantity int, discount_fen bigint, net_fen bigint,
      self_discount_fen bigint, base_fen bigint, cost_fen bigint, category_path jsonb, shares jsonb)`;

/** Two texts: PostgreSQL sets up what it finds in a statement, rows or none, so coupons are there only where some are spent. */
const orderMade = prepared((v: Values) => order(v, sql``, sql`true`));

const orderMadeWithCoupons = prepared((v: Values) =>
  order(
    v,
    sql`
      coupon AS (
        UPDATE coupon_grant SET state = 'used', order_no = ${v.no}
        WHERE customer_id = ${v.buyerId} AND id = ANY ((SELECT ${v.grantIds}::bigint[])::bigint[]) AND state = 'usable'
          AND expires_at > (SELECT business_now())
        RETURNING id),
      part AS (
        INSERT INTO order_coupon (buyer_id, order_no, grant_id, coupon_id, discount_fen)
        SELECT ${v.buyerId}, ${v.no}, grant_id, coupon_id, discount_fen
        FROM jsonb_to_recordset(${v.coupons}::jsonb) AS r (grant_id bigint, coupon_id bigint, discount_fen bigint)),`,
    sql`(SELECT count(*) FROM coupon) = ${v.grants}`,
  ),
);
