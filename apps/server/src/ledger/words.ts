/** Chinese of accounts and transfers, once for every page. */
import type { AccountName, TransferKind } from "@banyan/kernel";

const ACCOUNTS: Record<AccountName, string> = {
  estimated: "预估",
  held: "冻结",
  available: "可提现",
  withdrawing: "提现中",
  debt: "欠款",
  commission_expense: "佣金支出",
  payout_clearing: "打款清算",
  fee_income: "手续费收入",
};
const KINDS: Record<TransferKind, string> = {
  accrue: "佣金入账",
  settle: "结算",
  clawback: "退款追回",
  net: "抵扣欠款",
  hold: "冻结",
  release: "解冻",
  reserve: "申请提现",
  return: "提现退回",
  payout: "打款",
  fee: "手续费",
};

export function accountText(account: AccountName): string {
  return ACCOUNTS[account];
}

export function transferText(kind: TransferKind): string {
  return KINDS[kind];
}
