import { TRANSFER_TEXT } from "@banyan/contract";
import { TRANSFER_KINDS } from "@banyan/kernel";

export const KIND_OPTIONS = TRANSFER_KINDS.map((kind) => ({ value: kind, label: TRANSFER_TEXT[kind] }));

/** Where the thing that a transfer names can be seen, by the letter of its number; null when it has no page. */
export function pageOfRef(ref: string): string | null {
  const number = /^[DW][0-9A-Z]{15,31}/.exec(ref)?.[0];
  if (!number) return null;
  return number.startsWith("D") ? `/orders/${number}` : `/withdrawals/${number}`;
}
