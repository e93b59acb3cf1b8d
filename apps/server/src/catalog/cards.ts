/** Lists of products as the shop shows them: search, category pages and the sections of the home page. */
import type { ProductCard } from "@banyan/contract";
import { toWire } from "@banyan/kernel";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { cardWorth, type PromoterView } from "../promoter/view.ts";
import { type CardRow, type SectionWish, type Sort, selectCards, selectPickedCards, selectSectionCards } from "./store.ts";

export type { SectionWish } from "./store.ts";

const MAX_WORDS = 5;

/**
 * One page of listed products. Every word of `q` must be part of name, subtitle, origin, a tag or a category's name.
 * @param view for whom the figures are; null: nobody's
 */
export async function listProducts(
  query: Kysely<Tables>,
  input: {
    category?: string | undefined;
    q?: string | undefined;
    sort: Sort;
    cursor?: string | undefined;
    limit: number;
  },
  view: PromoterView | null,
): Promise<{ items: ProductCard[]; next_cursor: string | null }> {
  const [key, id] = decodeCursor(input.cursor, 2) ?? [];
  const rows = await selectCards(query, {
    category: input.category === undefined ? null : BigInt(input.category),
    patterns: likePatterns(input.q ?? ""),
    sort: input.sort,
    after: key === undefined || id === undefined ? null : { key, id },
    limit: input.limit,
    placed: view !== null,
  });
  return pageOf(
    rows,
    input.limit,
    (row) => [row.sort_key, row.id],
    (row) => toCard(row, view),
  );
}

/** The cards of each wished section, in the order of the wishes; one statement for all. */
export async function sectionProducts(
  query: Kysely<Tables>,
  wishes: readonly SectionWish[],
  view: PromoterView | null,
): Promise<ProductCard[][]> {
  const sections: ProductCard[][] = wishes.map(() => []);
  if (wishes.length === 0) return sections;
  for (const row of await selectSectionCards(query, wishes, view !== null))
    sections[row.section]?.push(toCard(row, view));
  return sections;
}

/** The cards of named products, by id; what is not on sale is not there. One statement. */
export async function cardsOf(
  query: Kysely<Tables>,
  productIds: readonly bigint[],
  view: PromoterView | null,
): Promise<Map<bigint, ProductCard>> {
  if (productIds.length === 0) return new Map();
  const rows = await selectPickedCards(query, productIds, view !== null);
  return new Map(rows.map((row) => [row.id, toCard(row, view)]));
}

/** "50% 茶" → ["%50\%%", "%茶%"]: what a person types is never a wildcard. */
export function likePatterns(q: string): string[] {
  const words = q.split(/\s+/u).filter((word) => word !== "");
  return words.slice(0, MAX_WORDS).map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
}

function toCard(row: CardRow, view: PromoterView | null): ProductCard {
  const marked = row.market_price_fen !== null && row.market_price_fen > row.price_fen;
  return {
    id: String(row.id),
    name: row.name,
    subtitle: row.subtitle,
    picture: row.picture ?? "",
    price_fen: toWire(row.price_fen),
    price_from: row.price_from,
    market_price_fen: marked && row.market_price_fen !== null ? toWire(row.market_price_fen) : null,
    sales: Number(row.sales),
    sold_out: row.sold_out,
    tags: row.tags,
    fulfilment: row.fulfilment,
    worth: view && row.placed && cardWorth(view, { id: String(row.id), ...row.placed }),
  };
}
