/** 怎么算的: every figure behind one share, recomputed from what the order line keeps since submit. */
import type { Fen, ShareKind } from "@banyan/kernel";
import type { PlanRule, Position } from "../plan/plan.ts";
import {
  bonusOf,
  type CommissionLine,
  computeLine,
  type LineInput,
  memberAt,
  type Share,
  seenBps,
} from "./compute.ts";
import { keepFen } from "./keep.ts";

/** The snapshot of an order line with its price and the discount D that was given. */
export interface LineSnapshot extends LineInput {
  line: CommissionLine & {
    /** Of one unit. */
    priceFen: Fen;
    /** The line's part of coupons and other discounts: price × quantity − this = net. */
    couponFen: Fen;
  };
  /** 自购省 as stored. */
  selfDiscountFen: Fen;
}

/** Where the gross amount comes from. Rates in bps; a team bonus gains own − seen. */
export type ShareSource =
  | { from: "rule"; rule: PlanRule }
  | { from: "team_bonus"; ownBps: number; seenBps: number };

/** What the cap took from one share of the line, in the order of cutting. */
export interface CapCut {
  position: Position;
  kind: ShareKind;
  cutFen: Fen;
}

/** In the order of the calculation. All money in fen. */
export interface ShareExplanation {
  priceFen: Fen;
  quantity: number;
  /** price × quantity */
  amountFen: Fen;
  couponFen: Fen;
  /** amount − coupon */
  netFen: Fen;
  /** D */
  selfDiscountFen: Fen;
  /** B = net − D */
  baseFen: Fen;
  position: Position;
  kind: ShareKind;
  promoter: string;
  tier: string;
  source: ShareSource;
  grossFen: Fen;
  capBps: number;
  /** L = floor(net × cap) */
  limitFen: Fen;
  /** L − D: what all shares of the line together may take. */
  roomFen: Fen;
  /** Sum of the gross of all shares of the line. */
  claimedFen: Fen;
  /** Why this share was cut or spared: all cuts up to claimed − room, team bonus first, from the far end. */
  cuts: CapCut[];
  /** gross − fen */
  cutFen: Fen;
  fen: Fen;
  /** R */
  refundedFen: Fen;
  /** keep(R) */
  keptFen: Fen;
  /** Whether D and every field of the stored share come out again, and price × quantity − coupon is the net. */
  agrees: boolean;
}

/**
 * Explains a stored share of a line after refunds of R fen. null where recomputation finds no share at its position
 * and kind: like `agrees: false` that is a defect to be shown, never to be papered over.
 *
 * @param refundedFen 0 ≤ R ≤ B, cumulative
 */
export function explainShare(
  snapshot: LineSnapshot,
  stored: Share,
  refundedFen: Fen,
): ShareExplanation | null {
  const { plan, line } = snapshot;
  const result = computeLine(snapshot);
  const share = result.shares.find(
    ({ position, kind }) => position === stored.position && kind === stored.kind,
  );
  const source = share && sourceOf(snapshot, share);
  if (share === undefined || source === undefined) return null;
  const { position, kind, promoter, tier, grossFen, fen } = share;
  const amountFen = line.priceFen * BigInt(line.quantity);
  const { discountFen: selfDiscountFen, baseFen, limitFen } = result;
  return {
    ...{ priceFen: line.priceFen, quantity: line.quantity, amountFen, couponFen: line.couponFen },
    ...{ netFen: line.netFen, selfDiscountFen, baseFen },
    ...{ position, kind, promoter, tier, source, grossFen },
    capBps: plan.plan.cap_bps,
    limitFen,
    roomFen: limitFen - selfDiscountFen,
    claimedFen: result.shares.reduce((sum, other) => sum + other.grossFen, 0n),
    cuts: cutsOf(result.shares),
    cutFen: grossFen - fen,
    fen,
    refundedFen,
    keptFen: keepFen(fen, baseFen, refundedFen),
    agrees:
      isSame(share, stored) &&
      selfDiscountFen === snapshot.selfDiscountFen &&
      amountFen - line.couponFen === line.netFen,
  };
}

function sourceOf(snapshot: LineSnapshot, share: Share): ShareSource | undefined {
  if (share.rule !== null) {
    const rule = snapshot.plan.plan.rules.find(({ id }) => id === share.rule);
    return rule && { from: "rule", rule };
  }
  const index = share.position === "self" ? 0 : share.position - 1;
  return {
    from: "team_bonus",
    ownBps: Number(bonusOf(snapshot.plan, memberAt(snapshot, index))),
    seenBps: Number(seenBps(snapshot, index)),
  };
}

function cutsOf(shares: readonly Share[]): CapCut[] {
  const farFirst = shares.toReversed();
  return [
    ...farFirst.filter(({ kind }) => kind === "team"),
    ...farFirst.filter(({ kind }) => kind !== "team"),
  ]
    .filter(({ grossFen, fen }) => fen < grossFen)
    .map(({ position, kind, grossFen, fen }) => ({ position, kind, cutFen: grossFen - fen }));
}

function isSame(a: Share, b: Share): boolean {
  return (
    a.promoter === b.promoter &&
    a.tier === b.tier &&
    a.rule === b.rule &&
    a.grossFen === b.grossFen &&
    a.fen === b.fen
  );
}
