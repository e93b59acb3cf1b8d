/** What a person looked at, by day: bounded, theirs to clear, and never written while a product page is being answered. */
import { FOOTPRINT_DAYS, type Footprint, MAX_FOOTPRINTS } from "@banyan/contract";
import { cardsOf } from "../catalog/cards.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import type { PromoterView } from "../promoter/view.ts";
import type { Services } from "../services.ts";
import { deleteOld, recordViews, selectFootprints } from "./store.ts";

/** Two statements. @param view for whom the cards' figures are; null: nobody's */
export async function listFootprints(
  services: Services,
  customerId: bigint,
  input: { cursor?: string | undefined; limit: number },
  view: PromoterView | null,
): Promise<{ items: Footprint[]; next_cursor: string | null }> {
  const { query } = services.database;
  const [us, id] = decodeCursor(input.cursor, 2) ?? [];
  const rows = await selectFootprints(query, customerId, {
    after: us === undefined || id === undefined ? null : { us, id },
    limit: input.limit,
    days: FOOTPRINT_DAYS,
  });
  const cards = await cardsOf(
    query,
    rows.map((row) => row.product_id),
    view,
  );
  return pageOf(
    rows,
    input.limit,
    (row) => [row.viewed_us, row.product_id],
    (row) => ({
      product_id: String(row.product_id),
      card: cards.get(row.product_id) ?? null,
      name: row.name,
      picture: row.picture,
      viewed_at: row.viewed_at.toISOString(),
      day: row.day,
    }),
  );
}

/** A batch that a client kept while the person looked around. One statement. */
export async function recordFootprints(
  services: Services,
  customerId: bigint,
  views: readonly { product_id: string; seconds_ago: number }[],
): Promise<void> {
  // In a transaction, so that two devices whose batches cross try again.
  await services.database.transact((tx) =>
    recordViews(tx, customerId, views, { most: MAX_FOOTPRINTS, days: FOOTPRINT_DAYS }),
  );
}

const SWEEP = 5_000;

/** What is too old to be shown goes. @returns whether there may be more */
export async function sweepFootprints(services: Services): Promise<boolean> {
  return (await deleteOld(services.database.query, FOOTPRINT_DAYS, SWEEP)) === SWEEP;
}
