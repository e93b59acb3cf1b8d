/** Favourites and footprints: whose they are, what is said of prices and of goods that are gone, and how many there can be. */
import type { CustomerProfile, Favourite, Footprint } from "@banyan/contract";
import { MAX_FAVOURITES, MAX_FOOTPRINTS } from "@banyan/contract";
import { sweepFavourites } from "@banyan/server/favourite/favourite.ts";
import { sweepFootprints } from "@banyan/server/footprint/footprint.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addGoods, type Goods } from "./goods.ts";
import { type Caller, openShop, type Shop } from "./open-shop.ts";

let shop: Shop;
let who: Caller;
let tea: Goods;
let ham: Goods;
beforeAll(async () => {
  shop = await openShop("favourite");
  tea = await addGoods(shop, { name: "古树茶", skus: [{ price: 9_900 }, { price: 19_900 }] });
  ham = await addGoods(shop, { name: "宣威火腿", skus: [{ price: 26_800 }] });
});
beforeEach(async () => {
  who = await shop.customer();
});
afterAll(() => shop.close());

type Page<T> = { items: T[]; next_cursor: string | null };
const page = async <T>(path: string, by = who) => (await by.call<Page<T>>("GET", path)).body;
const add = (goods: Goods, by = who) =>
  by.call("POST", "/favourites", { product_id: String(goods.productId) });
const ids = (...goods: Goods[]) => ({ product_ids: goods.map(({ productId }) => String(productId)) });
const names = (items: readonly { name: string }[]) => items.map(({ name }) => name);
const DAY = 86_400_000;

describe("favourites", () => {
  test("newest first, as the shop's cards; a second time changes nothing", async () => {
    await add(tea);
    await shop.advance(1000);
    await add(ham);
    await add(tea);
    const { items } = await page<Favourite>("/favourites");
    expect(names(items)).toEqual(["宣威火腿", "古树茶"]);
    expect(items[1]).toMatchObject({
      product_id: String(tea.productId),
      card: { name: "古树茶", price_fen: 9_900, price_from: true, worth: null },
      dropped_fen: null,
    });
    await page<Favourite>("/favourites");
    expect(shop.requests.at(-1)?.statements).toBe(2);
    expect((await who.call<CustomerProfile>("GET", "/me")).body.favourite_count).toBe(2);
    const first = await page<Favourite>("/favourites?limit=1");
    expect(names((await page<Favourite>(`/favourites?limit=1&cursor=${first.next_cursor}`)).items)).toEqual([
      "古树茶",
    ]);
  });

  test("says what it costs less than then, and nothing where it costs more", async () => {
    const honey = await addGoods(shop, { name: "野蜂蜜", skus: [{ price: 8_000 }] });
    await add(honey);
    const dropped = async (price: number) => {
      await shop.sql("UPDATE sku SET price_fen = $2 WHERE product_id = $1", [honey.productId, price]);
      return (await page<Favourite>("/favourites")).items[0]?.dropped_fen;
    };
    expect([await dropped(6_500), await dropped(8_000), await dropped(9_000)]).toEqual([1_500, null, null]);
  });

  test("what is no longer sold keeps its name and has no card", async () => {
    const gone = await addGoods(shop, { name: "去年的松茸" });
    await add(gone);
    await shop.sql("UPDATE product SET state = 'unlisted' WHERE id = $1", [gone.productId]);
    expect((await page<Favourite>("/favourites")).items[0]).toMatchObject({
      name: "去年的松茸",
      card: null,
      dropped_fen: null,
    });
    expect((await add(gone)).body.code).toBe("product_gone");
    expect((await who.call("POST", "/favourites", { product_id: "999999999" })).body.code).toBe(
      "product_gone",
    );
  });

  test("several are removed at once and come back as they were, for an hour", async () => {
    const other = await shop.customer();
    await Promise.all([add(tea), add(ham), add(tea, other)]);
    const before = (await page<Favourite>("/favourites")).items;
    const remove = () => who.call<{ removed: number }>("POST", "/favourites/remove", ids(tea, ham));
    const restore = () => who.call<{ restored: number }>("POST", "/favourites/restore", ids(tea, ham));
    expect((await remove()).body.removed).toBe(2);
    expect((await page<Favourite>("/favourites")).items).toEqual([]);
    expect((await remove()).body.removed).toBe(0);
    expect((await restore()).body.restored).toBe(2);
    expect((await page<Favourite>("/favourites")).items).toEqual(before);
    await remove();
    await shop.advance(3_600_000 + 1);
    expect((await restore()).body.restored).toBe(0);
    await shop.advance(DAY);
    await sweepFavourites(shop.services);
    expect(await shop.sql("SELECT 1 FROM favourite WHERE customer_id = $1", [who.id])).toEqual([]);
    expect(names((await page<Favourite>("/favourites", other)).items)).toEqual(["古树茶"]);
  });

  test("whether it is one is asked for oneself; a stranger's hand does not reach it", async () => {
    const other = await shop.customer();
    await add(tea);
    const state = async (by: Caller) =>
      (await by.call<{ favourite: boolean }>("GET", `/favourites/${tea.productId}`)).body.favourite;
    await other.call("POST", "/favourites/remove", ids(tea));
    expect([await state(who), await state(other)]).toEqual([true, false]);
    expect((await shop.visitor.call("GET", `/favourites/${tea.productId}`)).status).toBe(401);
  });

  test("there are so many and no more", async () => {
    await shop.sql(
      "INSERT INTO favourite (customer_id, product_id, price_fen, added_at) SELECT $1, -n, 1, now() FROM generate_series(1, $2) n",
      [who.id, MAX_FAVOURITES - 1],
    );
    expect((await add(tea)).status).toBe(200);
    expect((await add(ham)).body.code).toBe("favourites_full");
    expect((await add(tea)).status).toBe(200);
  });

  test.each([[[]], [["0"]], [["1; DROP TABLE"]], [Array.from({ length: 101 }, (_, at) => String(at + 1))]])(
    "refuses to remove %j",
    async (product_ids) => {
      expect(await who.call("POST", "/favourites/remove", { product_ids })).toMatchObject({
        status: 400,
        body: { code: "invalid_input" },
      });
    },
  );
});

describe("footprints", () => {
  const record = (...views: [Goods, number][]) =>
    who.call("POST", "/footprints", {
      views: views.map(([{ productId }, seconds_ago]) => ({ product_id: String(productId), seconds_ago })),
    });
  const footprints = async () => (await page<Footprint>("/footprints")).items;

  test("a batch is one statement; a product stands once, with its last look", async () => {
    await record([tea, 60], [ham, 30], [tea, 10]);
    expect(shop.requests.at(-1)?.statements).toBeLessThanOrEqual(2);
    expect(names(await footprints())).toEqual(["古树茶", "宣威火腿"]);
    // An older look that is told later does not take the place of a newer one.
    await record([tea, 7 * 86_400]);
    expect(names(await footprints())).toEqual(["古树茶", "宣威火腿"]);
    expect((await footprints())[0]).toMatchObject({ card: { price_fen: 9_900 }, day: expect.any(String) });
  });

  test("what never was is passed over, and a look is never of the future", async () => {
    expect(
      (await who.call("POST", "/footprints", { views: [{ product_id: "999999999", seconds_ago: 0 }] }))
        .status,
    ).toBe(200);
    expect(await footprints()).toEqual([]);
    for (const seconds_ago of [-1, 8 * 86_400, 1.5])
      expect(
        (await who.call("POST", "/footprints", { views: [{ product_id: "1", seconds_ago }] })).status,
      ).toBe(400);
  });

  test("the oldest give way, and none is older than ninety days", async () => {
    await shop.sql(
      `INSERT INTO footprint (customer_id, product_id, viewed_at)
       SELECT $1, -n, business_now() - n * interval '1 minute' FROM generate_series(1, $2) n`,
      [who.id, MAX_FOOTPRINTS],
    );
    await shop.sql(
      "UPDATE footprint SET viewed_at = viewed_at - interval '91 days' WHERE customer_id = $1 AND product_id = -3",
      [who.id],
    );
    await record([tea, 0], [ham, 1]);
    const left = await shop.sql<{ product_id: string }>(
      "SELECT product_id::text FROM footprint WHERE customer_id = $1 ORDER BY viewed_at DESC",
      [who.id],
    );
    expect(left.length).toBe(MAX_FOOTPRINTS);
    expect(left.slice(0, 3).map((row) => row.product_id)).toEqual([
      String(tea.productId),
      String(ham.productId),
      "-1",
    ]);
    expect(left.at(-1)?.product_id).toBe(`-${MAX_FOOTPRINTS - 1}`);
    await shop.advance(91 * DAY);
    expect(await footprints()).toEqual([]);
    await sweepFootprints(shop.services);
    expect(await shop.sql("SELECT 1 FROM footprint")).toEqual([]);
  });

  test("two devices tell at once, again and again, and nothing is lost", async () => {
    await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        at % 2 ? record([tea, 0], [ham, 0]) : record([ham, 0], [tea, 0]),
      ),
    );
    expect((await footprints()).length).toBe(2);
  });

  test("some are removed, all are cleared, and whoever switches it off leaves none", async () => {
    await record([tea, 0], [ham, 5]);
    await who.call("POST", "/footprints/remove", ids(ham));
    expect(names(await footprints())).toEqual(["古树茶"]);
    await who.call("DELETE", "/footprints");
    expect(await footprints()).toEqual([]);
    await record([tea, 0]);
    await who.call("PUT", "/footprints/setting", { on: false });
    await record([ham, 0]);
    expect(await footprints()).toEqual([]);
    expect((await who.call<CustomerProfile>("GET", "/me")).body.footprints_on).toBe(false);
    await who.call("PUT", "/footprints/setting", { on: true });
    await record([ham, 0]);
    expect(names(await footprints())).toEqual(["宣威火腿"]);
  });
});
