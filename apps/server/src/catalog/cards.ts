/** Lists of products as the shop shows them: search, category pages and the sections of the home page. */
import type { ProductCard } from "@banyan/contract";
import { toWire } from "@banyan/kernel";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { cardWorth, type PromoterView } from "../promoter/view.ts";
import { type ListFilter, pickProducts } from "../search/list.ts";
import type { Services } from "../services.ts";
import { type CardRow, type Sort, selectPickedCards } from "./store.ts";

/**
 * One page of products on the shelf: which, the index says, and what they cost and whether they are left is read at this moment. One statement.
 * What left the shelf since makes a page shorter, never the list.
 * @param view for whom the figures are; null: nobody's
 */
export async function listProducts(
  services: Services,
  input: ListFilter & { sort: Sort; cursor?: string | undefined; limit: number },
  view: PromoterView | null,
): Promise<{ items: ProductCard[]; next_cursor: string | null; total: number; near: boolean }> {
  const [key, id] = decodeCursor(input.cursor, 2) ?? [];
  const after = key === undefined || id === undefined ? null : { key, id };
  const { places, more, total, near } = await pickProducts(services, input, after);
  const cards = await cardsOf(
    services.database.query,
    places.map((place) => place.id),
    view,
  );
  const last = places.at(-1);
  return {
    items: places.flatMap((place) => {
      const card = cards.get(place.id);
      return card === undefined || (input.in_stock === true && card.sold_out) ? [] : [card];
    }),
    next_cursor: more && last !== undefined ? encodeCursor([last.key, last.id]) : null,
    total,
    near,
  };
}

/** What a section of a page shows: by hand in this order, or by an order of the index. */
export interface SectionWish {
  mode: "sales" | "newest" | "category" | "picked";
  category_id: string | null;
  product_ids: readonly string[];
  limit: number;
}

/**
 * The cards of each wished section, in the order of the wishes. Which they are the index says, as for lists, so a shop of 100,000
 * products is no slower than a small one. One statement for all.
 */
export async function sectionProducts(
  services: Services,
  wishes: readonly SectionWish[],
  view: PromoterView | null,
): Promise<ProductCard[][]> {
  const wanted = await Promise.all(wishes.map((wish) => wishedIds(services, wish)));
  const cards = await cardsOf(services.database.query, [...new Set(wanted.flat())], view);
  return wanted.map((ids, at) => ids.flatMap((id) => cards.get(id) ?? []).slice(0, wishes[at]?.limit ?? 0));
}

async function wishedIds(services: Services, wish: SectionWish): Promise<bigint[]> {
  const { mode, category_id, product_ids, limit } = wish;
  if (mode === "picked") return product_ids.map(BigInt);
  if (mode === "category" && category_id === null) return [];
  const sort = mode === "category" ? "recommended" : mode;
  const category = mode === "category" && category_id !== null ? category_id : undefined;
  return (await pickProducts(services, { sort, category, limit }, null)).places.map(({ id }) => id);
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
