/** A line of a paid order as the simulator reads it: the snapshot of submit, and what became of the line since. */
import type { Fen, ShareKind } from "@banyan/kernel";
import type { Buyer, CommissionLine, Member } from "../commission/compute.ts";

export interface PastLine {
  /** Whose line it is: with order and number its key. */
  buyerId: string;
  orderNo: string;
  lineNo: number;
  line: CommissionLine;
  buyer: Buyer;
  /** Nearest first. */
  chain: readonly Member[];
  /** B as it really was: what refunds are measured on. */
  baseFen: Fen;
  /** R, cumulative: 0 ≤ R ≤ B. */
  refundedFen: Fen;
  /** Cost of goods of all units; null where nobody has entered one. */
  goodsFen: Fen | null;
  /** What was really given away, as submit stored it. */
  granted: { discountFen: Fen; shares: readonly { kind: ShareKind; fen: Fen }[] };
}
