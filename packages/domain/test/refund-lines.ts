/** Order lines and requests of refunds, as the tests of after-sales write them. Money in fen. */
import type { AskedLine, RefundLine } from "../src/index.ts";

/** Nothing of it was refunded yet, unless `more` says so. */
export const line = (
  lineNo: number,
  baseFen: bigint,
  quantity: number,
  more: Partial<RefundLine> = {},
): RefundLine => ({
  lineNo,
  baseFen,
  quantity,
  refundedFen: 0n,
  refundedQuantity: 0,
  refundingFen: 0n,
  refundingQuantity: 0,
  ...more,
});

export const ask = (lineNo: number, quantity: number, amountFen: bigint): AskedLine => ({
  lineNo,
  quantity,
  amountFen,
});
