/** What happens to a commission next, and when: no state is shown without it. */
import type { CommissionExplanation } from "@banyan/contract";
import { businessTime, yuan } from "@banyan/kernel";
import type { CommissionDetailFacts } from "./read-store.ts";

type Next = CommissionExplanation["next"];

/** @param aftersaleDays the shop's period as it is set now */
export function nextChange(facts: CommissionDetailFacts, aftersaleDays: number): Next {
  if (facts.fen === 0n) return { kind: "nothing", text: "上限裁减后没有佣金，不会再有变化", at: null };
  switch (facts.state) {
    case "clawed_back":
      return { kind: "gone", text: "顾客退款后已全部追回，不会再有变化", at: null };
    case "held":
      return { kind: "held", text: heldText(facts), at: null };
    case "settled":
      return settledNext(facts);
    case "estimated":
      return estimatedNext(facts, aftersaleDays);
  }
}

function heldText({ hold_reason }: CommissionDetailFacts): string {
  return hold_reason === ""
    ? "推广资格冻结期间一起冻结，恢复资格后自动解冻"
    : "由店铺的店主、运营或财务核实后解冻；期间顾客退款照常追回";
}

function settledNext(facts: CommissionDetailFacts): Next {
  if (facts.debt_fen > 0n) {
    const text = `结算时先抵扣了欠款，现在还欠 ¥${yuan(facts.debt_fen)}，之后的结算继续抵扣`;
    return { kind: "repays_debt", text, at: null };
  }
  return { kind: "settled", text: "已转入可提现；顾客之后退款，仍按比例追回", at: null };
}

function estimatedNext(facts: CommissionDetailFacts, days: number): Next {
  if (facts.aftersale_open)
    return { kind: "awaits_aftersale", text: "有售后正在处理，处理完再结算", at: null };
  if (facts.settle_due_at === null)
    return { kind: "awaits_receipt", text: `顾客确认收货后，再过 ${days} 天售后期结算`, at: null };
  const frozen = facts.promoter_state === "frozen" ? "；推广资格冻结期间，结算后先冻结" : "";
  const text = `${businessTime(facts.settle_due_at)} 结算，届时没有退款就转为可提现${frozen}`;
  return { kind: "settles", text, at: facts.settle_due_at.toISOString() };
}
