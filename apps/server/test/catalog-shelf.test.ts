/** What the catalogue does over time and for many: times of listing, the recycle bin, shelves, the order of categories, statements. */
import type { ConsoleCategory, ConsoleProductRow } from "@banyan/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sweepShelf } from "../src/catalog/sweep.ts";
import { type Desk, openDesk, sku } from "./desk.ts";
import { addCategory, addGoods } from "./goods.ts";
import { newKey } from "./open-shop.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk("catalog-shelf");
});
afterAll(() => desk.shop.close());

const plain = { specs: [], skus: [sku([])] };
const write = <T = { changed: number; code?: string; field?: string; message?: string }>(
  path: string,
  body: unknown,
  by = desk.operator,
) => by.call<T>("POST", `/console/${path}`, body);
const after = async (ms: number) => {
  const [row] = await desk.shop.sql<{ at: Date }>("SELECT business_now() + make_interval(secs => $1) AS at", [
    ms / 1000,
  ]);
  return (row?.at ?? new Date(0)).toISOString();
};
const listed = async (query: string) => {
  const { body } = await desk.operator.call<{ items: ConsoleProductRow[] }>(
    "GET",
    `/console/products?${query}`,
  );
  return body.items;
};
const inShop = async (category: string) => {
  const { body } = await desk.shop.visitor.call<{ items: { id: string }[] }>(
    "GET",
    `/products?category=${category}`,
  );
  return body.items.map(({ id }) => id);
};
const sweep = () => sweepShelf(desk.shop.services);

describe("定时上下架", () => {
  test("is announced, cannot be bought, goes on the shelf and off it when the times come", async () => {
    const list_at = await after(2 * HOUR);
    const { body } = await desk.create({ ...plain, list_at });
    expect(body).toMatchObject({ state: "unlisted", list_at, unlist_at: null });
    const announced = await desk.shown(body.id);
    expect([announced.status, announced.body.on_sale_at]).toEqual([200, list_at]);
    expect(await inShop(desk.category)).not.toContain(body.id);
    const customer = await desk.shop.customer();
    const bought = await customer.call("POST", "/quotes", {
      source: "buy_now",
      lines: [{ sku_id: body.skus[0]?.id, quantity: 1 }],
    });
    expect(JSON.stringify(bought.body)).toContain("product_gone");
    const unlist_at = await after(5 * HOUR);
    expect(
      (await write("products/schedule", { product_ids: [body.id], list_at, unlist_at })).body.changed,
    ).toBe(1);
    expect((await listed("scheduled=on")).map(({ id }) => id)).toContain(body.id);

    await desk.shop.advance(HOUR);
    expect(await sweep()).toBe(false);
    expect((await desk.get(body.id)).state).toBe("unlisted");
    await desk.shop.advance(HOUR);
    await sweep();
    expect(await desk.get(body.id)).toMatchObject({ state: "listed", list_at: null, unlist_at });
    expect((await desk.shown(body.id)).body.on_sale_at).toBeNull();
    expect(await inShop(desk.category)).toContain(body.id);
    expect((await listed("scheduled=off")).map(({ id }) => id)).toContain(body.id);

    await desk.shop.advance(4 * HOUR);
    await sweep();
    expect(await desk.get(body.id)).toMatchObject({ state: "unlisted", unlist_at: null });
    expect((await desk.shown(body.id)).body.code).toBe("product_gone");
  });

  test("after a standstill past both times it ends off the shelf; two sweeps at once move it once", async () => {
    const { body } = await desk.create({ ...plain, list_at: await after(HOUR) });
    const times = { list_at: await after(HOUR), unlist_at: await after(2 * HOUR) };
    await write("products/schedule", { product_ids: [body.id], ...times });
    await desk.shop.advance(3 * HOUR);
    await Promise.all([sweep(), sweep(), sweep()]);
    expect(await desk.get(body.id)).toMatchObject({ state: "unlisted", list_at: null, unlist_at: null });
  });

  test("a step by hand ends what was planned; what is on the shelf gets no time to go on it", async () => {
    const { body } = await desk.create({ ...plain, list_at: await after(HOUR) });
    const state = (to: string) => write("products/state", { product_ids: [body.id], state: to });
    await state("listed");
    expect(await desk.get(body.id)).toMatchObject({ state: "listed", list_at: null });
    const times = { list_at: await after(HOUR), unlist_at: await after(2 * HOUR) };
    await write("products/schedule", { product_ids: [body.id], ...times });
    expect(await desk.get(body.id)).toMatchObject({ list_at: null, unlist_at: times.unlist_at });
    await state("recycled");
    expect(await desk.get(body.id)).toMatchObject({ list_at: null, unlist_at: null });
    expect((await write("products/schedule", { product_ids: [body.id], ...times })).body.changed).toBe(0);
  });

  test.each([
    ["list_at", () => ({ list_at: after(-HOUR), unlist_at: null }), "上架时间要晚于现在"],
    ["unlist_at", () => ({ list_at: null, unlist_at: after(-HOUR) }), "下架时间要晚于现在"],
    ["unlist_at", () => ({ list_at: after(2 * HOUR), unlist_at: after(HOUR) }), "下架时间要晚于上架时间"],
  ] as const)("%s is refused: %#", async (field, times, message) => {
    const { body } = await desk.create({ ...plain, listed: false });
    const { list_at, unlist_at } = times();
    const asked = { product_ids: [body.id], list_at: await list_at, unlist_at: await unlist_at };
    expect(await write("products/schedule", asked)).toMatchObject({
      status: 400,
      body: { code: "invalid_input", field, message },
    });
  });
});

describe("the recycle bin", () => {
  test("says who, when and until when; comes back; is gone for good after 30 days and gives its codes free", async () => {
    const code = newKey().slice(0, 20);
    const { body } = await desk.create({ specs: [], skus: [sku([], { code })] });
    const state = (to: string) => write("products/state", { product_ids: [body.id], state: to });
    await state("recycled");
    const [row] = await listed(`state=recycled&q=${encodeURIComponent(body.name)}`);
    const { recycled } = await desk.get(body.id);
    expect(row?.recycled).toEqual(recycled);
    expect(recycled?.by).toMatch(/./u);
    expect(Date.parse(recycled?.until ?? "") - Date.parse(recycled?.at ?? "")).toBe(30 * DAY);
    await state("unlisted");
    expect((await desk.get(body.id)).recycled).toBeNull();

    await state("recycled");
    expect((await desk.create({ specs: [], skus: [sku([], { code })] })).body.code).toBe("duplicate_code");
    await desk.shop.advance(30 * DAY);
    await sweep();
    expect((await desk.operator.call("GET", `/console/products/${body.id}`)).status).toBe(404);
    expect((await state("unlisted")).body.changed).toBe(0);
    expect((await listed("state=recycled")).map(({ id }) => id)).not.toContain(body.id);
    expect((await desk.create({ specs: [], skus: [sku([], { code })] })).status).toBe(200);
    // Orders of it still find their product and SKU.
    const rows = await desk.shop.sql("SELECT state FROM product WHERE id = $1", [body.id]);
    expect(rows).toEqual([{ state: "deleted" }]);
  });
});

describe("shelves", () => {
  test("a product stands under its main category and the further ones, and under their parents, once", async () => {
    const root = String(await addCategory(desk.shop, newKey().slice(0, 12)));
    const leaf = String(await addCategory(desk.shop, newKey().slice(0, 12), BigInt(root)));
    const { body } = await desk.create({ ...plain, shelf_ids: [root, leaf, leaf, desk.category] });
    expect(body.shelf_ids).toEqual([root, leaf]);
    for (const category of [root, leaf, desk.category])
      expect((await inShop(category)).filter((id) => id === body.id)).toEqual([body.id]);
    // What an older console leaves out stays.
    const { shelf_ids: _, cases: _cases, video: _video, ...older } = body;
    expect((await desk.change(older as typeof body)).body.shelf_ids).toEqual([root, leaf]);
    expect((await desk.change(await desk.get(body.id), { shelf_ids: [leaf] })).body.shelf_ids).toEqual([
      leaf,
    ]);
    expect(await desk.change(await desk.get(body.id), { shelf_ids: ["987654321"] })).toMatchObject({
      status: 400,
      body: { field: "shelf_ids.0" },
    });
  });

  test("many at once: main category, on a shelf, off it; an open form learns of it", async () => {
    const other = String(await addCategory(desk.shop, newKey().slice(0, 12)));
    const product = (await desk.create(plain)).body;
    const move = (how: string) =>
      write("products/category", { product_ids: [product.id, "987654321"], category_id: other, how });
    expect((await move("add")).body.changed).toBe(1);
    expect((await move("add")).body.changed).toBe(0);
    expect((await desk.get(product.id)).shelf_ids).toEqual([other]);
    const late = await desk.change(product, { name: "晚了" });
    expect(late).toMatchObject({ status: 409, body: { code: "already_changed" } });
    expect(late.body.message).toMatch(/在 \d{4}-\d\d-\d\d \d\d:\d\d 改过这个商品/);
    expect((await move("main")).body.changed).toBe(1);
    expect(await desk.get(product.id)).toMatchObject({ category_id: other, shelf_ids: [] });
    expect((await move("remove")).body.changed).toBe(0);
    const gone = await write("products/category", {
      product_ids: [product.id],
      category_id: "987654321",
      how: "main",
    });
    expect(gone).toMatchObject({ status: 400, body: { field: "category_id" } });
  });
});

describe("categories", () => {
  const tree = async () =>
    (await desk.operator.call<{ categories: ConsoleCategory[] }>("GET", "/console/categories")).body
      .categories;

  test("stand in the order they are put into; ids of another level are passed over", async () => {
    const root = await addCategory(desk.shop, newKey().slice(0, 12));
    const [a, b, c] = [
      await addCategory(desk.shop, "甲", root, 1),
      await addCategory(desk.shop, "乙", root, 2),
      await addCategory(desk.shop, "丙", root, 3),
    ].map(String);
    const ids = [c, a, b, desk.category];
    expect((await write("categories/order", { parent_id: String(root), ids })).body.changed).toBe(3);
    const own = (await tree()).find(({ id }) => id === String(root));
    expect(own?.children.map(({ name }) => name)).toEqual(["丙", "甲", "乙"]);
  });

  test("go only when empty, and the refusal names what stands in them", async () => {
    const root = await addCategory(desk.shop, "要走的");
    const leaf = await addCategory(desk.shop, "叶子", root);
    const remove = (id: bigint) => write<{ code: string; message: string }>(`categories/${id}/remove`, {});
    expect((await remove(root)).body.message).toBe("“要走的”下还有 1 个下级分类，请先删除它们");
    const goods = await addGoods(desk.shop, { name: "挡路的茶", category: leaf });
    const { body: guest } = await desk.create({ ...plain, name: "客座的茶", shelf_ids: [String(leaf)] });
    expect(await remove(leaf)).toMatchObject({ status: 409, body: { code: "category_in_use" } });
    expect((await remove(leaf)).body.message).toContain("2 件商品（“客座的茶”、“挡路的茶”）");
    expect((await tree()).find(({ id }) => id === String(root))).toMatchObject({
      products: 2,
      children: [{ products: 2 }],
    });
    await write("products/state", { product_ids: [guest.id, String(goods.productId)], state: "recycled" });
    expect((await remove(leaf)).body.message).toContain("2 件商品还在回收站");
    await desk.shop.advance(31 * DAY);
    await sweep();
    expect((await remove(leaf)).status).toBe(200);
    expect((await remove(root)).status).toBe(200);
    expect((await remove(root)).status).toBe(404);
    expect((await tree()).map(({ id }) => id)).not.toContain(String(root));
    expect((await desk.create({ ...plain, category_id: String(leaf) })).body).toMatchObject({
      code: "invalid_input",
      field: "category_id",
    });
  });

  test("a product put in at the same moment is in, or is refused: never in a category that is gone", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const category = String(await addCategory(desk.shop, newKey().slice(0, 12)));
        const [made, removed] = await Promise.all([
          desk.create({ ...plain, category_id: category }),
          write(`categories/${category}/remove`, {}),
        ]);
        return [made.status, removed.status].join();
      }),
    );
    expect(outcomes.every((one) => one === "200,409" || one === "400,200")).toBe(true);
  });
});

describe("a product of 100 SKUs", () => {
  const values = (letter: string, n: number) => Array.from({ length: n }, (_, at) => `${letter}${at}`);
  const many = (dims: number[]) => {
    const specs = dims.map((n, at) => ({ name: `维${at}`, values: values("甲乙丙"[at] ?? "", n) }));
    const combos = specs.reduce<string[][]>(
      (rows, spec) => rows.flatMap((row) => spec.values.map((value) => [...row, value])),
      [[]],
    );
    return {
      specs,
      skus: combos.map((spec) => sku(spec, { code: `${spec.join("")}${newKey().slice(0, 8)}` })),
    };
  };
  const cost = async <T>(work: () => Promise<T>): Promise<[T, number | undefined]> => {
    const answer = await work();
    return [answer, desk.shop.requests.at(-1)?.statements];
  };

  test("costs as many statements as one of a single SKU, made and saved again", async () => {
    const [one, created] = await cost(() => desk.create(many([1])));
    const [hundred, createdMany] = await cost(() => desk.create(many([5, 5, 4])));
    expect([one.status, hundred.status]).toEqual([200, 200]);
    expect(hundred.body.skus).toHaveLength(100);
    const [saved, once] = await cost(() => desk.change(one.body, { name: "一" }));
    const [savedMany, hundredTimes] = await cost(() => desk.change(hundred.body, { name: "百" }));
    expect([saved.status, savedMany.status]).toEqual([200, 200]);
    process.stdout.write(
      `statements: create ${created}, 100 SKUs ${createdMany}; save ${once}, 100 SKUs ${hundredTimes}\n`,
    );
    expect([createdMany, hundredTimes]).toEqual([created, once]);
    expect(createdMany).toBeLessThanOrEqual(15);
  });

  test("101 are refused", async () => {
    const { specs, skus } = many([101]);
    const { status, body } = await desk.create({ specs: [{ ...specs[0], values: values("甲", 30) }], skus });
    expect([status, body.code]).toEqual([400, "invalid_input"]);
    expect(body.message).toMatch(/最多 100 个规格|30/);
  });

  test("a long story fits: 60 paragraphs of 2,000 characters", async () => {
    const detail = Array.from({ length: 60 }, () => ({ kind: "text", text: "茶".repeat(2000) }));
    expect((await desk.create({ ...plain, detail })).status).toBe(200);
  });
});
