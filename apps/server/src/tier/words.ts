/** Chinese of tiers: what stands against a rule, what to know of it, and why a tier changed. */
import type { TierFacts } from "@banyan/contract";
import {
  type LadderProblem,
  type LadderRefusal,
  type LadderWarning,
  type TierWords,
  wholeYuan,
} from "@banyan/domain";
import { businessTime, type TierCause } from "@banyan/kernel";

const REFUSED: Record<LadderRefusal, (name: string) => string> = {
  tier_rule_empty: (name) => `「${name}」的规则至少要填一项销售额或订单数`,
  tier_rule_range: (name) => `「${name}」的规则超出范围：1 到 365 天，金额和单数大于 0`,
  tier_lowest_rule: (name) => `「${name}」是最低的等级，不需要升级和保级规则，请先去掉`,
  tier_fallback: (name) => `「${name}」未保级时只能转到比它低的等级`,
};

export function ladderRefusalText(problem: LadderProblem<LadderRefusal>, name: string): string {
  return REFUSED[problem.word](name);
}

export function ladderWarningText(
  problem: LadderProblem<LadderWarning>,
  nameOf: (tier: string) => string,
): string {
  const name = nameOf(problem.tier);
  const other = nameOf(problem.other ?? "");
  const words: Record<LadderWarning, string> = {
    keep_harder: `「${name}」保级比升级还难：刚升上来的人可能保不住。检查时达到升级条件的也算保级`,
    keep_only: `「${name}」有保级规则、没有升级规则：降下去的人不会自动升回来`,
    skipped: `达到「${name}」的人一定也达到「${other}」，会直接跳过这一级`,
    unreached: `「${name}」没有升级规则，而「${other}」有：升级会跳过这一级`,
  };
  return words[problem.word];
}

/** How a promoter reads the two kinds of sales. @param partnerName 伙伴 unless the operator chose another word */
export function promoterWords(partnerName: string): TierWords {
  return { own: "我的顾客", team: `我和${partnerName}的顾客` };
}

/** "近 30 天结算：自有 ¥5,200（21 单），团队 ¥9,000（40 单）" */
export function factsText(facts: TierFacts): string {
  const part = (name: string, fen: number, orders: number) =>
    `${name} ¥${wholeYuan(BigInt(fen))}（${orders} 单）`;
  const own = part("自有", facts.own_sales_fen, facts.own_orders);
  const team = part("团队", facts.team_sales_fen, facts.team_orders);
  return `近 ${facts.days} 天结算：${own}，${team}`;
}

/** @param same the tier stayed and only its terms changed */
export function changeText(cause: TierCause, same: boolean, facts: TierFacts | null): string {
  const numbers = facts ? `。${factsText(facts)}` : "";
  const words: Record<TierCause, string> = {
    upgrade: `达到升级条件${numbers}`,
    not_kept: `没有达到保级条件${numbers}`,
    manual: same ? "商家锁定了等级" : "商家调整了等级",
    seed: "成为种子分销员",
    seed_ended: "种子期结束",
    retired: "原等级停用",
  };
  return words[cause];
}

/** What a promoter is told when the tier has changed. @param p.until ISO: until when it stands whatever is sold */
export function tierNotice(p: {
  cause: TierCause;
  from: string;
  to: string;
  rose: boolean;
  until: string | null;
}): { title: string; body: string } {
  const until = p.until === null ? "" : `，保留到 ${businessTime(new Date(p.until))}`;
  if (p.from === p.to) return { title: "等级有新的说明", body: `您的等级是${p.to}${until}。` };
  const why: Record<TierCause, string> = {
    upgrade: "您达到了升级条件",
    not_kept: "上一周期没有达到保级条件",
    manual: "商家调整了您的等级",
    seed: "您成为种子分销员",
    seed_ended: "种子期已结束",
    retired: "原等级已停用",
  };
  const title = p.rose ? `升级为${p.to}` : `等级变为${p.to}`;
  return {
    title,
    body: `${why[p.cause]}，等级由${p.from}变为${p.to}${until}。之后提交的订单按新等级计佣，已有订单不变。`,
  };
}
