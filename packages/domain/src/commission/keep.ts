import { type Fen, floorShare } from "@banyan/kernel";

/**
 * keep(R) = floor(fen × (B − R) / B): what a share of `fen` on the base B keeps after refunds of R fen of that base in
 * all; 0 where B is 0. A clawback is the difference between what is kept so far and keep(R), never a product of the
 * single refund, so that any sequence of refunds ends at exactly 0.
 *
 * @param refundedFen cumulative, 0 ≤ R ≤ B
 */
export function keepFen(fen: Fen, baseFen: Fen, refundedFen: Fen): Fen {
  return refundedFen >= baseFen ? 0n : floorShare(fen, baseFen - refundedFen, baseFen);
}
