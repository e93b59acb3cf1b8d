/** What must hold for money by decision of the shop: posted once, by two people, within the day's count; and each promoter's lifetime. */
import { sql } from "kysely";
import type { Book } from "./book.ts";

export const ADJUSTMENT_BOOKS: readonly Book[] = [
  {
    key: "adjustment_posted",
    name: "每张通过的调整单恰有一笔同额、同方向的流水，其余的没有",
    offences: sql`
      SELECT coalesce(j.no, t.ref) AS ref FROM adjustment j FULL JOIN (
        SELECT owner_id, ref, count(*) AS transfers, min(concat_ws(' ', key, debit, credit, amount_fen)) AS said
        FROM ledger WHERE kind IN ('reward', 'adjust', 'write_off') GROUP BY owner_id, ref) t ON t.owner_id = j.owner_id AND t.ref = j.no
      WHERE CASE WHEN j.state = 'approved' THEN t.transfers IS DISTINCT FROM 1 OR t.said IS DISTINCT FROM
          j.no || CASE j.kind WHEN 'reward' THEN ':reward reward_expense available ' WHEN 'plus' THEN ':adjust adjustment available '
            WHEN 'minus' THEN ':adjust available adjustment ' ELSE ':write_off adjustment debt ' END || j.amount_fen
        ELSE t.ref IS NOT NULL END`,
  },
  {
    key: "adjustment_people",
    name: "调整单都由两位员工经手，没有人经手自己的；批量的一起决定，行数与合计相符",
    offences: sql`
      SELECT j.no AS ref FROM adjustment j LEFT JOIN (
        SELECT b.id, b.state, b.requested_by, b.rows = count(*) AND b.total_fen = sum(o.amount_fen) AS whole
        FROM adjustment_batch b JOIN adjustment o ON o.batch_id = b.id GROUP BY b.id) b ON b.id = j.batch_id
      WHERE j.decided_by = j.requested_by OR j.requester_customer_id = j.decider_customer_id
        OR j.owner_id = j.requester_customer_id OR j.owner_id = j.decider_customer_id
        OR (j.state IN ('approved', 'refused')) <> (j.decided_by IS NOT NULL) OR (j.state = 'requested') <> (j.decided_at IS NULL)
        OR j.decided_date IS DISTINCT FROM business_date(j.decided_at)
        OR (j.batch_id IS NOT NULL AND (b.whole, b.state, b.requested_by, 'reward') IS DISTINCT FROM (true, j.state, j.requested_by, j.kind))`,
  },
  {
    key: "adjustment_day",
    name: "每天通过的调整总额 = 当天通过的调整单之和",
    offences: sql`
      SELECT business_date::text AS ref FROM adjustment_day d FULL JOIN (
        SELECT decided_date AS business_date, sum(amount_fen) AS fen FROM adjustment WHERE state = 'approved' GROUP BY decided_date) j
        USING (business_date)
      WHERE d.approved_fen::numeric IS DISTINCT FROM j.fen`,
  },
  {
    key: "promoter_lifetime",
    name: "每位分销员一生：入账 + 奖励 ± 调整 = 各账户余额 + 已提现 + 已追回 − 欠款 − 已核销",
    offences: sql`
      SELECT a.owner_id::text AS ref FROM account a
        LEFT JOIN (SELECT owner_id, sum(fen) AS accrued, sum(fen - kept_fen) AS clawed FROM commission GROUP BY owner_id) c USING (owner_id)
        LEFT JOIN (SELECT owner_id, sum(amount_fen) AS paid FROM withdrawal WHERE state = 'paid' GROUP BY owner_id) w USING (owner_id)
        LEFT JOIN (SELECT owner_id, sum(CASE kind WHEN 'minus' THEN -amount_fen WHEN 'write_off' THEN 0 ELSE amount_fen END) AS given,
            sum(amount_fen) FILTER (WHERE kind = 'write_off') AS forgiven
          FROM adjustment WHERE state = 'approved' GROUP BY owner_id) j USING (owner_id)
      WHERE coalesce(c.accrued, 0) + coalesce(j.given, 0) <> a.estimated_fen + a.held_fen + a.available_fen + a.withdrawing_fen
        + coalesce(w.paid, 0) + coalesce(c.clawed, 0) - a.debt_fen - coalesce(j.forgiven, 0)`,
  },
];
