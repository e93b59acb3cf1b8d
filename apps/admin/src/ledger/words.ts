import { TRANSFER_TEXT } from "@banyan/contract";
import { TRANSFER_KINDS } from "@banyan/kernel";

export const KIND_OPTIONS = TRANSFER_KINDS.map((kind) => ({ value: kind, label: TRANSFER_TEXT[kind] }));

/** 怎么算的 of the commission that a transfer's key begins with; null for money that is no single commission's. */
export function commissionOfKey(ownerId: string, key: string): string | null {
  const [, no, line, position, kind] =
    /^(D[0-9A-Z]{15,31}):(\d{1,4}):(self|[123]):(self|referral|team):/.exec(key) ?? [];
  return no === undefined || key.endsWith(":net")
    ? null
    : `/commissions/${ownerId}/${no}-${line}-${position}-${kind}`;
}

/** Where the thing that a transfer names can be seen, by the letter of its number; null when it has no page. */
export function pageOfRef(ref: string): string | null {
  const number = /^[DW][0-9A-Z]{15,31}/.exec(ref)?.[0];
  if (!number) return null;
  return number.startsWith("D") ? `/orders/${number}` : `/withdrawals/${number}`;
}
