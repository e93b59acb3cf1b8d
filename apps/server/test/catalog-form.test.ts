import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, type Desk, openDesk, sku } from "./desk.ts";

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk("catalog-form");
});
afterAll(() => desk.shop.close());

describe("create", () => {
  test("is in the shop at once, with opening stock in the log", async () => {
    const { status, body } = await desk.create();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      version: 1,
      state: "listed",
      category_id: desk.category,
      skus: [{ sold: 0 }, { sold: 0 }],
    });
    expect(body.skus.map(({ spec, on_hand, held }) => ({ spec, on_hand, held }))).toEqual([
      { spec: ["2024", "一饼"], on_hand: 5, held: 0 },
      { spec: ["2025", "一提"], on_hand: 0, held: 0 },
    ]);
    expect((await desk.shown(body.id)).body.skus).toHaveLength(2);
    const log = await desk.shop.sql(
      "SELECT delta, on_hand_after, reason, event_key FROM stock_log WHERE sku_id = ANY ($1)",
      [body.skus.map(({ id }) => id)],
    );
    expect(log).toEqual([
      { delta: 5, on_hand_after: 5, reason: "opening", event_key: `opening:${body.skus[0]?.id}` },
    ]);
    const audit = await desk.shop.sql("SELECT action FROM audit WHERE target = $1", [`product:${body.id}`]);
    expect(audit).toEqual([{ action: "product.create" }]);
  });

  test("ten taps with one key make one product", async () => {
    const before = await desk.countProducts();
    const input = desk.form();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => desk.operator.call<Answer>("POST", "/console/products", input)),
    );
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await desk.countProducts()).toBe(before + 1);
    const other = await desk.operator.call<Answer>("POST", "/console/products", { ...input, name: "别的" });
    expect(other).toMatchObject({ status: 409, body: { code: "request_key_reused" } });
  });

  test("without specs there is one price", async () => {
    expect((await desk.create({ specs: [], skus: [sku([])] })).status).toBe(200);
    expect(await desk.create({ specs: [], skus: [sku([]), sku([])] })).toMatchObject({
      body: { field: "skus.1.spec" },
    });
  });
});

describe("bad input leaves nothing and is named at its field", () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    [
      "a combination twice",
      { skus: [sku(["2024", "一饼"]), sku(["2024", "一饼"])] },
      "invalid_input",
      "skus.1.spec",
    ],
    [
      "a value no spec has",
      { skus: [sku(["2024", "一饼"]), sku(["2023", "一饼"])] },
      "invalid_input",
      "skus.1.spec",
    ],
    ["values in another order", { skus: [sku(["一饼", "2024"])] }, "invalid_input", "skus.0.spec"],
    ["too few values", { skus: [sku(["2024"])] }, "invalid_input", "skus.0.spec"],
    ["too many values", { skus: [sku(["2024", "一饼", "x"])] }, "invalid_input", "skus.0.spec"],
    [
      "a spec twice",
      {
        specs: [
          { name: "年份", values: ["1"] },
          { name: "年份", values: ["2"] },
        ],
        skus: [sku(["1", "2"])],
      },
      "invalid_input",
      "specs.1.name",
    ],
    [
      "a value twice",
      { specs: [{ name: "年份", values: ["1", "1"] }], skus: [sku(["1"])] },
      "invalid_input",
      "specs.0.values.1",
    ],
    [
      "a code twice",
      { skus: [sku(["2024", "一饼"], { code: "X1" }), sku(["2025", "一饼"], { code: "X1" })] },
      "duplicate_code",
      "skus.1.code",
    ],
    ["an id on a new product", { skus: [sku(["2024", "一饼"], { id: "1" })] }, "invalid_input", "skus.0.id"],
    [
      "a crossed-out price below the price",
      { skus: [sku(["2024", "一饼"], { market_price_fen: 1 })] },
      "invalid_input",
      "skus.0.market_price_fen",
    ],
    ["no price", { skus: [sku(["2024", "一饼"], { price_fen: 0 })] }, "invalid_input", "skus.0.price_fen"],
    [
      "half a fen",
      { skus: [sku(["2024", "一饼"], { price_fen: 0.5 })] },
      "invalid_input",
      "skus.0.price_fen",
    ],
    [
      "a negative cost",
      { skus: [sku(["2024", "一饼"], { cost_fen: -1 })] },
      "invalid_input",
      "skus.0.cost_fen",
    ],
    [
      "a huge price",
      { skus: [sku(["2024", "一饼"], { price_fen: 1e12 })] },
      "invalid_input",
      "skus.0.price_fen",
    ],
    ["no SKU", { skus: [] }, "invalid_input", "skus"],
    ["no picture", { gallery: [] }, "invalid_input", "gallery"],
    ["a picture from elsewhere", { gallery: ["https://example.com/a.webp"] }, "invalid_input", "gallery.0"],
    [
      "a picture nobody uploaded",
      { detail: [{ kind: "picture", picture: `/media/${"0".repeat(64)}.webp` }] },
      "invalid_input",
      "detail.0.picture",
    ],
    ["an unknown category", { category_id: "999999" }, "invalid_input", "category_id"],
    ["a long name", { name: "长".repeat(61) }, "invalid_input", "name"],
    ["a name of another type", { name: { $gt: "" } }, "invalid_input", "name"],
    [
      "a detail block we do not know",
      { detail: [{ kind: "html", html: "<script>" }] },
      "invalid_input",
      "detail.0.kind",
    ],
  ])("%s", async (_case, extra, code, field) => {
    const before = await desk.countProducts();
    const { status, body } = await desk.create(extra);
    expect({ code: body.code, field: body.field }).toEqual({ code, field });
    expect(status).toBe(code === "duplicate_code" ? 409 : 400);
    expect(body.message).toMatch(/[\u4e00-\u9fff]/);
    expect(await desk.countProducts()).toBe(before);
  });

  test("a code that another product has, also when both come at once", async () => {
    await desk.create({ skus: [sku(["2024", "一饼"], { code: "TEA-1" })] });
    expect(
      await desk.create({ skus: [sku(["2025", "一饼"]), sku(["2024", "一饼"], { code: "TEA-1" })] }),
    ).toMatchObject({
      status: 409,
      body: { code: "duplicate_code", field: "skus.1.code" },
    });
    const staff = await Promise.all(Array.from({ length: 8 }, () => desk.shop.staff("operator")));
    const answers = await Promise.all(
      staff.map((by) => desk.create({ skus: [sku(["2024", "一饼"], { code: "TEA-2" })] }, by)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code))).toEqual(
      new Set(["duplicate_code"]),
    );
  });
});
