import { type Fen, type Fulfilment, floorShare } from "@banyan/kernel";

/** An order line as a refund sees it. refunded = succeeded; refunding = in a case that is still open. All money in fen. */
export interface RefundLine {
  lineNo: number;
  /** Absent: a parcel. */
  fulfilment?: Fulfilment;
  /** What the buyer paid for the line: the most that can ever come back for it. */
  baseFen: Fen;
  quantity: number;
  refundedFen: Fen;
  refundedQuantity: number;
  refundingFen: Fen;
  refundingQuantity: number;
}

/**
 * The most that may come back for 1, 2, … further units: entry k−1 = floor(B × (taken + k) / n) − money taken, never below
 * 0. Cumulative like keep(R) in docs/COMMISSION.md, so units refunded one by one add up to exactly B, and the last unit
 * brings all that is left. Empty when every unit is taken.
 */
export function refundableByQuantity(line: RefundLine): Fen[] {
  const takenUnits = line.refundedQuantity + line.refundingQuantity;
  const takenFen = line.refundedFen + line.refundingFen;
  return Array.from({ length: line.quantity - takenUnits }, (_, index) => {
    const reached = floorShare(line.baseFen, BigInt(takenUnits + index + 1), BigInt(line.quantity));
    return reached > takenFen ? reached - takenFen : 0n;
  });
}

/** All that may still come back for the line: what its last unit would bring. */
export function refundableFen(line: RefundLine): Fen {
  return refundableByQuantity(line).at(-1) ?? 0n;
}

/**
 * Whether a successful refund leaves nothing of the order, so that it becomes `refunded`. Before shipping that is when
 * no unit is left to send (a line that cost nothing does not count: no refund can name it); afterwards only when
 * all the lines' money is back, since goodwill for a unit that the buyer keeps is no return of it.
 */
export function isFullyRefunded(order: {
  shipped: boolean;
  lines: readonly Pick<RefundLine, "baseFen" | "quantity" | "refundedFen" | "refundedQuantity">[];
}): boolean {
  return order.lines.every((line) =>
    order.shipped
      ? line.refundedFen === line.baseFen
      : line.refundedQuantity === line.quantity || line.baseFen === 0n,
  );
}
