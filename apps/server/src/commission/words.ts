/** Chinese of commissions: state with what happens next, and why a person stands where they stand. */
import type { CommissionState, PositionWord } from "@banyan/kernel";
import { businessDate } from "@banyan/kernel";

/** "12月8日" */
function day(at: Date): string {
  const [, month, date] = businessDate(at).split("-").map(Number);
  return `${month}月${date}日`;
}

/** "预估 · 12月8日 结算": never a state alone where something is to come. */
export function commissionStateText(facts: {
  state: CommissionState;
  settle_due_at: Date | null;
  settled_at: Date | null;
  hold_reason: string;
  base_fen: bigint;
  refunded_fen: bigint;
}): string {
  switch (facts.state) {
    case "estimated":
      return facts.settle_due_at ? `预估 · ${day(facts.settle_due_at)} 结算` : "预估 · 收货后进入售后期";
    case "held":
      return facts.hold_reason === "" ? "冻结 · 推广资格冻结期间" : "冻结 · 等待商家核实";
    case "settled":
      return facts.settled_at ? `已结算 · ${day(facts.settled_at)}` : "已结算";
    case "clawed_back":
      // A share of a few fen is gone before all of the price is.
      return facts.refunded_fen < facts.base_fen ? "已追回 · 顾客部分退款" : "已追回 · 顾客全部退款";
  }
}

/** @param p.selfMode whether the plan puts a promoter who buys at self */
export function positionText(p: {
  position: PositionWord;
  buyerIsPromoter: boolean;
  selfMode: boolean;
}): string {
  if (p.position === "self") return "您自己购买";
  const steps = Number(p.position) - (p.buyerIsPromoter && p.selfMode ? 1 : 0);
  const invited = ["您", "您邀请的伙伴", "您的伙伴邀请的人", "您的伙伴邀请的人再邀请的人"];
  return p.buyerIsPromoter ? `${invited[steps]}购买` : `${invited[steps - 1]}推荐，顾客购买`;
}
