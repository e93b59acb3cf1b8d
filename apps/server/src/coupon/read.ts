/** Coupons as the console shows them. */
import type { ConsoleCoupon, CouponClaim } from "@banyan/contract";
import { toWire } from "@banyan/kernel";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { likePattern } from "../http/like.ts";
import { refuse } from "../http/refusal.ts";
import { type ClaimRow, selectClaims } from "./claims-store.ts";
import { selectCodes } from "./code-store.ts";
import { type ConsoleCouponRow, selectCoupons } from "./console-store.ts";
import { termsOf } from "./terms.ts";

type Query = Kysely<Tables>;

/** Newest first. */
export async function listCoupons(
  query: Query,
  input: {
    phase?: ConsoleCoupon["phase"] | undefined;
    way?: ConsoleCoupon["way"] | undefined;
    q?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
): Promise<{ coupons: ConsoleCoupon[]; next_cursor: string | null }> {
  const [before] = decodeCursor(input.cursor, 1) ?? [];
  const rows = await selectCoupons(query, {
    phase: input.phase,
    way: input.way,
    pattern: input.q ? likePattern(input.q) : undefined,
    before: before ?? null,
    limit: input.limit + 1,
  });
  const { items, next_cursor } = pageOf(rows, input.limit, (row) => [row.id], toCoupon);
  return { coupons: items, next_cursor };
}

/** @throws Refusal not_found */
export async function loadCoupon(query: Query, id: bigint): Promise<ConsoleCoupon> {
  const row = (await selectCoupons(query, { id, limit: 1 }))[0] ?? refuse("not_found");
  return toCoupon(row);
}

export async function listClaims(
  query: Query,
  input: {
    coupon_id: string;
    state?: CouponClaim["state"] | undefined;
    q?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
): Promise<{ items: CouponClaim[]; next_cursor: string | null }> {
  const [claimedUs, customerId, id] = decodeCursor(input.cursor, 3) ?? [];
  const rows = await selectClaims(query, BigInt(input.coupon_id), {
    state: input.state,
    search: input.q ? { pattern: likePattern(input.q), id: input.q } : undefined,
    before:
      claimedUs === undefined || customerId === undefined || id === undefined
        ? null
        : { claimedUs, customerId, id },
    limit: input.limit,
  });
  return pageOf(rows, input.limit, (row) => [row.claimed_us, row.customer_id, row.id], toClaim);
}

export async function listCodes(
  query: Query,
  input: { coupon_id: string; cursor?: string | undefined; limit: number },
): Promise<{
  items: { code: string; taken_by: string | null; taken_at: string | null }[];
  next_cursor: string | null;
}> {
  const [after] = decodeCursor(input.cursor, 1) ?? [];
  const rows = await selectCodes(query, BigInt(input.coupon_id), after ?? 0n, input.limit);
  return pageOf(
    rows,
    input.limit,
    (row) => [row.place],
    (row) => ({
      code: row.code,
      taken_by: row.taken_by === null ? null : String(row.taken_by),
      taken_at: row.taken_at?.toISOString() ?? null,
    }),
  );
}

function toCoupon(row: ConsoleCouponRow): ConsoleCoupon {
  return {
    id: String(row.id),
    ...termsOf(row),
    way: row.way,
    total: row.total,
    claimed: row.claimed,
    used: row.used,
    per_customer: row.per_customer,
    valid_days: row.valid_days,
    usable_from: row.usable_from?.toISOString() ?? null,
    usable_until: row.usable_until?.toISOString() ?? null,
    starts_at: row.starts_at.toISOString(),
    ends_at: row.ends_at.toISOString(),
    stopped: row.stopped,
    phase: row.phase,
    targets: row.targets,
    excluded: row.excluded,
    returned_days: row.returned_days,
    gift_from_fen: row.gift_from_fen === null ? null : toWire(row.gift_from_fen),
    gift_when: row.gift_when,
    gift_taken_back: row.gift_taken_back,
    code: row.code,
    link_key: row.link_key,
    given_fen: toWire(row.given_fen),
    orders: row.orders,
    paid_fen: toWire(row.paid_fen),
    terms_fixed: row.claimed > 0,
    revision: row.revision,
  };
}

function toClaim(row: ClaimRow): CouponClaim {
  return {
    id: String(row.id),
    customer: { id: String(row.customer_id), nickname: row.nickname || "微信用户", avatar: row.avatar },
    source: row.source,
    state: row.state,
    claimed_at: row.claimed_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    order_no: row.order_no,
    discount_fen: row.discount_fen === null ? null : toWire(row.discount_fen),
  };
}
