import type { PromoterBalances } from "@banyan/contract";

export interface Figure {
  key: "estimated" | "available" | "withdrawing" | "paid_out" | "held" | "debt";
  label: string;
  fen: number;
  /** What it is and what comes next. */
  meaning: string;
}

/** The figures of a promoter's money; 冻结 and 欠款 only where there is something to say. */
export function figuresOf(balances: PromoterBalances, next: string | null): Figure[] {
  const figures: Figure[] = [
    {
      key: "available",
      label: "可提现",
      fen: balances.available_fen,
      meaning: "已经结算、现在就能申请提现的佣金，店铺的奖励也在里面。",
    },
    {
      key: "estimated",
      label: "预估",
      fen: balances.estimated_fen,
      meaning: `顾客已付款、还没到结算时间的佣金。确认收货并过了售后期，没有退款就转为可提现${
        next === null ? "。" : `；最近一笔在 ${next} 结算。`
      }`,
    },
    {
      key: "withdrawing",
      label: "提现中",
      fen: balances.withdrawing_fen,
      meaning: "已经申请提现、还没到账的金额。取消、未通过或过期，都会退回可提现。",
    },
    {
      key: "paid_out",
      label: "已提现",
      fen: balances.paid_out_fen,
      meaning: "已经到账的提现，含手续费。",
    },
  ];
  if (balances.held_fen > 0) {
    figures.push({
      key: "held",
      label: "冻结",
      fen: balances.held_fen,
      meaning: "店铺正在核实的佣金，原因写在那一笔的明细里；核实后放行或追回。",
    });
  }
  if (balances.debt_fen > 0) {
    figures.push({
      key: "debt",
      label: "欠款",
      fen: balances.debt_fen,
      meaning: "结算之后发生的退款，余额不够扣回的部分。以后结算的佣金先抵这一笔，抵完才能提现。",
    });
  }
  return figures;
}
