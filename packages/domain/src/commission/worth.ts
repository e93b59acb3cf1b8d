/** 自购省, 自购返 and 分享赚: what goods are worth to one promoter, by the very steps that an order line is computed with. */
import type { Fen } from "@banyan/kernel";
import type { LinePlace, PreparedPlan } from "../plan/prepare.ts";
import { computeLine, type Member } from "./compute.ts";

/** So many pieces of one SKU at today's price, with no coupon. All in fen. */
export interface WorthInput {
  plan: PreparedPlan;
  place: LinePlace;
  /** Of one piece. */
  priceFen: Fen;
  /** ≥ 1 */
  quantity: number;
  /** Tier of a promoter who is active. */
  tier: string;
}

export interface Worth {
  /** What the promoter pays for all pieces: price × quantity − 自购省. */
  ownFen: Fen;
  /** 自购省 under `discount`, 自购返 under `rebate`, else 0. */
  selfFen: Fen;
  /** 分享赚: the promoter at position 1 of a customer's order of these pieces, after the cap. */
  shareFen: Fen;
}

/**
 * What the pieces are worth, the cap considered. Whoever stands further up is cut before position 1 and self are, and a team bonus
 * reaches only who stands further up: so nobody else needs to stand here.
 */
export function worthOf(input: WorthInput): Worth {
  const { plan, place, quantity } = input;
  const me: Member = { id: "me", tier: input.tier, active: true };
  const netFen = input.priceFen * BigInt(quantity);
  const line = { ...place, quantity, netFen, promotion: null };
  const friend = computeLine({ plan, line, buyer: { promoter: null }, chain: [me] });
  const own = computeLine({ plan, line, buyer: { promoter: me }, chain: [] });
  const rebate = own.shares.find(({ kind }) => kind === "self");
  return {
    ownFen: own.baseFen,
    selfFen: own.discountFen + (rebate?.fen ?? 0n),
    shareFen: friend.shares.find(({ position }) => position === 1)?.fen ?? 0n,
  };
}
