import { TRANSFER_KINDS, type TransferKind } from "@banyan/kernel";

/** What the filter offers; a row's words come from the server. */
const KIND_TEXT: Record<TransferKind, string> = {
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

export const KIND_OPTIONS = TRANSFER_KINDS.map((kind) => ({ value: kind, label: KIND_TEXT[kind] }));

/** Where the thing that a transfer names can be seen, by the letter of its number; null when it has no page. */
export function pageOfRef(ref: string): string | null {
  const number = /^[DW][0-9A-Z]{15,31}/.exec(ref)?.[0];
  if (!number) return null;
  return number.startsWith("D") ? `/orders/${number}` : `/withdrawals/${number}`;
}
