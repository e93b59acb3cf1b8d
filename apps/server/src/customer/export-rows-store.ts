/**
 * The rows of an export, part by part: every statement is bound to one customer and sorts by `place`. They are read through a cursor, so
 * that neither side holds more than a page of them.
 */
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../db/database.ts";
import { PROMOTING_ROWS } from "./export-promoting-store.ts";
import type { Row, SectionKey } from "./export-sections.ts";

export type Rows = (id: bigint) => RawBuilder<unknown>;

/** Numbers as text that sorts as they do. */
const padded = (column: RawBuilder<unknown>) => sql`lpad(${column}::text, 19, '0')`;

const ROWS: Partial<Record<SectionKey, Rows>> = {
  profile: (id) => sql`
    SELECT '1' AS place, c.id::text AS id, p.nickname, p.avatar, c.created_at, c.privacy_version::text AS privacy_version,
      CASE WHEN p.footprints_off THEN '关' ELSE '开' END AS footprints
    FROM customer c LEFT JOIN customer_profile p ON p.customer_id = c.id WHERE c.id = ${id}`,
  identities: (id) => sql`
    SELECT 'a' || subject AS place, '登录标识' AS kind, '微信 ' || left(subject, 6) || '…' AS what, created_at AS at
      FROM identity WHERE customer_id = ${id}
    UNION ALL SELECT 'b' || token_hash, '登录设备', coalesce(nullif(device, ''), '未知设备'), created_at
      FROM session WHERE customer_id = ${id} AND expires_at > now()`,
  consents: (id) => sql`
    SELECT to_char(agreed_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS') || version || kind AS place, version::text AS version,
      CASE kind WHEN 'agreed' THEN '同意' ELSE '撤回' END AS kind, agreed_at AS at
    FROM privacy_consent WHERE customer_id = ${id}`,
  addresses: (id) => sql`
    SELECT ${padded(sql`id`)} AS place, id AS address_id, region_code, contact_sealed,
      CASE WHEN is_default THEN '是' ELSE '' END AS is_default
    FROM address WHERE customer_id = ${id}`,
  orders: (id) => sql`
    SELECT o.no AS place, o.no AS order_no, o.state, o.goods_fen, o.discount_fen, o.self_discount_fen, o.freight_fen, o.payable_fen,
      o.refunded_fen, o.remark, o.close_reason, o.created_at, o.paid_at, o.shipped_at, o.received_at, o.closed_at, c.contact_sealed
    FROM orders o LEFT JOIN order_contact c ON c.buyer_id = o.buyer_id AND c.order_no = o.no WHERE o.buyer_id = ${id}`,
  order_lines: (id) => sql`
    SELECT order_no || '-' || lpad(line_no::text, 5, '0') AS place, order_no, name, spec, price_fen, quantity, discount_fen, base_fen,
      refunded_fen
    FROM order_line WHERE buyer_id = ${id}`,
  payments: (id) => sql`
    SELECT no AS place, no, order_no, amount_fen, transaction_id, paid_at,
      CASE state WHEN 'paid' THEN '已支付' WHEN 'late' THEN '关闭后到账' WHEN 'closed' THEN '已关闭' ELSE '未支付' END AS state
    FROM payment_attempt WHERE buyer_id = ${id}`,
  shipments: (id) => sql`
    SELECT no AS place, order_no, coalesce(carrier, '服务核销') AS carrier, tracking_no, shipped_at FROM shipment WHERE buyer_id = ${id}`,
  aftersales: (id) => sql`
    SELECT no AS place, no, order_no, state, reason, note, pictures, amount_fen + freight_fen AS amount_fen, decision_note, created_at,
      decided_at
    FROM aftersale WHERE buyer_id = ${id}`,
  reviews: (id) => sql`
    SELECT r.no AS place, r.order_no, l.name, r.rating, r.text, r.pictures, CASE WHEN r.anonymous THEN '是' ELSE '否' END AS anonymous,
      CASE r.state WHEN 'shown' THEN '已展示' WHEN 'hidden' THEN '已隐藏' ELSE '待审核' END AS state,
      concat_ws('：', r.hidden_reason, nullif(r.hidden_note, '')) AS hidden, r.appended_text, r.appended_pictures, r.appended_at,
      r.reply_text, r.created_at AS at
    FROM review r JOIN order_line l ON l.buyer_id = r.customer_id AND l.order_no = r.order_no AND l.line_no = r.line_no
    WHERE r.customer_id = ${id} AND r.removed_at IS NULL`,
  refunds: (id) => sql`
    SELECT no AS place, no, order_no, amount_fen, succeeded_at,
      CASE state WHEN 'success' THEN '已到账' WHEN 'closed' THEN '已关闭' ELSE '处理中' END AS state
    FROM refund WHERE buyer_id = ${id}`,
  coupons: (id) => sql`
    SELECT ${padded(sql`g.id`)} AS place, c.name, g.order_no, g.claimed_at, g.expires_at,
      CASE WHEN g.state = 'used' THEN '已使用' WHEN g.state = 'void' THEN '已收回' WHEN g.expires_at <= business_now() THEN '已过期' ELSE '未使用' END AS state
    FROM coupon_grant g JOIN coupon c ON c.id = g.coupon_id WHERE g.customer_id = ${id}`,
  cart: (id) => sql`
    SELECT ${padded(sql`l.sku_id`)} AS place, coalesce(p.name, '') AS name, s.spec, l.quantity, l.added_at
    FROM cart_line l LEFT JOIN sku s ON s.id = l.sku_id LEFT JOIN product p ON p.id = s.product_id WHERE l.customer_id = ${id}`,
  favourites: (id) => sql`
    SELECT ${padded(sql`f.product_id`)} AS place, coalesce(p.name, '') AS name, f.price_fen, f.added_at
    FROM favourite f LEFT JOIN product p ON p.id = f.product_id WHERE f.customer_id = ${id} AND f.removed_at IS NULL`,
  footprints: (id) => sql`
    SELECT ${padded(sql`f.product_id`)} AS place, coalesce(p.name, '') AS name, f.viewed_at
    FROM footprint f LEFT JOIN product p ON p.id = f.product_id WHERE f.customer_id = ${id}`,
  notices: (id) => sql`
    SELECT ${padded(sql`id`)} AS place, title, body, created_at, read_at FROM notice WHERE customer_id = ${id}`,
  relations: (id) => sql`
    SELECT ${padded(sql`id`)} AS place, bound_at, expires_at, ended_at,
      CASE end_reason WHEN 'expired' THEN '到期' WHEN 'by_customer' THEN '自己解除' WHEN 'by_operator' THEN '商家解除'
        WHEN 'replaced' THEN '换了推荐人' WHEN 'became_promoter' THEN '成为推广者' WHEN 'promoter_left' THEN '推荐人已退出' ELSE '' END
        AS end_reason
    FROM binding WHERE customer_id = ${id}`,
  ...PROMOTING_ROWS,
};

/** Opens a part; its rows come by fetchRows. One is open at a time in a transaction. */
export async function openRows(tx: Tx, key: SectionKey, customerId: bigint): Promise<void> {
  const rows = ROWS[key];
  if (rows === undefined) throw new Error(`no rows for the part ${key}`);
  await sql`DECLARE export_rows NO SCROLL CURSOR FOR SELECT * FROM (${rows(customerId)}) part ORDER BY place`.execute(
    tx,
  );
}

/** The next rows; fewer than asked for at the end. */
export async function fetchRows(tx: Tx, limit: number): Promise<Row[]> {
  return (await sql<Row>`FETCH ${sql.raw(String(limit))} FROM export_rows`.execute(tx)).rows;
}

export async function closeRows(tx: Tx): Promise<void> {
  await sql`CLOSE export_rows`.execute(tx);
}
