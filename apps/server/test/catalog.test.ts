import type { CategoryNode, ProductCard, ProductDetail, ProductLive } from "@banyan/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addCategory, addGoods, type Goods } from "./goods.ts";
import { openShop, type Shop } from "./open-shop.ts";

type List = { items: ProductCard[]; next_cursor: string | null };

let shop: Shop;
let tea: bigint;
let goods: Record<"raw" | "ripe" | "ham" | "hidden" | "retired", Goods>;

beforeAll(async () => {
  shop = await openShop("catalog");
  tea = await addCategory(shop, "茶叶", null, 1);
  const puer = await addCategory(shop, "普洱", tea);
  const meat = await addCategory(shop, "火腿", null, 2);
  goods = {
    raw: await addGoods(shop, {
      name: "古树生茶 100% 纯料",
      subtitle: "石磨压饼",
      origin: "临沧",
      tags: ["春茶"],
      category: puer,
      weight: 3,
      skus: [
        { price: 6800, market: 9900, stock: 4, sold: 7 },
        { price: 12800, stock: 0, sold: 5 },
        { price: 100, stock: 9, retired: true, sold: 1 },
      ],
    }),
    ripe: await addGoods(shop, {
      name: "熟茶_小沱",
      origin: "勐海",
      category: tea,
      weight: 9,
      skus: [{ price: 3000, market: 2000, stock: 0, sold: 40 }],
    }),
    ham: await addGoods(shop, {
      name: "三年火腿",
      category: meat,
      weight: 5,
      skus: [{ price: 19900, sold: 2 }],
    }),
    hidden: await addGoods(shop, { name: "未上架的茶", state: "unlisted", category: tea }),
    retired: await addGoods(shop, { name: "全停售", category: tea, skus: [{ price: 500, retired: true }] }),
  };
});
afterAll(() => shop.close());

const list = async (query: string) => (await shop.visitor.call<List>("GET", `/products?${query}`)).body;
const names = async (query: string) => (await list(query)).items.map((item) => item.name);

describe("list", () => {
  test("a card shows the lowest price offered, all sales, and whether anything is left", async () => {
    const { items } = await list("sort=newest");
    const raw = items.find((item) => item.id === String(goods.raw.productId));
    expect(raw).toMatchObject({
      price_fen: 6800,
      price_from: true,
      market_price_fen: 9900,
      sales: 13,
      sold_out: false,
      tags: ["春茶"],
    });
    const ripe = items.find((item) => item.id === String(goods.ripe.productId));
    // A crossed-out price below the price would be a lie, so it is left out.
    expect(ripe).toMatchObject({ price_from: false, market_price_fen: null, sold_out: true });
    expect(items.map((item) => item.id)).not.toContain(String(goods.hidden.productId));
    expect(items.map((item) => item.id)).not.toContain(String(goods.retired.productId));
  });

  test.each([
    ["recommended", ["熟茶_小沱", "三年火腿", "古树生茶 100% 纯料"]],
    ["sales", ["熟茶_小沱", "古树生茶 100% 纯料", "三年火腿"]],
    ["price_up", ["熟茶_小沱", "古树生茶 100% 纯料", "三年火腿"]],
    ["price_down", ["三年火腿", "古树生茶 100% 纯料", "熟茶_小沱"]],
    ["newest", ["三年火腿", "熟茶_小沱", "古树生茶 100% 纯料"]],
  ])("%s, whole and one at a time", async (sort, expected) => {
    expect(await names(`sort=${sort}`)).toEqual(expected);
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page = await list(`sort=${sort}&limit=1${cursor === "" ? "" : `&cursor=${cursor}`}`);
      seen.push(...page.items.map((item) => item.name));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(expected);
  });

  test.each([
    ["name", "生茶", ["古树生茶 100% 纯料"]],
    ["origin and tag, every word", "临沧 春茶", ["古树生茶 100% 纯料"]],
    ["one word is not there", "临沧 火腿", []],
    ["category and parent category", "茶叶 普洱", ["古树生茶 100% 纯料"]],
    ["a per cent sign is no wildcard", "0%纯", []],
    ["a per cent sign is itself", "100%", ["古树生茶 100% 纯料"]],
    ["an underscore is itself", "茶_小", ["熟茶_小沱"]],
    ["an underscore is no wildcard", "三_火", []],
    ["a backslash", "\\", []],
    ["a quote and a comment", "';--", []],
    ["an emoji", "🍵", []],
  ])("search: %s", async (_case, q, expected) => {
    expect(await names(`q=${encodeURIComponent(q)}`)).toEqual(expected);
  });

  test("a category shows its children's products", async () => {
    expect(await names(`category=${tea}&sort=price_up`)).toEqual(["熟茶_小沱", "古树生茶 100% 纯料"]);
    expect(await names("category=999999")).toEqual([]);
  });

  test("one statement a page", async () => {
    await list(`q=${encodeURIComponent("茶")}&sort=sales`);
    expect(shop.requests.at(-1)).toMatchObject({ path: "/api/v1/products", statements: 1 });
  });

  test.each([
    ["sort=price", "sort"],
    ["cursor=1", "cursor"],
    ["cursor=1~2~3", "cursor"],
    ["cursor=99999999999999999999~1", "cursor"],
    ["cursor=9999999999999999999~1", "cursor"],
    ["cursor=a~b", "cursor"],
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["category=0", "category"],
    ["category=9999999999999999999", "category"],
    [`q=${"长".repeat(41)}`, "q"],
  ])("refuses %s", async (query, field) => {
    const { status, body } = await shop.visitor.call("GET", `/products?${query}`);
    expect({ status, code: body.code, field: body.field }).toEqual({
      status: 400,
      code: "invalid_input",
      field,
    });
    expect(body.message).toMatch(/[\u4e00-\u9fff]/);
  });
});

describe("one product", () => {
  test("page and live call: retired SKUs are gone, stock is what is not held", async () => {
    await shop.sql("UPDATE sku_stock SET held = 3 WHERE sku_id = $1", [goods.raw.skuIds[0]]);
    const page = await shop.visitor.call<ProductDetail>("GET", `/products/${goods.raw.productId}`);
    expect(page.status).toBe(200);
    expect(page.body.skus.map((sku) => sku.price_fen)).toEqual([6800, 12800]);
    expect(page.body.category.name).toBe("普洱");
    expect(shop.requests.at(-1)?.statements).toBe(1);
    const live = await shop.visitor.call<ProductLive>("GET", `/products/${goods.raw.productId}/live`);
    expect(live.body).toEqual({
      sales: 13,
      skus: [
        { id: String(goods.raw.skuIds[0]), available: 1 },
        { id: String(goods.raw.skuIds[1]), available: 0 },
      ],
    });
    expect(shop.requests.at(-1)?.statements).toBe(1);
  });

  test.each(["", "/live"])("what is not listed is gone%s", async (suffix) => {
    for (const id of [goods.hidden.productId, 999_999n]) {
      const { status, body } = await shop.visitor.call("GET", `/products/${id}${suffix}`);
      expect({ status, code: body.code }).toEqual({ status: 404, code: "product_gone" });
    }
  });
});

test("categories come as a tree in the operator's order", async () => {
  const { body } = await shop.visitor.call<{ categories: CategoryNode[] }>("GET", "/categories");
  expect(body.categories.map(({ name, children }) => [name, children.map((child) => child.name)])).toEqual([
    ["茶叶", ["普洱"]],
    ["火腿", []],
  ]);
});
