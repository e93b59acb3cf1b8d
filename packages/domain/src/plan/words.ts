/** Chinese of what stands against a plan and of what its owner should know: the same words while typing and in the server's answer. */
import { type Fen, yuan } from "@banyan/kernel";
import type { Share } from "../commission/compute.ts";
import type { CapExample } from "./cap-example.ts";
import type { PlanRefusal, PlanRefusalWord, PlanWarning } from "./check.ts";
import { describeRule, describeTarget, type PlanNames } from "./describe.ts";
import type { Plan } from "./plan.ts";
import { tiedRules } from "./plan.ts";

const REFUSALS: Record<PlanRefusalWord, string> = {
  rule_amount: "比例和固定金额只能填一个，也必须填一个",
  rate_out_of_range: "比例应在 0 到 100% 之间，金额不能是负数",
  duplicate_rule_id: "规则编号重复",
  rule_tie: "范围、位置、等级都相同，分不出先后",
  unknown_target: "没有这个分类、商品或规格",
  unknown_tier: "没有这个等级",
  team_bonus_depth: "只有一层时团队奖发不到任何人",
  discount_cap: "使用自购省时，让利上限最多 90%",
};

/** A sentence is told in this many letters, names of goods can be long. */
const MOST_SENTENCE = 40;

/** What stands against a plan, as people read it. Ids of rules are the program's own and never told. */
export interface PlanProblem {
  code: string;
  path: string;
  message: string;
}

interface ToldRule {
  number: number;
  sentence: string;
}

/**
 * 「第 4 条规则与第 1 条「全部商品：第 1 位得计佣金额的 10%」冲突：…」 for each refusal, in their order.
 * @param plan the one that was checked
 */
export function tellRefusals(plan: Plan, refusals: readonly PlanRefusal[], names: PlanNames): PlanProblem[] {
  if (refusals.length === 0) return [];
  const ties = new Map(tiedRules(plan.rules).map(([earlier, later]) => [later, earlier]));
  const firstOfId = new Map<string, number>();
  for (const [index, { id }] of plan.rules.entries()) if (!firstOfId.has(id)) firstOfId.set(id, index);
  const told = (index: number | undefined): ToldRule | null => {
    const rule = index === undefined ? undefined : plan.rules[index];
    return index === undefined || rule === undefined
      ? null
      : { number: index + 1, sentence: describeRule(rule, names) };
  };
  return refusals.map(({ refusal, path, rules: [id = ""] }) => {
    const index = Number(/^rules\[([0-9]+)\]/.exec(path)?.[1] ?? -1);
    const earlier =
      refusal === "rule_tie"
        ? ties.get(index)
        : refusal === "duplicate_rule_id"
          ? firstOfId.get(id)
          : undefined;
    return { code: refusal, path, message: refusalText(refusal, told(index), told(earlier)) };
  });
}

function refusalText(word: PlanRefusalWord, rule: ToldRule | null, earlier: ToldRule | null): string {
  if (rule === null) return REFUSALS[word];
  const own = `第 ${rule.number} 条规则`;
  if (earlier === null) return `${own}：${REFUSALS[word]}`;
  return `${own}与第 ${earlier.number} 条「${shortened(earlier.sentence)}」冲突：${REFUSALS[word]}`;
}

function shortened(sentence: string): string {
  const letters = [...sentence];
  return letters.length > MOST_SENTENCE ? `${letters.slice(0, MOST_SENTENCE - 1).join("")}…` : sentence;
}

/** What to know before the plan is put to work, with an example in money. */
export function tellWarnings(warnings: readonly PlanWarning[], names: PlanNames): PlanProblem[] {
  return warnings.map((warning) =>
    warning.warning === "self_without_rules"
      ? {
          code: warning.warning,
          path: "self_purchase",
          message: "开启了自购但没有自购规则：分销员自己购买时占第 1 位却没有收益，邀请人按第 2 位计算",
        }
      : { code: warning.warning, path: "cap_bps", message: capText(warning.example, names) },
  );
}

const WHO = ["张三", "邀请人", "邀请人的邀请人"] as const;

/** 「例如 张三（经销商）卖出 ¥100.00 的商品「正山小种」，得 ¥10.00，邀请人（代理商）得 ¥3.00，合计 ¥13.00，超过上限 ¥11.00，将裁减 ¥2.00」 */
function capText(example: CapExample, names: PlanNames): string {
  const { place, buyer, shares, netFen, selfDiscountFen, claimedFen, limitFen, cutFen } = example;
  const goods = place.scope === "all" ? "商品" : describeTarget(place, names);
  const own = buyer === "promoter";
  const first = shares.find(({ position }) => position === 1 || position === "self");
  const actor = named(WHO[0], first?.tier, names);
  const parts = own && selfDiscountFen > 0n ? [`自购省 ${money(selfDiscountFen)}`] : [];
  for (const [who, share] of grossByPerson(shares)) {
    const title = who === WHO[0] ? "" : named(who, share.tier, names);
    parts.push(`${title}得 ${money(share.fen)}`);
  }
  return `例如 ${actor}${own ? "自己买" : "卖出"} ${money(netFen)} 的${goods}，${parts.join("，")}，合计 ${money(claimedFen)}，超过上限 ${money(limitFen)}，将裁减 ${money(cutFen)}`;
}

/** What each position would get before the cap, team bonus included. */
function grossByPerson(shares: readonly Share[]): Map<string, { fen: Fen; tier: string }> {
  const sums = new Map<string, { fen: Fen; tier: string }>();
  for (const { position, grossFen, tier } of shares) {
    const who = WHO[position === "self" ? 0 : position - 1] ?? WHO[0];
    sums.set(who, { fen: (sums.get(who)?.fen ?? 0n) + grossFen, tier });
  }
  return sums;
}

function named(who: string, tier: string | undefined, names: PlanNames): string {
  return tier === undefined || tier === "" ? who : `${who}（${names.tier(tier)}）`;
}

function money(fen: Fen): string {
  return `¥${yuan(fen)}`;
}
