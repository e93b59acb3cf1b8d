/** Offences against the sentence about closed accounts: everything of a person is gone but one thing. */
import type { Lived } from "./lived.ts";
import type { Offence } from "./offences.ts";

const TABLES =
  "phone customer_phone address cart_line favourite footprint notice data_export session identity notice_consent cart_merge";

/**
 * The buyer of an order closed and erased, as one statement's beginning: what follows is what stayed.
 * @param sentTo an order that keeps its recipient
 */
const erased = (
  l: Lived,
  sentTo = "",
) => `WITH gone AS (UPDATE customer SET closed_at = now(), erase_due_at = NULL
    WHERE id = (SELECT buyer_id FROM orders WHERE no = '${l.paid}') RETURNING id),
  ${TABLES.split(" ")
    .map((table) => `gone_${table} AS (DELETE FROM ${table} WHERE customer_id IN (SELECT id FROM gone))`)
    .join(",\n  ")},
  gone_contact AS (DELETE FROM order_contact WHERE buyer_id IN (SELECT id FROM gone) AND order_no <> '${sentTo}'),
  gone_quote AS (DELETE FROM quote q WHERE buyer_id IN (SELECT id FROM gone)
    AND NOT EXISTS (SELECT FROM orders o WHERE o.buyer_id = q.buyer_id AND o.quote_id = q.id)),
  gone_words AS (UPDATE orders SET remark = '', close_reason = '' WHERE buyer_id IN (SELECT id FROM gone) AND no <> '${l.paid}'),
  gone_note AS (UPDATE aftersale SET note = '', pictures = '[]' WHERE buyer_id IN (SELECT id FROM gone) AND order_no <> '${l.refunded}'),
  gone_reason AS (UPDATE promoter_application SET reason = '' WHERE owner_id IN (SELECT id FROM gone)),
  gone_author AS (UPDATE review SET anonymous = true, pictures = '[]', appended_pictures = '[]' WHERE customer_id IN (SELECT id FROM gone)),
  gone_name AS (UPDATE customer_profile SET nickname = '已注销', avatar = NULL WHERE customer_id IN (SELECT id FROM gone))`;

/** Nothing stayed: no offence. */
export const nothingStayed = (l: Lived): string => `${erased(l)} SELECT id FROM gone`;

/** @param left what stands there in spite of all; `gone` is the person */
const but = (what: string, left: (l: Lived) => string): Offence => ({
  key: "closed_erased",
  what: `注销了，${what}`,
  run: (l) => `${erased(l)} ${left(l)}`,
});

export const CUSTOMER_OFFENCES: readonly Offence[] = [
  {
    key: "closed_erased",
    what: "注销了，姓名和地址还在",
    run: (l) => `UPDATE customer SET closed_at = now()
      WHERE id = (SELECT buyer_id FROM orders WHERE no = '${l.paid}')`,
  },
  {
    key: "closed_erased",
    what: "注销了，收货人还留在订单上",
    run: (l) => `${erased(l, l.unpaid)} SELECT id FROM gone`,
  },
  but(
    "还登录着",
    () =>
      "INSERT INTO session (token_hash, customer_id, openid, expires_at) SELECT 'x', id, 'o', now() FROM gone",
  ),
  but(
    "微信还认得是谁",
    () =>
      "INSERT INTO identity (provider, appid, subject, customer_id) SELECT 'wechat', 'a', 's', id FROM gone",
  ),
  but(
    "订阅次数还在",
    () => "INSERT INTO notice_consent (customer_id, template_id, remaining) SELECT id, 't', 1 FROM gone",
  ),
  but(
    "合并过哪些购物车还在",
    () => "INSERT INTO cart_merge (request_key, customer_id, merged_at) SELECT 'k', id, now() FROM gone",
  ),
  but(
    "没有成单的报价还在",
    () => `INSERT INTO quote (buyer_id, request, payable_fen, created_at, expires_at)
      SELECT id, '{}', 1, now(), now() FROM gone`,
  ),
  but(
    "取消订单时写的话还在",
    (l) =>
      `UPDATE orders SET close_reason = '打我电话' FROM gone WHERE buyer_id = gone.id AND no = '${l.paid}'`,
  ),
  but(
    "售后时写的话还在",
    (l) =>
      `UPDATE aftersale SET note = '打我电话' FROM gone WHERE buyer_id = gone.id AND order_no = '${l.refunded}'`,
  ),
  but(
    "申请推广时写的话还在",
    () => `INSERT INTO promoter_application (owner_id, state, reason, agreement_version, request_key, created_at, decided_at)
      SELECT id, 'cancelled', '我在学校里卖', 1, 'k', now(), now() FROM gone`,
  ),
  but(
    "评价上还有署名",
    () => `INSERT INTO review (customer_id, no, order_no, line_no, product_id, sku_id, spec, rating, text, anonymous, state, checked,
        request_key, request_hash, created_at)
      SELECT gone.id, 'V', l.order_no, l.line_no, l.product_id, l.sku_id, l.spec, 5, '', false, 'waiting', 'none', 'k', 'h', now()
      FROM gone JOIN LATERAL (SELECT * FROM order_line WHERE buyer_id = gone.id ORDER BY order_no DESC LIMIT 1) l ON true`,
  ),
];
