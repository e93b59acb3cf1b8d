/** Chinese of statements beside that of accounts and transfers. */
import type { TransferKind } from "@banyan/kernel";

/** What a transfer without a product is about. */
const ABOUT: Record<TransferKind, string> = {
  accrue: "佣金",
  settle: "佣金",
  clawback: "佣金",
  hold: "佣金",
  release: "佣金",
  net: "结算抵扣欠款",
  reserve: "微信零钱",
  return: "微信零钱",
  payout: "微信零钱",
  fee: "微信零钱",
  reward: "店铺奖励",
  adjust: "店铺调整",
  write_off: "店铺核销欠款",
};
export function aboutText(kind: TransferKind): string {
  return ABOUT[kind];
}

/** "2026 年 11 月" */
export function monthText(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return `${year} 年 ${number} 月`;
}
