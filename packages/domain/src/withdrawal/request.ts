import { type Fen, floorBps, type PromoterState } from "@banyan/kernel";

/** WeChat pays no less than this in one bill, and from REAL_NAME_FEN on it wants the person's legal name (docs/WECHAT.md 3.2). */
export const LEAST_PAYOUT_FEN = 10n;
export const REAL_NAME_FEN = 200_000n;

/** The shop's rules, as they stand when the request is made. */
export interface WithdrawalTerms {
  open: boolean;
  minFen: Fen;
  maxFen: Fen;
  perDay: number;
  feeBps: number;
  /** Up to this amount nobody reviews; 0: everything is reviewed. */
  automaticFen: Fen;
  /** Which version of the promoter's agreement is current. */
  agreementVersion: number;
}

/** What is known of whoever asks; `promoter` is null for anybody else. */
export interface WithdrawalFacts {
  promoter: { state: PromoterState; agreementVersion: number } | null;
  availableFen: Fen;
  debtFen: Fen;
  /** Requests of this business day that count. */
  usedToday: number;
  /** What the promoter's tier allows within the shop's rules, and what those requests came to; absent: the tier limits nothing. */
  tier?: { maxFen: Fen | null; dayFen: Fen | null; usedFen: Fen } | undefined;
}

export type WithdrawalRefusal =
  | "promoter_needed"
  | "promoter_frozen"
  | "agreement_outdated"
  | "withdrawal_closed"
  | "below_minimum"
  | "above_maximum"
  | "tier_above_maximum"
  | "has_debt"
  | "day_limit_reached"
  | "tier_day_maximum"
  | "exceeds_available";

export type WithdrawalAnswer =
  | { kind: "ok"; feeFen: Fen; netFen: Fen; automatic: boolean }
  | { kind: "refused"; refusal: WithdrawalRefusal };

/** The most that one withdrawal may be: the shop's limit, and never as much as WeChat wants a name for. */
export function mostPerWithdrawal(terms: WithdrawalTerms): Fen {
  return terms.maxFen < REAL_NAME_FEN ? terms.maxFen : REAL_NAME_FEN - 1n;
}

/** What the tier leaves of this day; null: it sets no limit of a day. */
export function tierDayLeft({ tier }: WithdrawalFacts): Fen | null {
  if (!tier || tier.dayFen === null) return null;
  return tier.dayFen > tier.usedFen ? tier.dayFen - tier.usedFen : 0n;
}

/** The most that this promoter may ask for now, whatever is available. */
export function mostForPromoter(facts: WithdrawalFacts, terms: WithdrawalTerms): Fen {
  const limits = [mostPerWithdrawal(terms), facts.tier?.maxFen ?? null, tierDayLeft(facts)];
  return limits.reduce<Fen>(
    (least, limit) => (limit !== null && limit < least ? limit : least),
    limits[0] as Fen,
  );
}

/** Fee of a withdrawal: floor(amount × bps / 10000), so the shop never takes more than its rate. */
export function withdrawalFee(amountFen: Fen, feeBps: number): Fen {
  return floorBps(amountFen, feeBps);
}

/**
 * Whether so much may be withdrawn.
 * Refusals, first to last: promoter_needed, promoter_frozen, agreement_outdated, withdrawal_closed,
 * below_minimum (also where less than WeChat's 10 fen would be left after the fee), above_maximum, tier_above_maximum, has_debt,
 * day_limit_reached, tier_day_maximum, exceeds_available. Whoever has left takes out what is theirs, and is asked to agree to nothing.
 */
export function decideWithdrawal(
  facts: WithdrawalFacts,
  terms: WithdrawalTerms,
  amountFen: Fen,
): WithdrawalAnswer {
  const refused = (refusal: WithdrawalRefusal): WithdrawalAnswer => ({ kind: "refused", refusal });
  const standing = refuseStanding(facts, terms);
  if (standing !== null) return refused(standing);
  const feeFen = withdrawalFee(amountFen, terms.feeBps);
  const netFen = amountFen - feeFen;
  if (amountFen < terms.minFen || netFen < LEAST_PAYOUT_FEN) return refused("below_minimum");
  if (amountFen > mostPerWithdrawal(terms)) return refused("above_maximum");
  const tierMax = facts.tier?.maxFen ?? null;
  if (tierMax !== null && amountFen > tierMax) return refused("tier_above_maximum");
  const use = refuseUse(facts, terms);
  if (use !== null) return refused(use);
  const left = tierDayLeft(facts);
  if (left !== null && amountFen > left) return refused("tier_day_maximum");
  if (amountFen > facts.availableFen) return refused("exceeds_available");
  return { kind: "ok", feeFen, netFen, automatic: amountFen <= terms.automaticFen };
}

/** What stands in the way of any amount, in the same order; null when nothing does. */
export function withdrawalBlock(facts: WithdrawalFacts, terms: WithdrawalTerms): WithdrawalRefusal | null {
  return refuseStanding(facts, terms) ?? refuseUse(facts, terms);
}

function refuseStanding(facts: WithdrawalFacts, terms: WithdrawalTerms): WithdrawalRefusal | null {
  const { promoter } = facts;
  if (promoter === null) return "promoter_needed";
  if (promoter.state === "frozen") return "promoter_frozen";
  const mustAgree = promoter.state !== "closed";
  if (mustAgree && promoter.agreementVersion < terms.agreementVersion) return "agreement_outdated";
  return terms.open ? null : "withdrawal_closed";
}

function refuseUse(facts: WithdrawalFacts, terms: WithdrawalTerms): WithdrawalRefusal | null {
  if (facts.debtFen > 0n) return "has_debt";
  if (facts.usedToday >= terms.perDay) return "day_limit_reached";
  const left = tierDayLeft(facts);
  return left !== null && left < terms.minFen ? "tier_day_maximum" : null;
}
