/** Chinese of accounts and transfers, once for every page. */
import { TRANSFER_TEXT } from "@banyan/contract";
import type { AccountName, TransferKind } from "@banyan/kernel";

const ACCOUNTS: Record<AccountName, string> = {
  estimated: "预估",
  held: "冻结",
  available: "可提现",
  withdrawing: "提现中",
  debt: "欠款",
  commission_expense: "佣金支出",
  reward_expense: "奖励支出",
  adjustment: "调整",
  payout_clearing: "打款清算",
  fee_income: "手续费收入",
};
export function accountText(account: AccountName): string {
  return ACCOUNTS[account];
}

export function transferText(kind: TransferKind): string {
  return TRANSFER_TEXT[kind];
}
