/** SQL of `quote`. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

/** What was asked; submit answers it again with the facts of its own moment. */
export interface QuoteRequest {
  source: "cart" | "buy_now";
  lines: { sku_id: string; quantity: number }[];
  /** null = the default address then */
  address_id: string | null;
  /** The coupon that was settled on, never "best": what the person saw is what is used. */
  coupon: string | null;
  /** What the person saw of the sum, in fen: an order that comes out otherwise is refused, and the refusal says where. */
  seen?: SeenSums;
}

export interface SeenSums {
  goods_fen: number;
  discount_fen: number;
  self_discount_fen: number;
  freight_fen: number;
}

export async function insertQuote(
  query: Kysely<Tables>,
  row: { buyerId: bigint; request: QuoteRequest; payableFen: bigint; now: Date; expiresAt: Date },
): Promise<bigint> {
  const result = await sql<{ id: bigint }>`
    INSERT INTO quote (buyer_id, request, payable_fen, created_at, expires_at)
    VALUES (${row.buyerId}, ${JSON.stringify(row.request)}, ${row.payableFen}, ${row.now}, ${row.expiresAt})
    RETURNING id`.execute(query);
  const id = result.rows[0]?.id;
  if (id === undefined) throw new Error("quote was not written");
  return id;
}

export interface QuoteRow {
  request: QuoteRequest;
  payable_fen: bigint;
  expired: boolean;
  order_no: string | null;
}

export async function findQuote(
  query: Kysely<Tables>,
  buyerId: bigint,
  id: bigint,
): Promise<QuoteRow | null> {
  const result = await sql<QuoteRow>`
    SELECT q.request, q.payable_fen, q.expires_at <= business_now() AS expired, o.no AS order_no
    FROM quote q LEFT JOIN orders o ON o.buyer_id = q.buyer_id AND o.quote_id = q.id
    WHERE q.buyer_id = ${buyerId} AND q.id = ${id}`.execute(query);
  return result.rows[0] ?? null;
}
