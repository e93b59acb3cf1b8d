import type { CategoryNode, ConsoleProductRow } from "@banyan/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, openDesk, sku } from "./desk.ts";
import { newKey } from "./open-shop.ts";

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk("catalog-console");
});
afterAll(() => desk.shop.close());

describe("change", () => {
  test("keeps, changes, adds and retires SKUs; opening stock counts for new ones only", async () => {
    const product = (
      await desk.create({ skus: [sku(["2024", "一饼"], { code: `A${newKey()}` }), sku(["2025", "一提"])] })
    ).body;
    const [first, second] = product.skus;
    const { status, body } = await desk.change(product, {
      name: "改名",
      skus: [
        sku(["2025", "一饼"], { stock: 9, code: `new${newKey()}` }),
        { ...sku(["2024", "一饼"], { price_fen: 9900, stock: 500 }), id: first?.id, code: first?.code },
      ],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: "改名", version: 2 });
    expect(body.skus.map(({ spec, price_fen, on_hand }) => [spec.join(), price_fen, on_hand])).toEqual([
      ["2025,一饼", 6800, 9],
      ["2024,一饼", 9900, 5],
    ]);
    expect(body.skus[1]?.id).toBe(first?.id);
    const [row] = await desk.shop.sql("SELECT retired FROM sku WHERE id = $1", [second?.id]);
    expect(row).toEqual({ retired: true });
    expect((await desk.shown(product.id)).body.skus.map(({ price_fen }) => price_fen)).toEqual([6800, 9900]);
  });

  test("codes may change places", async () => {
    const [a, b] = [newKey(), newKey()];
    const product = (
      await desk.create({ skus: [sku(["2024", "一饼"], { code: a }), sku(["2025", "一提"], { code: b })] })
    ).body;
    const [one, two] = product.skus;
    const { body } = await desk.change(product, {
      skus: [
        { ...sku(one?.spec ?? []), id: one?.id, code: b },
        { ...sku(two?.spec ?? []), id: two?.id, code: a },
      ],
    });
    expect(body.skus.map(({ code }) => code)).toEqual([b, a]);
  });

  test("the product's own code: kept, found by, refused in words where another has it, also at the same moment", async () => {
    const code = `P-${newKey()}`;
    const name = `认编码${newKey()}`;
    const first = (await desk.create({ name, code })).body;
    const other = (await desk.create()).body;
    expect([first.code, other.code]).toEqual([code, ""]);
    const taken = {
      code: "duplicate_code",
      field: "code",
      message: `商品编码 ${code} 已被商品“${name}”使用`,
    };
    expect(await desk.change(other, { code })).toMatchObject({ status: 409, body: taken });
    expect(await desk.create({ code })).toMatchObject({ status: 409, body: taken });
    const found = await desk.operator.call<{ items: ConsoleProductRow[] }>(
      "GET",
      `/console/products?q=${code}`,
    );
    expect(found.body.items.map((row) => [row.id, row.code])).toEqual([[first.id, code]]);
    const older = (await desk.change(first, { code: undefined, name: "旧后台保存" })).body;
    expect(older.code).toBe(code);
    expect((await desk.change(older, { code: "" })).body.code).toBe("");
    const race = await Promise.all([desk.create({ code }), desk.create({ code, request_key: newKey() })]);
    expect(race.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(race.find(({ status }) => status === 409)?.body).toMatchObject({ field: "code" });
  });

  test("two tabs: the second is told, also at the same moment", async () => {
    const product = (await desk.create()).body;
    const staff = await desk.shop.staff("operator");
    const answers = await Promise.all([
      desk.change(product, { name: "甲" }),
      desk.change(product, { name: "乙" }, staff),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await desk.change(product, { name: "丙" })).toMatchObject({
      status: 409,
      body: { code: "already_changed" },
    });
  });

  test("another product's SKU, a retired one, an unknown product", async () => {
    const [mine, other] = [(await desk.create()).body, (await desk.create()).body];
    const foreign = { skus: [{ ...sku(["2024", "一饼"]), id: other.skus[0]?.id }] };
    expect(await desk.change(mine, foreign)).toMatchObject({
      status: 400,
      body: { code: "invalid_input", field: "skus.0.id" },
    });
    const twice = {
      skus: [
        { ...sku(["2024", "一饼"]), id: mine.skus[0]?.id },
        { ...sku(["2025", "一饼"]), id: mine.skus[0]?.id },
      ],
    };
    expect(await desk.change(mine, twice)).toMatchObject({ status: 400, body: { field: "skus.1.id" } });
    expect(await desk.change({ ...mine, id: "999999" })).toMatchObject({ status: 404 });
    expect((await desk.get(mine.id)).version).toBe(1);
  });
});

test("states: off the shelf at once, into the bin and back as unlisted only", async () => {
  const { id } = (await desk.create()).body;
  const set = async (state: string) =>
    (
      await desk.operator.call<{ changed: number }>("POST", "/console/products/state", {
        product_ids: [id, "999999"],
        state,
      })
    ).body.changed;
  expect((await desk.shown(id)).status).toBe(200);
  expect(await set("unlisted")).toBe(1);
  expect((await desk.shown(id)).body.code).toBe("product_gone");
  expect([
    await set("unlisted"),
    await set("recycled"),
    await set("listed"),
    await set("unlisted"),
    await set("listed"),
  ]).toEqual([0, 1, 0, 1, 1]);
  expect((await desk.shown(id)).status).toBe(200);
});

test("the list: words, states, low stock, pages", async () => {
  const name = `寻${newKey()}`;
  const low = (
    await desk.create({
      name,
      skus: [sku(["2024", "一饼"], { stock: 3, code: `C${name}` }), sku(["2025", "一饼"], { stock: 50 })],
    })
  ).body;
  const out = (await desk.create({ name, skus: [sku(["2024", "一饼"], { stock: 0 })] })).body;
  const full = (await desk.create({ name, listed: false, skus: [sku(["2024", "一饼"], { stock: 50 })] }))
    .body;
  const ids = async (query: string) => {
    const { body } = await desk.operator.call<{ items: ConsoleProductRow[] }>(
      "GET",
      `/console/products?q=${encodeURIComponent(name)}${query}`,
    );
    return body.items.map((row) => row.id);
  };
  expect(await ids("")).toEqual([full.id, out.id, low.id]);
  expect(await ids("&stock=low")).toEqual([out.id, low.id]);
  // The session and the page.
  expect(desk.shop.requests.at(-1)?.statements).toBe(2);
  expect(await ids("&stock=out")).toEqual([out.id]);
  expect(await ids("&state=unlisted")).toEqual([full.id]);
  expect(await ids(`&category=${desk.category}&limit=1`)).toEqual([full.id]);
  expect(await ids(`&cursor=${out.id}`)).toEqual([low.id]);
  expect(await ids("&category=999999")).toEqual([]);
  const { body } = await desk.operator.call<{ items: ConsoleProductRow[] }>(
    "GET",
    `/console/products?q=C${encodeURIComponent(name)}`,
  );
  expect(body.items).toMatchObject([
    { id: low.id, sku_count: 2, on_hand: 53, available: 53, price_min_fen: 6800, category: "茶叶" },
  ]);
});

describe("categories", () => {
  const save = (extra: Record<string, unknown> = {}) =>
    desk.operator.call<{ id: string; code: string; field?: string }>("POST", "/console/categories", {
      parent_id: null,
      name: `类${newKey().slice(0, 8)}`,
      icon: null,
      sort: 1,
      ...extra,
    });
  const tree = async () =>
    (await desk.shop.visitor.call<{ categories: CategoryNode[] }>("GET", "/categories")).body.categories;

  test("made, moved and renamed; the shop sees it at once", async () => {
    const parent = (await save({ sort: 0 })).body.id;
    const child = (await save()).body.id;
    expect((await tree()).map((node) => node.id)).toContain(child);
    expect((await save({ id: child, parent_id: parent, name: "下级" })).body.id).toBe(child);
    const node = (await tree()).find((found) => found.id === parent);
    expect(node?.children).toMatchObject([{ id: child, name: "下级" }]);
    const audit = await desk.shop.sql("SELECT action FROM audit WHERE target = $1", [`category:${child}`]);
    expect(audit).toEqual([{ action: "category.save" }, { action: "category.save" }]);
  });

  test("two levels, no loops, no twins", async () => {
    const parent = (await save()).body.id;
    const child = (await save({ parent_id: parent, name: "下级" })).body.id;
    const refused = { status: 400, body: { code: "invalid_input" } };
    expect(await save({ parent_id: child })).toMatchObject({ ...refused, body: { field: "parent_id" } });
    expect(await save({ id: parent, parent_id: parent })).toMatchObject({ body: { field: "parent_id" } });
    expect(await save({ id: parent, parent_id: desk.category })).toMatchObject({
      body: { field: "parent_id" },
    });
    expect(await save({ parent_id: "999999" })).toMatchObject({ body: { field: "parent_id" } });
    expect(await save({ parent_id: parent, name: "下级" })).toMatchObject({
      ...refused,
      body: { field: "name" },
    });
    expect((await save({ id: child, parent_id: parent, name: "下级", sort: 5 })).status).toBe(200);
    expect(await save({ id: "999999" })).toMatchObject({ status: 404 });
    expect(await save({ name: "" })).toMatchObject({ ...refused, body: { field: "name" } });
    expect(await save({ icon: `/media/${"0".repeat(64)}.webp` })).toMatchObject({ body: { field: "icon" } });
  });
});

test("staff who may only look cannot write", async () => {
  const service = await desk.shop.staff("service");
  expect((await service.call("GET", "/console/products")).status).toBe(200);
  expect(await desk.create({}, service)).toMatchObject({ status: 403, body: { code: "not_allowed" } });
});
