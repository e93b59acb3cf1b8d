import type { CategoryNode, Facets, ProductCard, Suggestion } from "@banyan/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addCategory, addGoods } from "./goods.ts";
import { openShop, type Shop } from "./open-shop.ts";
import { RECALL } from "./search-recall.ts";

type List = { items: ProductCard[]; next_cursor: string | null; total: number; near: boolean };

let shop: Shop;
let tea: bigint;
let meat: bigint;

beforeAll(async () => {
  shop = await openShop("search");
  tea = await addCategory(shop, "茶叶", null, 1);
  const puer = await addCategory(shop, "普洱", tea);
  meat = await addCategory(shop, "火腿腊味", null, 2);
  const goods: [name: string, plan: Partial<Parameters<typeof addGoods>[1]>][] = [
    ["滇红", { skus: [{ price: 9900, sold: 1 }] }],
    ["滇红金针 礼盒", { skus: [{ price: 29900, sold: 3 }] }],
    ["凤庆古树滇红", { tags: ["春茶"], skus: [{ price: 19900, sold: 900 }] }],
    ["凤庆蜜香滇红", { skus: [{ price: 15900, sold: 20, stock: 0 }] }],
    ["月光白茶饼", { subtitle: "喝惯滇红的人也喜欢", skus: [{ price: 8800, sold: 9999 }] }],
    ["工夫红茶", { tags: ["滇红"], skus: [{ price: 5900, sold: 5000 }] }],
    ["七子饼茶 357g", { category: puer, origin: "勐海", skus: [{ price: 12800, spec: ["三提装"] }] }],
    ["三年诺邓火腿", { category: meat, skus: [{ price: 19900, sold: 2 }] }],
    ["玫瑰鲜花饼", { category: meat, skus: [{ price: 3900, sold: 70 }] }],
    ["番茄酱", { category: meat, skus: [{ price: 1200 }] }],
    ["茶山研学三日", { fulfilment: "service", skus: [{ price: 199900 }] }],
    ["未上架的滇红", { state: "unlisted" }],
    ["停售的滇红", { skus: [{ price: 100, retired: true }] }],
  ];
  for (const [name, plan] of goods) await addGoods(shop, { name, category: tea, ...plan });
  await shop.sql(
    "UPDATE sku SET code = 'YN-DH-1001' WHERE product_id = (SELECT id FROM product WHERE name = '滇红')",
  );
});
afterAll(() => shop.close());

const list = async (q: string, more = "") =>
  (await shop.visitor.call<List>("GET", `/products?q=${encodeURIComponent(q)}${more}`)).body;
const names = async (q: string, more = "") => (await list(q, more)).items.map(({ name }) => name);

test("name before subtitle before tag; whole before beginning before part; sales decide; sold out stands lower", async () => {
  expect(await names("滇红")).toEqual([
    "滇红",
    "滇红金针 礼盒",
    "凤庆古树滇红",
    "月光白茶饼",
    "工夫红茶",
    "凤庆蜜香滇红",
  ]);
});

test.each(RECALL)("finds by %s: %s", async (_case, q, expected) => {
  expect((await names(q))[0]).toBe(expected);
});

test("what may be meant is told apart from what was found", async () => {
  expect(await list("鲜华饼")).toMatchObject({ near: true, total: 1 });
  expect(await list("鲜花饼")).toMatchObject({ near: false, total: 1 });
  expect(await list("羽绒服")).toMatchObject({ near: false, total: 0, items: [] });
});

describe("narrowed down and sorted", () => {
  test.each([
    ["&sort=price_up", ["工夫红茶", "月光白茶饼", "滇红", "凤庆蜜香滇红", "凤庆古树滇红", "滇红金针 礼盒"]],
    ["&sort=sales&limit=2", ["月光白茶饼", "工夫红茶"]],
    ["&in_stock=true&sort=price_down&limit=3", ["滇红金针 礼盒", "凤庆古树滇红", "滇红"]],
    ["&least_fen=9900&most_fen=15900", ["滇红", "凤庆蜜香滇红"]],
    [`&tag=${encodeURIComponent("春茶")}`, ["凤庆古树滇红"]],
    ["&fulfilment=service", []],
    ["&least_fen=20000&most_fen=10000", []],
  ])("%s", async (more, expected) => {
    expect(await names("滇红", more)).toEqual(expected);
  });

  test("without words too, with a category and its children, main or display", async () => {
    const { body } = await shop.visitor.call<List>(
      "GET",
      `/products?category=${tea}&sort=price_down&limit=2`,
    );
    expect(body.items.map(({ name }) => name)).toEqual(["茶山研学三日", "滇红金针 礼盒"]);
    expect(body.total).toBe(8);
    const [ham] = await shop.sql<{ id: string }>("SELECT id FROM product WHERE name = '三年诺邓火腿'");
    await shop.sql("INSERT INTO product_category (product_id, category_id) VALUES ($1, $2)", [ham?.id, tea]);
    await edited(ham?.id);
    expect(await names("火腿", `&category=${tea}`)).toEqual(["三年诺邓火腿"]);
    expect(await names("火腿", `&category=${meat}&limit=1`)).toEqual(["三年诺邓火腿"]);
    await shop.sql("DELETE FROM product_category");
    await edited(ham?.id);
  });

  test.each(["recommended", "sales", "price_up", "price_down", "newest"])(
    "%s, one at a time: each once, the order of the whole",
    async (sort) => {
      const whole = await names("茶", `&sort=${sort}`);
      const seen: string[] = [];
      let cursor = "";
      do {
        const page = await list("茶", `&sort=${sort}&limit=1${cursor}`);
        seen.push(...page.items.map(({ name }) => name));
        cursor = page.next_cursor === null ? "" : `&cursor=${page.next_cursor}`;
      } while (cursor !== "");
      expect(seen).toEqual(whole);
      expect(whole.length).toBeGreaterThan(5);
    },
  );

  test("what it can be narrowed down by, counted", async () => {
    const { body } = await shop.visitor.call<Facets>(
      "GET",
      `/search/facets?q=${encodeURIComponent("滇红")}&least_fen=9000`,
    );
    expect(body).toEqual({
      total: 4,
      in_stock: 3,
      service: 0,
      categories: [{ id: String(tea), name: "茶叶", count: 4 }],
      tags: [{ tag: "春茶", count: 1 }],
      price: { least_fen: 5900, most_fen: 29900 },
    });
  });
});

/** What every writer of a product does. */
async function edited(id: unknown): Promise<void> {
  await shop.sql("UPDATE product SET updated_at = now() WHERE id = $1", [id]);
  await shop.sql("UPDATE page_version SET version = version + 1 WHERE topic = 'catalog'");
  await shop.services.versions.refresh();
}

test("an edit is found, and what it no longer says is not; off the shelf it is gone at once; a category's new name too", async () => {
  const { productId } = await addGoods(shop, { name: "冰岛老寨", category: tea, skus: [{ price: 88800 }] });
  await edited(productId);
  expect(await names("bingdao")).toEqual(["冰岛老寨"]);
  await shop.sql("UPDATE product SET name = '昔归老寨' WHERE id = $1", [productId]);
  await edited(productId);
  expect(await names("冰岛")).toEqual([]);
  expect(await names("昔归")).toEqual(["昔归老寨"]);
  await shop.sql("UPDATE product SET state = 'unlisted' WHERE id = $1", [productId]);
  await edited(productId);
  expect(await names("昔归")).toEqual([]);
  await shop.sql("UPDATE category SET name = '山野肉铺' WHERE id = $1", [meat]);
  await edited(null);
  expect((await names("肉铺")).sort()).toEqual(["三年诺邓火腿", "玫瑰鲜花饼", "番茄酱"].sort());
  await shop.sql("UPDATE category SET name = '火腿腊味' WHERE id = $1", [meat]);
  await edited(null);
});

test("two processes at once: the other one finds an edit after its next look at the versions", async () => {
  const { createSearch } = await import("../src/search/search.ts");
  const { createVersions } = await import("../src/setting/versions.ts");
  const { database, log, config } = shop.services;
  const versions = createVersions(database, log);
  const other = createSearch({ database, url: config.databaseUrl, versions, log });
  await versions.refresh();
  const before = await other.index.words();
  const { productId } = await addGoods(shop, { name: "另一处也找得到", category: tea });
  await edited(productId);
  await versions.refresh();
  const after = await other.index.words();
  expect(after.shelf).toBe(before.shelf);
  expect(after.shelf.titles[after.shelf.slots.get(productId) ?? -1]).toBe("另一处也找得到");
  await shop.sql("UPDATE product SET state = 'unlisted' WHERE id = $1", [productId]);
  await edited(productId);
  versions.stop();
  await other.words.close();
});

describe("what nobody means", () => {
  const odd = [
    "%",
    "_",
    "'",
    '"',
    "\\",
    "*",
    "()",
    "&",
    "|",
    "!",
    "🍵",
    "' OR 1=1 --",
    "a' & b",
    "滇红'",
    "(滇红",
    "*滇红*",
    "滇红 & 茶 | !红",
    ":*",
    "<->",
    "滇红\\",
    "𠮷野家",
    "a".repeat(40),
    "aoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoav",
    "茶".repeat(40),
    "１２３４５",
    " 　 ",
    "\t\n",
    "a b c d e f g h i j k l m n o p q r s t",
    "1",
    "x",
    "é",
    "ﬁ",
    "Ⅷ",
    "㎏",
    "－－",
    "¥99",
    "null",
    "undefined",
  ];
  test.each(odd)("finds something or nothing: %j", async (q) => {
    for (const path of ["/products", "/search/suggestions", "/search/facets", "/search/near"]) {
      const { status, body } = await shop.visitor.call<{ code?: string }>(
        "GET",
        `${path}?q=${encodeURIComponent(q)}`,
      );
      expect({ path, status, code: body.code }).toEqual({ path, status: 200, code: undefined });
    }
  });

  test("control characters and more than 40 characters are refused in Chinese, at the field", async () => {
    for (const q of ["茶\u0000", "茶\u202e", "茶".repeat(41)]) {
      for (const path of ["/products", "/search/suggestions", "/search/facets", "/search/near"]) {
        const { status, body } = await shop.visitor.call("GET", `${path}?q=${encodeURIComponent(q)}`);
        expect({ path, status, code: body.code, field: body.field }).toEqual({
          path,
          status: 400,
          code: "invalid_input",
          field: "q",
        });
        expect(body.message).toMatch(/[\u4e00-\u9fff]/);
      }
    }
  });

  test("signs around words are no part of them", async () => {
    for (const q of ["(滇红)", "“滇红”", "*滇红*", "滇红!", "滇红|"])
      expect((await names(q))[0]).toBe("滇红");
  });

  test("only signs find nothing, nothing at all finds everything", async () => {
    expect(await list("%%%")).toMatchObject({ items: [], total: 0 });
    expect((await list(" 　 ")).total).toBe((await shop.visitor.call<List>("GET", "/products")).body.total);
  });
});

test("while typing: words that others searched, categories, products; no statement, and the q of a search alone is counted", async () => {
  await shop.services.search.words.flush();
  await shop.sql("DELETE FROM search_day");
  await shop.sql(
    `INSERT INTO search_day (business_date, word, searches, nothing, found) VALUES (business_date(business_now()), '滇红礼盒', 9, 0, 4),
      (business_date(business_now()), '滇红哪里买', 2, 0, 4), (business_date(business_now()), '滇缅公路', 50, 50, 0)`,
  );
  await shop.sql(
    "INSERT INTO page_version (topic) VALUES ('search') ON CONFLICT (topic) DO UPDATE SET version = page_version.version + 1",
  );
  await shop.services.versions.refresh();
  const ask = async (q: string) =>
    (
      await shop.visitor.call<{ items: Suggestion[] }>(
        "GET",
        `/search/suggestions?q=${encodeURIComponent(q)}`,
      )
    ).body.items;
  expect((await ask("dianh")).slice(0, 2).map(({ kind, text }) => [kind, text])).toEqual([
    ["word", "滇红礼盒"],
    ["product", "滇红"],
  ]);
  expect(shop.requests.at(-1)).toMatchObject({ path: "/api/v1/search/suggestions", statements: 0 });
  const typed = await ask("滇");
  expect(typed.map(({ text }) => text)).not.toContain("滇红哪里买");
  expect(typed.map(({ text }) => text)).not.toContain("滇缅公路");
  expect((await ask("chay"))[0]).toEqual({ kind: "category", text: "茶叶", id: String(tea) });
  expect(await ask("")).toEqual([]);
  expect((await ask("dianhongl"))[0]?.text).toBe("滇红礼盒");
  await shop.services.search.words.flush();
  const [row] = await shop.sql("SELECT 1 FROM search_day WHERE word IN ('dianhongl', '滇', 'chay')");
  expect(row).toBeUndefined();
});

test("a search that found nothing leads on: what holds some of it, and what sells", async () => {
  const { body } = await shop.visitor.call<{ near: ProductCard[]; hot: ProductCard[] }>(
    "GET",
    `/search/near?q=${encodeURIComponent("滇红咖啡")}`,
  );
  expect(body.near[0]?.name).toBe("滇红");
  expect(body.near.map(({ name }) => name)).toContain("月光白茶饼");
  expect(body.hot[0]?.name).toBe("玫瑰鲜花饼");
  expect(body.hot.map(({ sold_out }) => sold_out)).not.toContain(true);
});

test("categories are still what they are", async () => {
  const { body } = await shop.visitor.call<{ categories: CategoryNode[] }>("GET", "/categories");
  expect(body.categories.map(({ name }) => name)).toEqual(["茶叶", "火腿腊味"]);
});
