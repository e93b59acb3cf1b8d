import type { Home } from "@banyan/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addCategory, addGoods, type Goods } from "./goods.ts";
import { openShop, type Shop } from "./open-shop.ts";

let shop: Shop;
let goods: Goods[];
let tea: bigint;

beforeAll(async () => {
  shop = await openShop("page");
  tea = await addCategory(shop, "茶叶");
  const puer = await addCategory(shop, "普洱", tea);
  goods = [
    await addGoods(shop, { name: "一", category: puer, skus: [{ price: 100, sold: 1 }] }),
    await addGoods(shop, { name: "二", skus: [{ price: 100, sold: 9 }] }),
    await addGoods(shop, { name: "三", category: tea, weight: 2, skus: [{ price: 100, sold: 5 }] }),
    await addGoods(shop, { name: "藏", state: "unlisted" }),
  ];
  await shop.sql(
    `INSERT INTO coupon (id, name, threshold_fen, discount_fen, total, valid_days, starts_at, ends_at, stopped)
     VALUES (1, '现在', 9900, 1000, 5, 7, now() - interval '1 day', now() + interval '1 day', false),
       (2, '停发', 9900, 1000, 5, 7, now() - interval '1 day', now() + interval '1 day', true)`,
  );
  await shop.sql("INSERT INTO coupon_counter (coupon_id, total) VALUES (1, 5), (2, 5)");
});
afterAll(() => shop.close());

/** Writes the setting as the operator's act would, and lets this process notice. */
async function arrange(value: unknown): Promise<void> {
  await shop.sql(
    "INSERT INTO setting (key, value) VALUES ('home', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    [JSON.stringify(value)],
  );
  await shop.sql("UPDATE page_version SET version = version + 1 WHERE topic = 'setting'");
  await shop.services.versions.refresh();
}

const home = async () => (await shop.visitor.call<Home>("GET", "/home")).body;
const sections = (page: Home) => page.sections.map(({ key, products }) => [key, products.map((p) => p.name)]);

test("a new shop shows what sells and what is new", async () => {
  const page = await home();
  expect(sections(page)).toEqual([
    ["popular", ["二", "三", "一"]],
    ["new", ["三", "二", "一"]],
  ]);
  expect(page.categories.map((category) => category.name)).toContain("茶叶");
  expect(page.categories.map((category) => category.name)).not.toContain("普洱");
  expect(page.coupons).toMatchObject([{ name: "现在", claimed: null, exhausted: false }]);
});

test("sections as arranged: a category with its children, picked ones in their order, empty ones left out", async () => {
  await arrange({
    banners: [
      { picture: `/media/${"b".repeat(64)}.webp`, title: "春茶", subtitle: "", link: "/pages/home/index" },
    ],
    sections: [
      { key: "tea", title: "茶", subtitle: "", mode: "category", category_id: String(tea), limit: 10 },
      {
        key: "picked",
        title: "掌柜",
        subtitle: "",
        mode: "picked",
        product_ids: [goods[1], goods[3], goods[0], goods[2]].map((item) => String(item?.productId)),
        limit: 2,
      },
      { key: "none", title: "空", subtitle: "", mode: "picked", product_ids: ["999999"], limit: 3 },
      { key: "top", title: "热卖", subtitle: "", mode: "sales", limit: 1 },
    ],
  });
  const page = await home();
  expect(sections(page)).toEqual([
    ["tea", ["三", "一"]],
    ["picked", ["二", "一"]],
    ["top", ["二"]],
  ]);
  expect(page.banners).toMatchObject([{ title: "春茶" }]);
});

test("four statements, then none: the bytes are kept until something changes", async () => {
  await arrange({
    banners: [],
    sections: ["sales", "newest", "sales"].map((mode, at) => ({
      key: `s${at}`,
      title: "栏",
      subtitle: "",
      mode,
      limit: 5,
    })),
  });
  const before = shop.requests.length;
  await home();
  await home();
  expect(shop.requests.slice(before)).toMatchObject([{ path: "/api/v1/home", statements: 4 }]);
});

test("a row that cannot be read shows the default page", async () => {
  await arrange({ banners: "none", sections: [{ mode: "magic" }] });
  expect(sections(await home()).map(([key]) => key)).toEqual(["popular", "new"]);
});
