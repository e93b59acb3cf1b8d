/** Offences against the sentences about adjustments, settlements by hand and promoters who left. */
import type { Offence } from "./offences.ts";

export const ADJUSTMENT_OFFENCES: readonly Offence[] = [
  {
    key: "adjustment_posted",
    what: "通过了没有入账",
    run: (l) => `DELETE FROM transfer WHERE ref = '${l.rewarded}' AND kind = 'reward'`,
    ref: (l) => l.rewarded,
  },
  {
    key: "adjustment_posted",
    what: "入账两次",
    run: (
      l,
    ) => `INSERT INTO transfer (owner_id, key, debit, credit, amount_fen, kind, ref, event_at, business_date)
      SELECT owner_id, key || ':again', debit, credit, amount_fen, kind, ref, event_at, business_date FROM transfer
      WHERE ref = '${l.rewarded}'`,
    ref: (l) => l.rewarded,
  },
  {
    key: "adjustment_posted",
    what: "入账少一分",
    run: (l) => `UPDATE transfer SET amount_fen = amount_fen - 1 WHERE ref = '${l.rewarded}'`,
    ref: (l) => l.rewarded,
  },
  {
    key: "adjustment_posted",
    what: "扣减记成了补发",
    run: (l) => `UPDATE transfer SET debit = 'adjustment', credit = 'available' WHERE ref = '${l.deducted}'`,
    ref: (l) => l.deducted,
  },
  {
    key: "adjustment_posted",
    what: "没有通过，钱已经到账",
    loosen: ["adjustment"],
    run: (l) => `UPDATE adjustment SET state = 'refused' WHERE no = '${l.rewarded}'`,
    ref: (l) => l.rewarded,
  },
  {
    key: "adjustment_posted",
    what: "没有调整单的奖励流水",
    run: (
      l,
    ) => `INSERT INTO transfer (owner_id, key, debit, credit, amount_fen, kind, ref, event_at, business_date)
      VALUES (${l.promoter}, 'J0:reward', 'reward_expense', 'available', 1, 'reward', 'J0', now(), business_date(now()))`,
    ref: () => "J0",
  },
  {
    key: "adjustment_people",
    what: "自己申请自己通过",
    loosen: ["adjustment"],
    run: (l) => `UPDATE adjustment SET decided_by = requested_by WHERE no = '${l.rewarded}'`,
    ref: (l) => l.rewarded,
    alone: true,
  },
  {
    key: "adjustment_people",
    what: "给自己发奖励",
    loosen: ["adjustment"],
    run: (l) => `UPDATE adjustment SET requester_customer_id = owner_id WHERE no = '${l.rewarded}'`,
    ref: (l) => l.rewarded,
    alone: true,
  },
  {
    key: "adjustment_people",
    what: "批量里少了一行",
    run: () => "UPDATE adjustment_batch SET rows = rows + 1",
    alone: true,
  },
  {
    key: "adjustment_day",
    what: "当天总额少记",
    run: () => "UPDATE adjustment_day SET approved_fen = approved_fen - 1",
    alone: true,
  },
  {
    key: "promoter_lifetime",
    what: "多追回一分而余额不变",
    run: (l) => `UPDATE account SET available_fen = available_fen - 1 WHERE owner_id = ${l.promoter}`,
    ref: (l) => l.promoter,
  },
  {
    key: "promoter_lifetime",
    what: "奖励变成了扣减",
    run: (l) => `UPDATE adjustment SET kind = 'minus' WHERE no = '${l.rewarded}'`,
    ref: (l) => l.inviter,
  },
  {
    key: "payout_settled",
    what: "一个微信单号付了两笔",
    run: (
      l,
    ) => `INSERT INTO payout (owner_id, no, withdrawal_no, amount_fen, openid, state, bill_no, next_try_at, created_at)
      SELECT owner_id, no || 'X', '${l.turnedDown}', amount_fen, openid, state, bill_no, next_try_at, created_at FROM payout
      WHERE withdrawal_no = '${l.arrived}'`,
  },
  {
    key: "payout_settled",
    what: "没有核对，却按资金账单到账",
    run: (l) =>
      `UPDATE payout_fact SET source = 'bill' WHERE payout_no = (SELECT no FROM payout WHERE withdrawal_no = '${l.arrived}') AND state = 'success'`,
    ref: (l) => l.arrived,
    alone: true,
  },
  {
    key: "payout_settled",
    what: "自己核对自己复核",
    loosen: ["payout_settlement"],
    run: (
      l,
    ) => `INSERT INTO payout_settlement (owner_id, withdrawal_no, outcome, state, amount_fen, reason, evidence, requested_by,
      requested_at, decided_by, decided_at) SELECT owner_id, no, 'returned', 'refused', 1, '查不到', '账单', 1, now(), 1, now()
      FROM withdrawal WHERE no = '${l.confirming}'`,
    ref: (l) => l.confirming,
    alone: true,
  },
  {
    key: "payout_settled",
    what: "核对为未打款，却已到账",
    run: (
      l,
    ) => `INSERT INTO payout_settlement (owner_id, withdrawal_no, outcome, state, amount_fen, reason, evidence, requested_by,
      requested_at, decided_by, decided_at) SELECT owner_id, no, 'returned', 'approved', 1, '查不到', '账单', 1, now(), 2, now()
      FROM withdrawal WHERE no = '${l.arrived}'`,
    ref: (l) => l.arrived,
    alone: true,
  },
];
