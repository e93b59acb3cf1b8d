/** Offences against the sentences about promoters' sales and tiers. */
import type { Offence } from "./offences.ts";

export const TIER_OFFENCES: readonly Offence[] = [
  {
    key: "promoter_sales",
    what: "一单结算了两份销售额，日汇总也照着改了",
    alone: true,
    run: (
      l,
    ) => `UPDATE promoter_sale SET sales_fen = sales_fen * 2 WHERE owner_id = ${l.promoter} AND order_no = '${l.completed}';
      UPDATE promoter_day d SET own_sales_fen = own_sales_fen + s.sales_fen / 2 FROM promoter_sale s
      WHERE s.order_no = '${l.completed}' AND d.owner_id = s.owner_id AND d.business_date = s.business_date;
      UPDATE promoter_day d SET invited_sales_fen = invited_sales_fen + s.sales_fen / 2 FROM promoter_sale s
      WHERE s.order_no = '${l.completed}' AND d.owner_id = s.inviter_id AND d.business_date = s.business_date`,
    ref: (l) => l.completed,
  },
  {
    key: "promoter_sales",
    what: "没有结算的订单算了销售额",
    run: (l) => `INSERT INTO promoter_sale (owner_id, order_no, buyer_id, business_date, sales_fen)
      SELECT ${l.promoter}, no, buyer_id, current_date, 1 FROM orders WHERE no = '${l.paid}'`,
    ref: (l) => l.paid,
  },
  {
    key: "promoter_days",
    what: "日汇总少了一单",
    alone: true,
    run: (l) => `UPDATE promoter_day SET own_orders = own_orders - 1 WHERE owner_id = ${l.promoter}`,
  },
  {
    key: "promoter_days",
    what: "邀请人的日汇总丢了",
    alone: true,
    run: (l) => `DELETE FROM promoter_day WHERE owner_id = ${l.inviter}`,
  },
  {
    key: "tier_history",
    what: "等级改了，没有记录",
    alone: true,
    run: (l) =>
      `INSERT INTO tier_change (owner_id, from_id, to_id, cause, event_at) VALUES (${l.promoter}, 1, 2, 'manual', now())`,
    ref: (l) => String(l.promoter),
  },
  {
    key: "tier_history",
    what: "停用的等级里还有人",
    alone: true,
    run: (l) =>
      `UPDATE tier SET retired_at = now() WHERE id = (SELECT tier_id FROM promoter WHERE owner_id = ${l.promoter})`,
    ref: (l) => String(l.promoter),
  },
];
