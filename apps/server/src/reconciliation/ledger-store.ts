/** What must hold for the ledger: accounts are the sum of their transfers, debt blocks, relations have no loops. */
import { sql } from "kysely";
import type { Book } from "./book.ts";

export const LEDGER_BOOKS: readonly Book[] = [
  {
    key: "account_balances",
    name: "每个账户余额 = 流水贷方合计 − 借方合计（欠款相反）",
    offences: sql`
      SELECT coalesce(a.owner_id, t.owner_id)::text AS ref
      FROM account a FULL JOIN (
        SELECT owner_id,
          sum(CASE 'estimated' WHEN credit THEN amount_fen WHEN debit THEN -amount_fen ELSE 0 END) AS estimated,
          sum(CASE 'held' WHEN credit THEN amount_fen WHEN debit THEN -amount_fen ELSE 0 END) AS held,
          sum(CASE 'available' WHEN credit THEN amount_fen WHEN debit THEN -amount_fen ELSE 0 END) AS available,
          sum(CASE 'withdrawing' WHEN credit THEN amount_fen WHEN debit THEN -amount_fen ELSE 0 END) AS withdrawing,
          sum(CASE 'debt' WHEN credit THEN -amount_fen WHEN debit THEN amount_fen ELSE 0 END) AS debt
        FROM ledger GROUP BY owner_id) t USING (owner_id)
      WHERE (coalesce(t.estimated, 0), coalesce(t.held, 0), coalesce(t.available, 0), coalesce(t.withdrawing, 0), coalesce(t.debt, 0))
        IS DISTINCT FROM (a.estimated_fen::numeric, a.held_fen::numeric, a.available_fen::numeric, a.withdrawing_fen::numeric,
          a.debt_fen::numeric)`,
  },
  {
    key: "account_floors",
    name: "没有账户为负；有欠款时可提现为 0",
    offences: sql`
      SELECT owner_id::text AS ref FROM account
      WHERE least(estimated_fen, held_fen, available_fen, withdrawing_fen, debt_fen) < 0 OR (debt_fen > 0 AND available_fen > 0)`,
  },
  {
    key: "transfer_sound",
    name: "每笔流水金额大于 0，只在已知的两个账户之间，属于一位分销员",
    offences: sql`
      SELECT t.key AS ref FROM ledger t LEFT JOIN promoter p ON p.owner_id = t.owner_id
      WHERE t.amount_fen <= 0 OR t.debit = t.credit OR p.owner_id IS NULL
        OR t.business_date <> business_date(t.event_at)
        OR (t.kind || ' ' || t.debit || ' ' || t.credit) NOT IN ('accrue commission_expense estimated', 'settle estimated available',
          'settle estimated held', 'clawback estimated commission_expense', 'clawback held commission_expense',
          'clawback debt commission_expense', 'net available debt', 'hold estimated held', 'hold available held',
          'release held estimated', 'release held available', 'reserve available withdrawing', 'return withdrawing available',
          'payout withdrawing payout_clearing', 'fee withdrawing fee_income', 'reward reward_expense available',
          'adjust adjustment available', 'adjust available adjustment', 'write_off adjustment debt')`,
  },
  {
    key: "ledger_day",
    name: "每位分销员每天的流水合计 = 逐笔流水重算的合计",
    offences: sql`
      SELECT concat_ws(':', owner_id, business_date, kind, debit, credit) AS ref FROM ledger_day d FULL JOIN (
        SELECT owner_id, business_date, kind, debit, credit, count(*) AS transfers, sum(amount_fen) AS amount_fen
        FROM ledger GROUP BY 1, 2, 3, 4, 5) l USING (owner_id, business_date, kind, debit, credit)
      WHERE (d.transfers::bigint, d.amount_fen::numeric) IS DISTINCT FROM (l.transfers, l.amount_fen)`,
  },
  {
    key: "promoter_path",
    name: "邀请关系没有环：每位分销员的路径 = 邀请人 + 邀请人的路径",
    offences: sql`
      SELECT p.owner_id::text AS ref FROM promoter p LEFT JOIN promoter i ON i.owner_id = p.path[1]
      WHERE p.owner_id = ANY (p.path)
        OR (cardinality(p.path) > 0 AND p.path IS DISTINCT FROM i.owner_id || i.path)`,
  },
  {
    key: "binding_sound",
    name: "客户关系只属于顾客：每人至多一个有效，不指向自己，指向分销员",
    offences: sql`
      SELECT b.customer_id::text AS ref FROM binding b
        LEFT JOIN promoter own ON own.owner_id = b.customer_id LEFT JOIN promoter p ON p.owner_id = b.promoter_id
      GROUP BY b.customer_id
      HAVING count(*) FILTER (WHERE b.ended_at IS NULL) > 1 OR bool_or(b.promoter_id = b.customer_id)
        OR bool_or(p.owner_id IS NULL) OR bool_or(b.ended_at IS NULL AND own.owner_id IS NOT NULL)`,
  },
];
