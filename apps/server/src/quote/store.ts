/** SQL of `quote`. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import { prepared } from "../db/prepared.ts";

/** What was asked; submit answers it again with the facts of its own moment. */
export interface QuoteRequest {
  source: "cart" | "buy_now";
  /** price_fen: of one piece, as the person saw it; quotes of before this was kept have none. */
  lines: { sku_id: string; quantity: number; price_fen?: number }[];
  /** null = the default address then */
  address_id: string | null;
  /** The coupon of a quote of before there could be several. */
  coupon: string | null;
  /** The coupons that were settled on, never "best": what the person saw is what is used. */
  coupons?: string[];
  /** What the person asked for of coupons, so that a new quote asks for the same; absent: "best". */
  choice?: string | string[];
  /** What the person saw of the sum, in fen: an order that comes out otherwise is refused, and the refusal says where. */
  seen?: SeenSums;
}

/** The grants that a quote settled on. */
export function couponIdsOf(request: QuoteRequest): bigint[] {
  return (request.coupons ?? (request.coupon === null ? [] : [request.coupon])).map(BigInt);
}

export interface SeenSums {
  goods_fen: number;
  discount_fen: number;
  self_discount_fen: number;
  freight_fen: number;
  /** 自购返; no part of the sum, but what the person was told would come back. */
  self_rebate_fen?: number;
}

export async function insertQuote(
  query: Kysely<Tables>,
  row: { buyerId: bigint; request: QuoteRequest; payableFen: bigint; now: Date; expiresAt: Date },
): Promise<bigint> {
  const result = await prepared(sql<{ id: bigint }>`
    INSERT INTO quote (buyer_id, request, payable_fen, created_at, expires_at)
    VALUES (${row.buyerId}, ${JSON.stringify(row.request)}, ${row.payableFen}, ${row.now}, ${row.expiresAt})
    RETURNING id`).execute(query);
  const id = result.rows[0]?.id;
  if (id === undefined) throw new Error("quote was not written");
  return id;
}
