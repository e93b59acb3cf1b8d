import type { Refundable } from "@banyan/contract";
import { fenOf } from "../design/price/yuan.ts";

export type RefundableLine = Refundable["lines"][number];

/** What the person asks back of one line. */
export interface Claim {
  quantity: number;
  /** As typed, "58.00"; null follows the most that comes back for the quantity. */
  typed: string | null;
}
/** By line number; a line that is not in it is not asked for. */
export type Claims = Readonly<Record<number, Claim>>;

/** The most that comes back for so many units, in fen. */
export function mostOf(line: RefundableLine, quantity: number): number {
  return line.by_quantity[quantity - 1] ?? 0;
}

/** What one line brings, or why it brings nothing. */
export function amountOf(line: RefundableLine, claim: Claim): { fen: number } | { problem: string } {
  const most = mostOf(line, claim.quantity);
  if (claim.typed === null) return { fen: most };
  const fen = fenOf(claim.typed);
  if (fen === null) return { problem: "请填写金额，最多两位小数" };
  if (fen === 0) return { problem: "金额要大于 0" };
  return fen > most ? { problem: "超过可退金额" } : { fen };
}

export interface Sum {
  goodsFen: number;
  freightFen: number;
  pieces: number;
  /** Whether something is asked for and every amount can be. */
  ready: boolean;
}

/**
 * What the refund comes to. Freight comes back by itself when nothing was shipped and the last units of the order, or of
 * its parcels, are asked for; the server says how much that would be and decides it again.
 */
export function sumOf(refundable: Refundable, claims: Claims): Sum {
  let goodsFen = 0;
  let pieces = 0;
  let ready = true;
  let everything = true;
  let parcels = true;
  for (const line of refundable.lines) {
    const claim = claims[line.line_no];
    if ((claim?.quantity ?? 0) !== line.refundable_quantity) {
      if (line.refundable_fen > 0) everything = false;
      if (line.fulfilment !== "service") parcels = false;
    }
    if (claim === undefined) continue;
    const amount = amountOf(line, claim);
    pieces += claim.quantity;
    if ("fen" in amount) goodsFen += amount.fen;
    else ready = false;
  }
  return {
    goodsFen,
    freightFen: (everything || parcels) && pieces > 0 ? refundable.freight_fen : 0,
    pieces,
    ready: ready && pieces > 0,
  };
}

/** What the page starts with: the only line there is, or none where the person has to say which. */
export function firstOf(refundable: Refundable): Claims {
  const open = refundable.lines.filter((line) => line.refundable_fen > 0);
  return open.length === 1 ? allOf(refundable) : {};
}

/** All there is to refund. */
export function allOf(refundable: Refundable): Claims {
  return Object.fromEntries(
    refundable.lines
      .filter((line) => line.refundable_fen > 0)
      .map((line) => [line.line_no, { quantity: line.refundable_quantity, typed: null }]),
  );
}
