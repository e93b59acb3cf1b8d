/** The figures of a result side by side: on the page and in the file they are the same. */
import type { SimulatedPlan, SimulationResult } from "@banyan/contract";

export interface Measure {
  key: string;
  label: string;
  /** What the figure means, where the word alone does not say it. */
  note?: string;
  unit: "fen" | "bps" | "count";
  /** Which direction is good for the shop; null: neither. */
  goodWhen: "up" | "down" | null;
  strong?: boolean;
  /** What was really given away; null where that cannot be told. */
  granted: number | null;
  plans: number[];
}

type Kind = "discount" | "self" | "referral" | "team";
export const KIND_TEXT: Record<Kind, string> = {
  discount: "自购省",
  self: "自购返",
  referral: "推广佣金",
  team: "团队管理奖",
};
const KINDS: Kind[] = ["discount", "self", "referral", "team"];

/** They stand below the number of their lines, and where there are none they say nothing. */
const MONEY_OF_LINES = new Set(["over_fen", "cut_fen"]);

/** In the order of reading. A kind that nobody gets is left out. */
export function measuresOf(result: SimulationResult): Measure[] {
  const { granted, plans, costed } = result;
  const of = (pick: (plan: SimulatedPlan) => number) => plans.map(pick);
  const kinds = KINDS.filter((kind) => [granted, ...plans].some((one) => one[kind].fen > 0)).map(
    (kind): Measure => ({
      key: kind,
      label: KIND_TEXT[kind],
      ...{ unit: "fen", goodWhen: "down", granted: granted[kind].fen },
      plans: of((plan) => plan[kind].fen),
    }),
  );
  const all: Measure[] = [
    ...kinds,
    {
      ...{
        key: "total",
        label: "让利合计",
        note: "自购省与各方佣金",
        unit: "fen",
        goodWhen: "down",
        strong: true,
      },
      granted: granted.total.fen,
      plans: of((plan) => plan.total.fen),
    },
    {
      ...{ key: "cost_bps", label: "占销售额", unit: "bps", goodWhen: "down" },
      granted: granted.cost_bps,
      plans: of((plan) => plan.cost_bps),
    },
    {
      ...{ key: "kept", label: "退款后让利", note: "退款追回之后留下的", unit: "fen", goodWhen: "down" },
      granted: granted.total.kept_fen,
      plans: of((plan) => plan.total.kept_fen),
    },
    {
      ...{ key: "kept_bps", label: "占退款后销售额", unit: "bps", goodWhen: "down" },
      granted: granted.cost_kept_bps,
      plans: of((plan) => plan.cost_kept_bps),
    },
    ...(costed.lines > 0 ? marginsOf(plans) : []),
    ...cutsOf(plans),
  ];
  return all.filter(
    ({ key, plans: values }) => !MONEY_OF_LINES.has(key) || values.some((value) => value > 0),
  );
}

function marginsOf(plans: readonly SimulatedPlan[]): Measure[] {
  return [
    {
      ...{
        key: "margin",
        label: "让利后毛利",
        note: "销售额 − 成本 − 让利",
        unit: "fen",
        goodWhen: "up",
        strong: true,
      },
      granted: null,
      plans: plans.map((plan) => plan.margin_fen),
    },
    {
      ...{
        key: "margin_kept",
        label: "退款后毛利",
        note: "退款按比例减少销售与成本",
        unit: "fen",
        goodWhen: "up",
      },
      granted: null,
      plans: plans.map((plan) => plan.margin_kept_fen),
    },
    {
      ...{ key: "over", label: "亏本的行", note: "让利超过这一行的毛利", unit: "count", goodWhen: "down" },
      granted: null,
      plans: plans.map((plan) => plan.over_margin.lines),
    },
    {
      ...{
        key: "over_fen",
        label: "亏掉的钱",
        note: "这些行让利超出毛利的部分",
        unit: "fen",
        goodWhen: "down",
      },
      granted: null,
      plans: plans.map((plan) => plan.over_margin.fen),
    },
  ];
}

function cutsOf(plans: readonly SimulatedPlan[]): Measure[] {
  return [
    {
      ...{ key: "cut", label: "触到上限的行", unit: "count", goodWhen: null },
      granted: null,
      plans: plans.map((plan) => plan.cut.lines),
    },
    {
      ...{ key: "cut_fen", label: "上限裁掉", unit: "fen", goodWhen: null },
      granted: null,
      plans: plans.map((plan) => plan.cut.fen),
    },
  ];
}
