/** What must hold for withdrawals: the reserve is what is under way, one number pays once, two people where two are needed. */
import { sql } from "kysely";
import type { Book } from "./book.ts";

const FINAL = sql`('paid', 'refused', 'cancelled', 'failed', 'expired')`;

export const WITHDRAWAL_BOOKS: readonly Book[] = [
  {
    key: "withdrawing_sum",
    name: "提现中 = 未完成提现之和",
    offences: sql`
      SELECT a.owner_id::text AS ref FROM account a LEFT JOIN (
        SELECT owner_id, sum(amount_fen) AS fen FROM withdrawal WHERE state NOT IN ${FINAL} GROUP BY owner_id) w USING (owner_id)
      WHERE a.withdrawing_fen <> coalesce(w.fen, 0)`,
  },
  {
    key: "withdrawal_posted",
    name: "每笔提现的流水与它的结局相符：到账打款一次，未成全额退回",
    offences: sql`
      SELECT w.no AS ref FROM withdrawal w LEFT JOIN (
        SELECT owner_id, ref, sum(amount_fen) FILTER (WHERE kind = 'reserve') AS reserved,
          sum(amount_fen) FILTER (WHERE kind = 'return') AS returned, sum(amount_fen) FILTER (WHERE kind = 'payout') AS paid,
          sum(amount_fen) FILTER (WHERE kind = 'fee') AS fee
        FROM ledger WHERE kind IN ('reserve', 'return', 'payout', 'fee') GROUP BY owner_id, ref) t
        ON t.owner_id = w.owner_id AND t.ref = w.no
      WHERE (t.reserved, coalesce(t.returned, 0), coalesce(t.paid, 0), coalesce(t.fee, 0)) IS DISTINCT FROM (w.amount_fen::numeric,
        CASE WHEN w.state IN ${FINAL} AND w.state <> 'paid' THEN w.amount_fen ELSE 0 END::numeric,
        CASE WHEN w.state = 'paid' THEN w.net_fen ELSE 0 END::numeric,
        CASE WHEN w.state = 'paid' THEN w.fee_fen ELSE 0 END::numeric)`,
  },
  {
    key: "withdrawal_transfers",
    name: "提现流水都有它的提现单",
    offences: sql`
      SELECT t.key AS ref FROM ledger t LEFT JOIN withdrawal w ON w.owner_id = t.owner_id AND w.no = t.ref
      WHERE t.kind IN ('reserve', 'return', 'payout', 'fee') AND w.no IS NULL`,
  },
  {
    key: "payout_sound",
    name: "每笔提现至多一个打款单号，状态与提现相符，到账有微信的事实且金额一致",
    offences: sql`
      SELECT w.no AS ref FROM withdrawal w LEFT JOIN payout p ON p.owner_id = w.owner_id AND p.withdrawal_no = w.no
        LEFT JOIN payout_fact f ON f.owner_id = p.owner_id AND f.payout_no = p.no AND f.state = 'success'
      GROUP BY w.owner_id, w.no, w.state, w.net_fen
      HAVING count(DISTINCT p.no) > 1
        OR bool_or(p.no IS NOT NULL AND (p.amount_fen <> w.net_fen OR (f.payout_no IS NOT NULL AND f.amount_fen <> p.amount_fen)))
        OR bool_or(CASE
          WHEN w.state IN ('reviewing', 'checked', 'refused') THEN p.no IS NOT NULL
          WHEN w.state IN ('sending', 'confirming', 'cancelling') THEN coalesce(p.state, '') IN ('', 'success', 'fail', 'cancelled')
          WHEN w.state = 'paid' THEN p.state IS DISTINCT FROM 'success' OR f.payout_no IS NULL
          WHEN w.state IN ('failed', 'expired') THEN p.state IS DISTINCT FROM 'fail'
          ELSE p.no IS NOT NULL AND p.state <> 'cancelled' END)
        OR bool_or(f.payout_no IS NOT NULL AND w.state <> 'paid')`,
  },
  {
    key: "payout_settled",
    name: "人工核对的打款：两位员工，一个微信单号只付一笔，结局与核对一致",
    offences: sql`
      SELECT coalesce(s.withdrawal_no, f.withdrawal_no) AS ref FROM payout_settlement s
        LEFT JOIN settled_bill b ON b.bill_no = s.bill_no
        LEFT JOIN payout p ON p.owner_id = s.owner_id AND p.withdrawal_no = s.withdrawal_no
        FULL JOIN (
          SELECT p.owner_id, p.withdrawal_no, f.bill_no FROM payout_fact f
            JOIN payout p ON p.owner_id = f.owner_id AND p.no = f.payout_no WHERE f.source = 'bill') f
          ON f.owner_id = s.owner_id AND f.withdrawal_no = s.withdrawal_no AND s.state = 'approved'
      WHERE s.decided_by = s.requested_by OR s.requester_customer_id = s.decider_customer_id OR s.owner_id = s.requester_customer_id
        OR s.owner_id = s.decider_customer_id OR (s.state IN ('approved', 'refused')) <> (s.decided_by IS NOT NULL)
        OR CASE WHEN s.state = 'approved' AND s.outcome = 'paid' THEN (p.state, p.bill_no, f.bill_no, b.owner_id, b.withdrawal_no)
              IS DISTINCT FROM ('success', s.bill_no, s.bill_no, s.owner_id, s.withdrawal_no) OR p.amount_fen <> s.amount_fen
            WHEN s.state = 'approved' THEN p.state IS DISTINCT FROM 'fail' OR f.bill_no IS NOT NULL
            ELSE f.bill_no IS NOT NULL END
      UNION ALL
      SELECT min(withdrawal_no) FROM payout WHERE state = 'success' GROUP BY bill_no HAVING count(*) > 1`,
  },
  {
    key: "withdrawal_people",
    name: "打款都经过审核：复核人与初审人不同，没有人审核自己的提现",
    offences: sql`
      SELECT w.no AS ref FROM withdrawal w
        LEFT JOIN staff c ON c.id = w.checked_by LEFT JOIN staff a ON a.id = w.approved_by
      WHERE w.checked_by = w.approved_by OR w.owner_id = ANY (w.decider_customer_ids)
        OR (w.state IN ('sending', 'confirming', 'cancelling', 'paid', 'failed', 'expired') AND NOT w.automatic AND w.approved_by IS NULL)
        OR (w.state = 'checked' AND w.checked_by IS NULL) OR (w.automatic AND w.decided_by IS NOT NULL)`,
  },
];
