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
  fen: bigint;
}): string {
  // The cap left nothing of it: no money is on its way.
  if (facts.fen === 0n) return "无佣金 · 超过单件上限";
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

/** What a position is told by. */
export interface Place {
  position: PositionWord;
  buyerIsPromoter: boolean;
  /** Whether the plan puts a promoter who buys at self. */
  selfMode: boolean;
  /** The promoter, as whoever reads it calls them: 您, 该分销员. */
  who: string;
}

export function positionText({ who, ...p }: Place): string {
  if (p.position === "self") return `${who}自己购买`;
  const steps = Number(p.position) - (p.buyerIsPromoter && p.selfMode ? 1 : 0);
  const invited = [who, `${who}邀请的伙伴`, `${who}的伙伴邀请的人`, `${who}的伙伴邀请的人再邀请的人`];
  return p.buyerIsPromoter ? `${invited[steps]}购买` : `${invited[steps - 1]}推荐，顾客购买`;
}

/** What a promoter sees of another person's order number: its end is enough to talk about it. */
export function maskOrderNo(orderNo: string): string {
  return `尾号 ${orderNo.slice(-4)}`;
}

/**
 * Why the chain put this person where they stand: docs/COMMISSION.md, Who stands in the chain.
 * @param p as of submit
 */
export function positionReason({ who, ...p }: Place): string {
  if (p.position === "self") return `买家是${who}本人，方案开启了自购，所以${who}站在自购位`;
  const shifted = p.buyerIsPromoter && p.selfMode;
  const steps = Number(p.position) - (shifted ? 1 : 0);
  const [nearest, second] = p.buyerIsPromoter
    ? [`买家是${who}邀请的分销员`, "买家的邀请人"]
    : [`顾客下单时与${who}有客户关系`, "顾客的推荐人"];
  const why = [nearest, `${second}由${who}邀请`, `${second}的邀请人由${who}邀请`][steps - 1] ?? "";
  return shifted
    ? `${why}；买家本人占自购位，所以${who}站在第 ${p.position} 位`
    : `${why}，所以${who}站在第 ${p.position} 位`;
}
