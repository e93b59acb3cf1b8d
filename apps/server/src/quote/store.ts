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

const newQuote = prepared(
  (v: { buyerId: bigint; request: string; payableFen: bigint; now: Date; expiresAt: Date }) => sql<{
    id: bigint;
  }>`
    INSERT INTO quote (buyer_id, request, payable_fen, created_at, expires_at)
    VALUES (${v.buyerId}, ${v.request}, ${v.payableFen}, ${v.now}, ${v.expiresAt})
    RETURNING id, set_config('synchronous_commit', 'off', true)`,
);

export async function insertQuote(
  query: Kysely<Tables>,
  row: { buyerId: bigint; request: QuoteRequest; payableFen: bigint; now: Date; expiresAt: Date },
): Promise<bigint> {
  const result = await newQuote.execute(query, { ...row, request: JSON.stringify(row.request) });
  const id = result.rows[0]?.id;
  if (id === undefined) throw new Error("quote was not written");
  return id;
}

/** A line of a quote at the price of now. */
export interface QuotedLine {
  productId: bigint;
  /** price × quantity, in fen */
  amountFen: bigint;
}

/** The lines of an own quote that can still be bought; null when there is no such quote of theirs. */
export async function selectQuotedLines(
  query: Kysely<Tables>,
  buyerId: bigint,
  quoteId: bigint,
): Promise<{ now: Date; lines: QuotedLine[] } | null> {
  const result = await sql<{ now: Date; lines: { product_id: string; amount: string }[] }>`
    SELECT business_now() AS now, coalesce(
      (SELECT json_agg(json_build_object('product_id', s.product_id::text, 'amount', (s.price_fen * l.quantity)::text))
        FROM jsonb_to_recordset(q.request -> 'lines') AS l (sku_id bigint, quantity int)
          JOIN sku s ON s.id = l.sku_id AND NOT s.retired JOIN product p ON p.id = s.product_id AND p.state = 'listed'), '[]') AS lines
    FROM quote q WHERE q.buyer_id = ${buyerId} AND q.id = ${quoteId}`.execute(query);
  const row = result.rows[0];
  if (!row) return null;
  const lines = row.lines.map((line) => ({
    productId: BigInt(line.product_id),
    amountFen: BigInt(line.amount),
  }));
  return { now: row.now, lines };
}
