/** What a person put aside: the shop's own cards, with a word where the price has fallen and a name where the goods are gone. */
import { type Favourite, MAX_FAVOURITES } from "@banyan/contract";
import { toWire } from "@banyan/kernel";
import { cardsOf } from "../catalog/cards.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { refuse } from "../http/refusal.ts";
import type { PromoterView } from "../promoter/view.ts";
import type { Services } from "../services.ts";
import { deleteRemoved, insertFavourite, selectFavourites } from "./store.ts";

/** Two statements. @param view for whom the cards' figures are; null: nobody's */
export async function listFavourites(
  services: Services,
  customerId: bigint,
  input: { cursor?: string | undefined; limit: number },
  view: PromoterView | null,
): Promise<{ items: Favourite[]; next_cursor: string | null }> {
  const { query } = services.database;
  const [us, id] = decodeCursor(input.cursor, 2) ?? [];
  const rows = await selectFavourites(query, customerId, {
    after: us === undefined || id === undefined ? null : { us, id },
    limit: input.limit,
  });
  const cards = await cardsOf(
    query,
    rows.map((row) => row.product_id),
    view,
  );
  return pageOf(
    rows,
    input.limit,
    (row) => [row.added_us, row.product_id],
    (row) => {
      const card = cards.get(row.product_id) ?? null;
      const dropped = card === null ? 0n : row.price_fen - BigInt(card.price_fen);
      return {
        product_id: String(row.product_id),
        card,
        name: row.name,
        picture: row.picture,
        added_at: row.added_at.toISOString(),
        dropped_fen: dropped > 0n ? toWire(dropped) : null,
      };
    },
  );
}

/** @throws Refusal product_gone, favourites_full */
export async function addFavourite(services: Services, customerId: bigint, productId: bigint): Promise<void> {
  const outcome = await insertFavourite(services.database.query, customerId, productId, MAX_FAVOURITES);
  if (outcome === "no_product") refuse("product_gone");
  if (outcome === "full") refuse("favourites_full");
}

const SWEEP = 5_000;

/** What was removed for good. @returns whether there may be more */
export async function sweepFavourites(services: Services): Promise<boolean> {
  return (await deleteRemoved(services.database.query, SWEEP)) === SWEEP;
}
