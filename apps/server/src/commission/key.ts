/** The business key of a share, everywhere: order line + position + kind. */
import type { PositionWord, ShareKind } from "@banyan/kernel";
import { refuse } from "../http/refusal.ts";

export interface CommissionKey {
  orderNo: string;
  lineNo: number;
  position: PositionWord;
  kind: ShareKind;
}

/** "D2611…-1-2-referral", as addresses carry it. */
export function keyText(key: CommissionKey): string {
  return `${key.orderNo}-${key.lineNo}-${key.position}-${key.kind}`;
}

/** What the ledger's keys begin with: "D2611…:1:2:referral". */
export function transferPrefix(key: CommissionKey): string {
  return `${key.orderNo}:${key.lineNo}:${key.position}:${key.kind}`;
}

/** @param text has the form the contract checked @throws Refusal not_found */
export function parseKey(text: string): CommissionKey {
  const [orderNo, line, position, kind] = text.split("-");
  if (orderNo === undefined || line === undefined || position === undefined || kind === undefined)
    return refuse("not_found");
  return {
    orderNo,
    lineNo: Number(line),
    position: position as PositionWord,
    kind: kind as ShareKind,
  };
}
