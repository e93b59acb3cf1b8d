/** Offences against "no transfer of a commission without that commission": balances move along, as whoever invents money would have it. */
import type { Offence } from "./offences.ts";

const keyOf = (no: string) => `${no}:1:1:referral`;

/** One fen between two accounts of somebody. @param move kind, debit and credit */
const planted = (owner: string, key: string, move: string, ref = "INVENTED") => {
  const [kind, debit, credit] = move.split(" ");
  return `INSERT INTO transfer (owner_id, key, debit, credit, amount_fen, kind, ref, event_at, business_date)
    VALUES (${owner}, '${key}', '${debit}', '${credit}', 1, '${kind}', '${ref}', now(), business_date(now()))`;
};

/** The days' sums, as whoever makes them follow would leave them. */
const SUMS = `DELETE FROM ledger_day;
  INSERT INTO ledger_day SELECT owner_id, business_date, kind, debit, credit, count(*), sum(amount_fen) FROM ledger GROUP BY 1, 2, 3, 4, 5`;

export const TRANSFER_OFFENCES: readonly Offence[] = [
  {
    key: "transfer_has_commission",
    what: "没有佣金的入账与结算，余额也照着改了",
    loosen: ["transfer"],
    run: (l) => `${planted(l.promoter, "INVENTED:accrue", "accrue commission_expense estimated")};
      ${planted(l.promoter, "INVENTED:settle", "settle estimated available")};
      UPDATE account SET available_fen = available_fen + 1 WHERE owner_id = ${l.promoter}; ${SUMS}`,
    ref: () => "INVENTED:accrue",
  },
  {
    key: "transfer_has_commission",
    what: "入账到别人的佣金上",
    loosen: ["transfer"],
    run: (
      l,
    ) => `${planted(l.inviter, `${keyOf(l.paid)}:accrue`, "accrue commission_expense estimated", l.paid)};
      ${planted(l.inviter, `${keyOf(l.paid)}:settle`, "settle estimated available", l.paid)};
      UPDATE account SET available_fen = available_fen + 1 WHERE owner_id = ${l.inviter}; ${SUMS}`,
    ref: (l) => `${keyOf(l.paid)}:accrue`,
  },
  {
    key: "transfer_has_commission",
    what: "同一份佣金多入账一次又追回",
    alone: true,
    loosen: ["transfer"],
    run: (
      l,
    ) => `${planted(l.promoter, `${keyOf(l.paid)}:accrue:2`, "accrue commission_expense estimated", l.paid)};
      ${planted(l.promoter, `${keyOf(l.paid)}:claw:1`, "clawback estimated commission_expense", l.paid)};
      ${SUMS}`,
    ref: (l) => `${keyOf(l.paid)}:accrue:2`,
  },
  {
    key: "transfer_has_commission",
    what: "流水记在另一笔订单名下",
    alone: true,
    run: (l) => `UPDATE transfer SET ref = '${l.shipped}' WHERE key = '${keyOf(l.completed)}:settle'`,
    ref: (l) => `${keyOf(l.completed)}:settle`,
  },
  ...["", ":", "::::", ":::::accrue", "A:99999999999999999999:1:referral:accrue", "一:-1:0:x:accrue:"].map(
    (key): Offence => ({
      key: "transfer_has_commission",
      what: `什么样的编号都点得出来：${JSON.stringify(key)}`,
      loosen: ["transfer"],
      run: (l) => planted(l.promoter, key, "accrue commission_expense estimated"),
      ref: () => key,
    }),
  ),
  ...["INVENTED:net", ":net", "net"].map(
    (key): Offence => ({
      key: "transfer_has_commission",
      what: `凭空抵扣欠款：${key}`,
      run: (l) => `${planted(l.promoter, key, "net available debt")};
        UPDATE account SET available_fen = available_fen - 1, debt_fen = debt_fen - 1 WHERE owner_id = ${l.promoter}`,
      loosen: ["account"],
      ref: () => key,
    }),
  ),
  {
    key: "transfer_has_commission",
    what: "抵扣欠款接在另一次抵扣上",
    run: (l) => `${planted(l.promoter, `${l.turnedDown}:return:net`, "net available debt")};
      ${planted(l.promoter, `${l.turnedDown}:return:net:net`, "net available debt")}`,
    ref: (l) => `${l.turnedDown}:return:net:net`,
  },
  {
    key: "transfer_has_commission",
    what: "抵扣欠款接在别人的流水上",
    run: (l) => planted(l.inviter, `${l.turnedDown}:return:net`, "net available debt"),
    ref: (l) => `${l.turnedDown}:return:net`,
  },
];
