/** What the catalogue shows beside goods on the shelf: films, further shelves, goods that wait for their day, and a recycle bin. */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { businessDate, DAY_MS, HOUR_MS, later, startOfBusinessDay } from "@banyan/kernel";
import type pg from "pg";
import { type DemoExtra, demoExtras } from "../catalogue/extras.ts";
import { demoProducts } from "../catalogue/index.ts";
import { makeFilm } from "../film/film.ts";
import type { SeededCatalog } from "./catalog.ts";
import type { Pictures } from "./pictures.ts";
import { freshIds, insertRows, withIds } from "./rows.ts";

/** A multiple of 16; about 0.7 MB a film. */
const EDGE = 352;
const SECONDS_A_PICTURE = 2;
const FILMED = ["yiwu-cake", "indigo-scarf", "baoshan-washed"];

interface Shelf {
  catalog: SeededCatalog;
  pictures: Pictures;
  /** Where the media folder is. */
  dataDir: string;
  operatorId: bigint;
  now: Date;
}

export async function seedShelf(client: pg.ClientBase, shelf: Shelf): Promise<void> {
  await seedDisplay(client, shelf.catalog);
  await seedFilms(client, shelf);
  await seedExtras(client, shelf);
}

async function seedDisplay(client: pg.ClientBase, { products, categories }: SeededCatalog): Promise<void> {
  const rows = demoProducts.flatMap(({ key, categories: [, ...further] }) =>
    further.map((category) => ({
      product_id: products.get(key),
      category_id: categories.get(category),
    })),
  );
  await insertRows(client, "product_category", rows);
}

/** The pictures of a product one after another. */
async function seedFilms(client: pg.ClientBase, { catalog, pictures, dataDir }: Shelf): Promise<void> {
  const folder = join(dataDir, "media");
  for (const product of demoProducts.filter(({ key }) => FILMED.includes(key))) {
    const urls = product.gallery.map(pictures.url);
    const files = await Promise.all(urls.map((url) => readFile(join(folder, url.slice("/media/".length)))));
    const film = await makeFilm(files, { edge: EDGE, seconds: SECONDS_A_PICTURE });
    const sha256 = createHash("sha256").update(film).digest("hex");
    await writeFile(join(folder, `${sha256}.mp4`), film);
    const seconds = files.length * SECONDS_A_PICTURE;
    const size = { width: EDGE, height: EDGE };
    await client.query(
      `INSERT INTO media (sha256, width, height, bytes, kind, seconds, created_at)
       VALUES ($1, $2, $2, $3, 'video', $4, to_timestamp(0)) ON CONFLICT DO NOTHING`,
      [sha256, EDGE, film.length, seconds],
    );
    const video = { url: `/media/${sha256}.mp4`, poster: urls[0], ...size, seconds };
    await client.query("UPDATE product SET video = $2 WHERE id = $1", [
      String(catalog.products.get(product.key)),
      JSON.stringify(video),
    ]);
  }
}

/** Goods without a past: nothing of them was sold yet. */
async function seedExtras(client: pg.ClientBase, shelf: Shelf): Promise<void> {
  const ids = await freshIds(client, "product", demoExtras.length);
  await insertRows(
    client,
    "product",
    demoExtras.map((extra, at) => extraRow(extra, ids[at] as bigint, shelf)),
  );
  const skus = demoExtras.flatMap((extra, at) =>
    extra.skus.map((sku, position) => ({ sku, position, product_id: ids[at] as bigint })),
  );
  const skuIds = await freshIds(client, "sku", skus.length);
  await insertRows(
    client,
    "sku",
    skus.map(({ sku: { stock: _stock, picture, ...fields }, position, product_id }, at) => ({
      id: skuIds[at],
      product_id,
      ...fields,
      code: `YX${String(at + 1).padStart(4, "0")}`,
      picture: picture === undefined ? null : shelf.pictures.url(picture),
      position,
      retired: false,
    })),
  );
  const stocked = skus.map(({ sku }, at) => ({ sku_id: skuIds[at], on_hand: sku.stock, held: 0 }));
  await insertRows(client, "sku_stock", stocked);
  const opening = stocked
    .filter(({ on_hand }) => on_hand > 0)
    .map(({ sku_id, on_hand }) => ({
      sku_id,
      event_key: "opening",
      delta: on_hand,
      on_hand_after: on_hand,
      reason: "purchase",
      ref: "",
      note: "",
      created_at: new Date(shelf.now.getTime() - 35 * DAY_MS),
    }));
  await insertRows(client, "stock_log", await withIds(client, "stock_log", opening));
}

function extraRow(extra: DemoExtra, id: bigint, { catalog, pictures, operatorId, now }: Shelf) {
  /** At ten in the morning. */
  const inDays = (days: number | undefined) =>
    days === undefined
      ? null
      : later(startOfBusinessDay(businessDate(later(now, days * DAY_MS))), 10 * HOUR_MS);
  const binned = extra.recycledDays === undefined ? undefined : -extra.recycledDays;
  const state =
    binned !== undefined ? "recycled" : extra.listInDays !== undefined || extra.draft ? "unlisted" : "listed";
  return {
    id,
    category_id: catalog.categories.get(extra.category),
    state,
    fulfilment: "parcel",
    name: extra.name,
    subtitle: extra.subtitle,
    origin: extra.origin,
    gallery: extra.gallery.map(pictures.url),
    promises: extra.promises,
    tags: extra.tags,
    specs: extra.specs,
    detail: extra.detail.map((block) =>
      block.kind === "pair"
        ? { ...block, pictures: block.pictures.map(pictures.url) }
        : block.kind === "picture"
          ? { ...block, picture: pictures.url(block.picture) }
          : block,
    ),
    cases: [],
    weight: 1,
    version: 1,
    list_at: inDays(extra.listInDays),
    unlist_at: inDays(extra.unlistInDays),
    recycled_at: inDays(binned),
    recycled_by: binned === undefined ? null : operatorId,
    purge_at: binned === undefined ? null : inDays(binned + 30),
    updated_by: operatorId,
    created_at: new Date(now.getTime() - 36 * DAY_MS),
    updated_at: new Date(now.getTime() - 3 * DAY_MS),
  };
}
