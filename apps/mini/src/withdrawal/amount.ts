import type { WithdrawalRules } from "@banyan/contract";
import { fenOf, shortYuan } from "../design/price/yuan.ts";

/** What was typed, judged by the rules: an amount with its fee, a sentence about what is wrong, or nothing typed yet. */
export type Typed =
  | { kind: "empty" }
  | { kind: "problem"; problem: string }
  | { kind: "amount"; fen: number; feeFen: number; netFen: number };

/** WeChat pays no less than this in one bill (docs/WECHAT.md 3.10). */
const LEAST_PAYOUT_FEN = 10;

/** Fee of an amount: rounded down, so that the shop never takes more than its rate. */
export function feeOf(fen: number, feeBps: number): number {
  const product = fen * feeBps;
  return (product - (product % 10_000)) / 10_000;
}

/** Reads the amount field. The server decides again, in the same order. */
export function readAmount(typed: string, rules: WithdrawalRules): Typed {
  if (typed.trim() === "") return { kind: "empty" };
  const fen = fenOf(typed);
  if (fen === null) return problem("请填写金额，最多两位小数");
  if (fen === 0) return problem("金额要大于 0");
  if (fen < rules.min_fen) return problem(`每笔至少 ¥${shortYuan(rules.min_fen)}`);
  if (fen > rules.max_fen) return problem(tooMuch(rules));
  if (fen > rules.available_fen) return problem(`可提现只有 ¥${shortYuan(rules.available_fen)}`);
  const feeFen = feeOf(fen, rules.fee_bps);
  if (fen - feeFen < LEAST_PAYOUT_FEN) return problem("扣除手续费后太少，微信不支持到账");
  return { kind: "amount", fen, feeFen, netFen: fen - feeFen };
}

/** Why it is no more: the tier's day where that is what is left, else the limit of one withdrawal. */
function tooMuch({ max_fen, tier_day }: WithdrawalRules): string {
  return tier_day !== null && tier_day.left_fen <= max_fen
    ? `按您的等级，今天还可以提 ¥${shortYuan(tier_day.left_fen)}`
    : `每笔最多 ¥${shortYuan(max_fen)}`;
}

function problem(text: string): Typed {
  return { kind: "problem", problem: text };
}

/** What 全部提现 fills in: all there is, or the most that one withdrawal may be; "" where that is less than the least. */
export function everything(rules: WithdrawalRules): string {
  const fen = Math.min(rules.available_fen, rules.max_fen);
  return fen < rules.min_fen || fen <= 0 ? "" : shortYuan(fen);
}

/** 60 bps → "0.6%". */
export function rateText(bps: number): string {
  const hundredths = String(bps).padStart(3, "0");
  const rest = hundredths.slice(-2).replace(/0+$/, "");
  return `${hundredths.slice(0, -2)}${rest === "" ? "" : `.${rest}`}%`;
}

/** The rules as a person reads them before typing anything. */
export function ruleLines(rules: WithdrawalRules): string[] {
  const left = Math.max(0, rules.per_day - rules.used_today);
  return [
    `每笔 ¥${shortYuan(rules.min_fen)} 至 ¥${shortYuan(rules.max_fen)}`,
    ...(rules.tier_day === null
      ? []
      : [
          `您的等级每天最多 ¥${shortYuan(rules.tier_day.max_fen)}，今天还可以提 ¥${shortYuan(rules.tier_day.left_fen)}`,
        ]),
    `每天最多 ${rules.per_day} 次，今天还可以 ${left} 次`,
    rules.fee_bps === 0 ? "不收手续费" : `手续费 ${rateText(rules.fee_bps)}，从提现金额里扣`,
    rules.automatic_fen > 0
      ? `¥${shortYuan(rules.automatic_fen)} 以内自动通过，超过的由店铺核对`
      : "每一笔都由店铺核对后转出",
    "转出后要在 24 小时内到微信确认收款，过期退回可提现",
  ];
}
