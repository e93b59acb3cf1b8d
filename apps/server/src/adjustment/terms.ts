/** The shop's limits, and why an adjustment cannot be done, in a sentence with the number that helps. */
import { type AdjustmentRefusal, adjustmentBlock, standingOf } from "@banyan/domain";
import { type AdjustmentKind, yuan } from "@banyan/kernel";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import type { Target } from "./store.ts";

export interface Limits {
  maxFen: bigint;
  dayFen: bigint;
}

export async function adjustmentLimits(services: Services): Promise<Limits> {
  const setting = await services.settings.get("adjustment");
  return { maxFen: BigInt(setting.max_fen), dayFen: BigInt(setting.day_fen) };
}

/** Why it cannot be done as things stand; null when it can. */
export function blockOf(
  p: { kind: AdjustmentKind; amountFen: bigint },
  target: Target | undefined,
  agreementVersion: number,
  terms: Limits & { todayFen: bigint },
): AdjustmentRefusal | null {
  const standing = standingOf(
    target ? { state: target.state, agreementVersion: target.agreement_version } : null,
    agreementVersion,
  );
  const balances = { availableFen: target?.available_fen ?? 0n, debtFen: target?.debt_fen ?? 0n };
  return adjustmentBlock({ ...p, standing, gone: target?.gone === true }, balances, terms);
}

/** A refusal with the number that helps. @param who said first where several are decided at once */
export function refuseBlocked(block: AdjustmentRefusal | null, limits: Limits, who = ""): void {
  if (block === null) return;
  const field = block === "not_a_promoter" || block === "account_gone" ? "promoter_id" : "amount_fen";
  refuse(block, { field, message: `${who}${blockText(block, limits)}` });
}

export function blockText(block: AdjustmentRefusal, limits: Limits): string {
  switch (block) {
    case "account_gone":
      return "对方已注销账号，余额不能再调整";
    case "not_a_promoter":
      return "对方现在不能获得奖励，或者不是分销员";
    case "above_adjustment_limit":
      return `单笔最多 ¥${yuan(limits.maxFen)}，可以在设置里调整上限`;
    case "above_adjustment_day":
      return `每天最多通过 ¥${yuan(limits.dayFen)}，今天的额度不够`;
    case "exceeds_available":
      return "金额超过可提现余额，扣减不会变成欠款";
    case "exceeds_debt":
      return "金额超过欠款";
  }
}

export function balancesOf(target: Target | undefined): { available_fen: bigint; debt_fen: bigint } | null {
  return target ? { available_fen: target.available_fen, debt_fen: target.debt_fen } : null;
}
