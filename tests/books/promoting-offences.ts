/** Offences against the sentences about commissions, ledger and relations. */
import type { Lived } from "./lived.ts";
import type { Offence } from "./offences.ts";

/** The promoter's commission of line 1 of an order, as a condition. */
const first = (l: Lived, no: string) => `owner_id = ${l.promoter} AND order_no = '${no}' AND line_no = 1`;
const keyOf = (no: string, position = "1") => `${no}:1:${position}:referral`;

export const PROMOTING_OFFENCES: readonly Offence[] = [
  {
    key: "commission_complete",
    what: "一份佣金没有入账",
    run: (l) => `DELETE FROM commission WHERE ${first(l, l.paid)}`,
    ref: (l) => keyOf(l.paid),
  },
  {
    key: "commission_complete",
    what: "入账金额与快照不符",
    loosen: ["commission"],
    run: (l) => `UPDATE commission SET fen = fen + 1, gross_fen = gross_fen + 1 WHERE ${first(l, l.paid)}`,
    ref: (l) => keyOf(l.paid),
  },
  {
    key: "commission_complete",
    what: "入账时刻不是付款时刻",
    run: (l) => `UPDATE commission SET event_at = event_at + interval '1 second' WHERE ${first(l, l.paid)}`,
    ref: (l) => keyOf(l.paid),
  },
  {
    key: "commission_owned",
    what: "关闭的订单分了佣金",
    run: (
      l,
    ) => `INSERT INTO commission (owner_id, buyer_id, order_no, line_no, position, kind, tier, gross_fen, fen, base_fen, kept_fen,
      event_at, business_date) SELECT ${l.promoter}, buyer_id, no, 1, '1', 'referral', '1', 1, 1, 1, 1, now(), current_date
      FROM orders WHERE no = '${l.closed}'`,
    ref: (l) => keyOf(l.closed),
  },
  {
    key: "commission_owned",
    what: "同一位置付给了另一个人",
    run: (
      l,
    ) => `INSERT INTO commission SELECT ${l.inviter}, buyer_id, order_no, line_no, position, kind, tier, rule, gross_fen, fen,
      base_fen, refunded_fen, kept_fen, event_at, business_date, settled_at, held_at, hold_reason, hold_seq
      FROM commission WHERE ${first(l, l.paid)}`,
    ref: (l) => keyOf(l.paid),
  },
  {
    key: "commission_kept",
    what: "退款后少追回一分",
    run: (l) => `UPDATE commission SET kept_fen = kept_fen + 1 WHERE ${first(l, l.partly)}`,
    ref: (l) => keyOf(l.partly),
  },
  {
    key: "commission_kept",
    what: "退款没有追回",
    run: (l) => `UPDATE commission SET kept_fen = fen, refunded_fen = 0 WHERE ${first(l, l.partly)}`,
    ref: (l) => keyOf(l.partly),
  },
  {
    key: "commission_posted",
    what: "入账流水多了一次",
    loosen: ["transfer"],
    run: (
      l,
    ) => `INSERT INTO transfer (owner_id, key, debit, credit, amount_fen, kind, ref, event_at, business_date)
      SELECT owner_id, key || ':again', debit, credit, amount_fen, kind, ref, event_at, business_date FROM ledger
      WHERE key = '${keyOf(l.paid)}:accrue'`,
    ref: (l) => keyOf(l.paid),
  },
  {
    key: "commission_posted",
    what: "标记为冻结，钱没有动",
    run: (l) =>
      `UPDATE commission SET held_at = now(), hold_reason = '手工', hold_seq = 1 WHERE ${first(l, l.paid)}`,
    ref: (l) => keyOf(l.paid),
  },
  {
    key: "commission_accounts",
    what: "预估账户被改",
    run: (l) => `UPDATE account SET estimated_fen = estimated_fen + 1 WHERE owner_id = ${l.promoter}`,
    ref: (l) => l.promoter,
  },
  {
    key: "commission_cap",
    what: "让利超过上限",
    run: (
      l,
    ) => `UPDATE order_line SET shares = jsonb_set(shares, '{0,fen}', '"999999"') WHERE order_no = '${l.paid}'
      AND line_no = 1`,
    ref: (l) => `${l.paid}:1`,
  },
  {
    key: "commission_own",
    what: "买家从自己的订单拿推广佣金",
    run: (
      l,
    ) => `INSERT INTO commission SELECT buyer_id, buyer_id, order_no, line_no, position, kind, tier, rule, gross_fen, fen,
      base_fen, refunded_fen, kept_fen, event_at, business_date, settled_at, held_at, hold_reason, hold_seq
      FROM commission WHERE ${first(l, l.paid)}`,
    ref: (l) => `${l.paid}:1`,
  },
  {
    key: "commission_settled",
    what: "售后期未过就结算",
    run: (l) =>
      `UPDATE orders SET settled_at = settle_due_at - interval '1 second' WHERE no = '${l.completed}'`,
    ref: (l) => l.completed,
  },
  {
    key: "commission_settled",
    what: "订单结算了，佣金没有",
    run: (l) => `UPDATE commission SET settled_at = NULL WHERE ${first(l, l.completed)}`,
    ref: (l) => l.completed,
  },
  {
    key: "order_referrer",
    what: "推荐人被换",
    run: (l) => `UPDATE orders SET referrer_id = ${l.inviter} WHERE no = '${l.paid}'`,
    ref: (l) => l.paid,
  },
  {
    key: "commission_recomputed",
    what: "快照里的佣金被改，合计不变",
    run: (
      l,
    ) => `UPDATE order_line SET shares = jsonb_set(jsonb_set(shares, '{0,fen}', '"998"'), '{1,fen}', '"300"')
      WHERE order_no = '${l.paid}' AND line_no = 1`,
    ref: (l) => `${l.paid}:1`,
  },
  {
    key: "account_balances",
    what: "余额凭空多了一分",
    run: (l) => `UPDATE account SET available_fen = available_fen + 1 WHERE owner_id = ${l.promoter}`,
    ref: (l) => l.promoter,
  },
  {
    key: "account_balances",
    what: "账户不见了",
    run: (l) => `DELETE FROM account WHERE owner_id = ${l.inviter}`,
    ref: (l) => l.inviter,
  },
  {
    key: "account_floors",
    what: "有欠款还有可提现",
    run: (l) => `UPDATE account SET debt_fen = 1 WHERE owner_id = ${l.promoter}`,
    ref: (l) => l.promoter,
  },
  {
    key: "account_floors",
    what: "可提现为负",
    loosen: ["account"],
    run: (l) => `UPDATE account SET available_fen = -1 WHERE owner_id = ${l.promoter}`,
    ref: (l) => l.promoter,
  },
  {
    key: "transfer_sound",
    what: "两个不相干的账户之间的流水",
    loosen: ["transfer"],
    run: (l) => `UPDATE transfer SET credit = 'fee_income' WHERE key = '${keyOf(l.completed)}:settle'`,
    ref: (l) => `${keyOf(l.completed)}:settle`,
  },
  {
    key: "ledger_day",
    what: "一天的合计少了一分",
    alone: true,
    run: (l) =>
      `UPDATE ledger_day SET amount_fen = amount_fen - 1 WHERE owner_id = ${l.promoter} AND kind = 'settle'`,
  },
  {
    key: "ledger_day",
    what: "一天的合计不见了",
    alone: true,
    run: (l) => `DELETE FROM ledger_day WHERE owner_id = ${l.inviter} AND kind = 'accrue'`,
  },
  {
    key: "promoter_path",
    what: "路径少了一截",
    run: (l) => `UPDATE promoter SET path = '{}' WHERE owner_id = ${l.inviter};
      UPDATE promoter SET path = ARRAY[${l.inviter}, ${l.inviter}] WHERE owner_id = ${l.promoter}`,
    ref: (l) => l.promoter,
  },
  {
    key: "promoter_path",
    what: "邀请关系成环",
    run: (l) => `UPDATE promoter SET path = ARRAY[${l.promoter}]::bigint[] WHERE owner_id = ${l.inviter}`,
    ref: (l) => l.inviter,
  },
  {
    key: "binding_sound",
    what: "绑定到不是分销员的人",
    run: () => `UPDATE binding SET promoter_id = 999999`,
  },
  {
    key: "withdrawing_sum",
    what: "提现中被改",
    run: (l) => `UPDATE account SET withdrawing_fen = withdrawing_fen + 1 WHERE owner_id = ${l.promoter}`,
    ref: (l) => l.promoter,
  },
  {
    key: "withdrawal_posted",
    what: "到账两次",
    run: (
      l,
    ) => `INSERT INTO transfer (owner_id, key, debit, credit, amount_fen, kind, ref, event_at, business_date)
      SELECT owner_id, key || ':again', debit, credit, amount_fen, kind, ref, event_at, business_date FROM transfer
      WHERE ref = '${l.arrived}' AND kind = 'payout'`,
    ref: (l) => l.arrived,
  },
  {
    key: "withdrawal_posted",
    what: "拒绝了没有退回",
    run: (l) => `DELETE FROM transfer WHERE ref = '${l.turnedDown}' AND kind = 'return'`,
    ref: (l) => l.turnedDown,
  },
  {
    key: "withdrawal_posted",
    what: "还没到账，钱已付出",
    run: (l) => `UPDATE withdrawal SET state = 'confirming', finished_at = NULL WHERE no = '${l.arrived}'`,
    ref: (l) => l.arrived,
  },
  {
    key: "withdrawal_transfers",
    what: "没有提现单的提现流水",
    run: (
      l,
    ) => `INSERT INTO transfer (owner_id, key, debit, credit, amount_fen, kind, ref, event_at, business_date)
      VALUES (${l.promoter}, 'WNONE:reserve', 'available', 'withdrawing', 1, 'reserve', 'WNONE', now(), business_date(now()))`,
    ref: () => "WNONE:reserve",
  },
  {
    key: "payout_sound",
    what: "没有微信的事实却到账",
    run: (l) =>
      `DELETE FROM payout_fact f USING payout p WHERE p.no = f.payout_no AND p.withdrawal_no = '${l.arrived}'`,
    ref: (l) => l.arrived,
  },
  {
    key: "payout_sound",
    what: "换了一个打款单号再打一次",
    run: (l) => `ALTER TABLE payout DROP CONSTRAINT payout_owner_id_withdrawal_no_key;
      INSERT INTO payout (owner_id, no, withdrawal_no, amount_fen, openid, next_try_at, created_at)
      SELECT owner_id, 'TWICE', withdrawal_no, amount_fen, openid, now(), now() FROM payout WHERE withdrawal_no = '${l.arrived}'`,
    ref: (l) => l.arrived,
  },
  {
    key: "payout_sound",
    what: "审核中就有打款单",
    run: (l) => `UPDATE withdrawal SET state = 'reviewing' WHERE no = '${l.confirming}'`,
    ref: (l) => l.confirming,
  },
  {
    key: "withdrawal_people",
    what: "没有人审核就打款",
    run: (l) => `UPDATE withdrawal SET approved_by = NULL WHERE no = '${l.arrived}'`,
    ref: (l) => l.arrived,
  },
  {
    key: "withdrawal_people",
    what: "审核了自己的提现",
    loosen: ["withdrawal"],
    run: (l) => `UPDATE withdrawal SET decider_customer_ids = ARRAY[owner_id] WHERE no = '${l.arrived}'`,
    ref: (l) => l.arrived,
  },
  {
    key: "withdrawal_people",
    what: "初审与复核是同一人",
    loosen: ["withdrawal"],
    run: (l) => `UPDATE withdrawal SET checked_by = approved_by WHERE no = '${l.arrived}'`,
    ref: (l) => l.arrived,
  },
];
