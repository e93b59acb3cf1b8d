/** 怎么算的 as it stands on a screen: read figure by figure, and computed once more. */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { fenOf } from "./promoting.ts";
import { readText, says } from "./reading.ts";

/** A phone shows what a step comes to before its formula, the desk behind it. */
export type Side = "phone" | "desk";

const TITLES = [
  "商品金额",
  "计佣金额",
  "按规则计算",
  "这件商品最多让出",
  "佣金",
  "顾客已退款",
  "退款后保留",
] as const;
type Title = (typeof TITLES)[number];

const KINDS = "佣金入账|退款追回|结算|申请提现|提现退回|打款|手续费";

interface Step {
  /** What it comes to, in fen. */
  result: number;
  /** Other amounts of its formula, in their order. */
  amounts: number[];
  text: string;
}

/** What is between one title and the next one that is there. */
function readSteps(text: string, side: Side): Map<Title, Step> {
  const end = text.search(/按下单时的记录|用快照重新计算/);
  const starts: { title: Title; at: number }[] = [];
  let from = 0;
  for (const title of TITLES) {
    const at = text.indexOf(title, from);
    if (at < 0 || at >= end) continue;
    starts.push({ title, at });
    from = at + title.length;
  }
  const steps = new Map<Title, Step>();
  for (const [index, { title, at }] of starts.entries()) {
    const part = text.slice(at + title.length, starts[index + 1]?.at ?? end);
    const amounts = [...part.matchAll(/¥-?([\d,.]+)/g)].map((found) => fenOf(found[1] ?? ""));
    const result = (side === "phone" ? amounts.shift() : amounts.pop()) ?? Number.NaN;
    steps.set(title, { result, amounts, text: part });
  }
  return steps;
}

/** Number before a word in a formula: "× 2 件", "× 10%". */
function numberIn(step: Step, pattern: RegExp): number {
  const found = pattern.exec(step.text)?.[1];
  if (found === undefined) throw new Error(`${pattern} is not in: ${step.text}`);
  return Number(found);
}

export interface Calculated {
  baseFen: number;
  /** Before refunds. */
  fen: number;
  /** What is left of it. */
  keptFen: number;
}

/**
 * Computes the commission that is open again from the figures on the screen alone, and expects every one of them to be
 * what the ones before it come to. For a line without coupon, 自购省 and cap, which those of this story are.
 */
export async function addsUp(page: Page, side: Side): Promise<Calculated> {
  await says(page, "商品金额", "结果一致");
  const text = await readText(page);
  const steps = readSteps(text, side);
  const step = (title: Title): Step => {
    const found = steps.get(title);
    if (!found) throw new Error(`no ${title} on the page: ${text}`);
    return found;
  };
  const [amount, base, rule, limit, fen] = TITLES.slice(0, 5).map((title) => step(title)) as [
    Step,
    Step,
    Step,
    Step,
    Step,
  ];
  expect(amount.result).toBe((amount.amounts[0] ?? 0) * numberIn(amount, /×(\d+)件/));
  expect(base.result).toBe(amount.result);
  expect(rule.amounts).toEqual([base.result]);
  expect(rule.result).toBe(Math.floor((base.result * numberIn(rule, /×([\d.]+)%/)) / 100));
  expect(limit.result).toBe(Math.floor((base.result * numberIn(limit, /×([\d.]+)%/)) / 100));
  expect(fen.result).toBe(Math.min(rule.result, limit.result));
  const refunded = steps.get("顾客已退款");
  if (!refunded) return { baseFen: base.result, fen: fen.result, keptFen: fen.result };
  const left = base.result - refunded.result;
  const kept = step("退款后保留");
  expect(refunded.amounts).toEqual([left]);
  expect(kept.amounts.slice(0, 3)).toEqual([fen.result, left, base.result]);
  expect(kept.result).toBe(Math.floor((fen.result * left) / base.result));
  return { baseFen: base.result, fen: fen.result, keptFen: kept.result };
}

/** What the rows of the ledger's transfers on the page come to, kind by kind, in fen. */
export async function sumsByKind(page: Page, promoter: string): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const row of await page.getByRole("row").filter({ hasText: promoter }).all()) {
    const text = await readText(row);
    const [, kind = "", amount = ""] = new RegExp(`${promoter}(${KINDS}).*?¥([\\d,.]+)`).exec(text) ?? [];
    sums[kind] = (sums[kind] ?? 0) + fenOf(amount.replace(/(\.\d\d).*/, "$1"));
  }
  return sums;
}
