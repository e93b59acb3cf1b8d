/** Chinese of what stands against a plan and of what its owner should know. */
import type { PlanRefusalWord, PlanWarning } from "@banyan/domain";
import { yuan } from "@banyan/kernel";

/** Shown beside depth 2 and more. An owner agrees to this very text for depth 3 or a team bonus, and it is kept with the version. */
export const LEGAL_NOTICE =
  "《禁止传销条例》第七条禁止以发展人数、缴费入门、团队业绩计提报酬；微信《小程序平台运营规范》5.9 禁止多级分销。条例没有规定层数：两层同样可能被认定。请确认：加入不收费、不要求购买；只按真实成交计佣，不按人头；每件商品有让利上限；佣金对应的货款已收、退款即追回。层数为 3 或启用团队奖时，须由店主确认已取得法律意见并承担责任。";

const REFUSALS: Record<PlanRefusalWord, string> = {
  rule_amount: "比例和固定金额只能填一个，也必须填一个",
  rate_out_of_range: "比例应在 0 到 100% 之间，金额不能是负数",
  duplicate_rule_id: "规则编号重复",
  rule_tie: "范围、位置、等级都相同，分不出先后",
  unknown_target: "没有这个分类、商品或规格",
  unknown_tier: "没有这个等级",
  team_bonus_depth: "只有一层时团队奖发不到任何人",
};

/** A sentence is told in this many letters, names of goods can be long. */
const MOST_SENTENCE = 40;

/** A rule as people know it: its number in the list, from 1, and what it says. */
export interface ToldRule {
  number: number;
  sentence: string;
}

/**
 * 「第 4 条规则与第 1 条「全部商品：第 1 位得计佣金额的 10%」冲突：…」. Ids of rules are the program's own and never told.
 * @param rule the rule that it stands at; null where it stands at none
 * @param earlier the rule that it clashes with
 */
export function planRefusalText(
  word: PlanRefusalWord,
  rule: ToldRule | null,
  earlier: ToldRule | null,
): string {
  if (rule === null) return REFUSALS[word];
  const own = `第 ${rule.number} 条规则`;
  if (earlier === null) return `${own}：${REFUSALS[word]}`;
  return `${own}与第 ${earlier.number} 条「${shortened(earlier.sentence)}」冲突：${REFUSALS[word]}`;
}

function shortened(sentence: string): string {
  const letters = [...sentence];
  return letters.length > MOST_SENTENCE ? `${letters.slice(0, MOST_SENTENCE - 1).join("")}…` : sentence;
}

export function planWarningText(warning: PlanWarning): string {
  if (warning.warning === "self_without_rules")
    return "开启了自购但没有自购规则：分销员自己购买时占第 1 位却没有收益，邀请人按第 2 位计算";
  const { netFen, claimedFen, limitFen, cutFen } = warning.example;
  return `例如一件 ¥${yuan(netFen)} 的商品，各方合计 ¥${yuan(claimedFen)}，超过上限 ¥${yuan(limitFen)}，将裁减 ¥${yuan(cutFen)}`;
}
