/** Pages as customers see them: what every block shows, what is left out, and that bytes follow at once. */
import type { Home, ShownBlock, ShownPage } from "@banyan/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Shop } from "./open-shop.ts";
import { contentOf, goodsList, openPageDesk, type PageDesk, PICTURE, title } from "./page-desk.ts";

let desk: PageDesk;
let shop: Shop;
beforeAll(async () => {
  desk = await openPageDesk("page");
  shop = desk.shop;
  await shop.sql(
    `INSERT INTO coupon (id, name, threshold_fen, discount_fen, total, valid_days, starts_at, ends_at, stopped)
     VALUES (1, '现在', 9900, 1000, 5, 7, now() - interval '1 day', now() + interval '1 day', false),
       (2, '停发', 9900, 1000, 5, 7, now() - interval '1 day', now() + interval '1 day', true)`,
  );
  await shop.sql("INSERT INTO coupon_counter (coupon_id, total, stopped) VALUES (1, 5, false), (2, 5, true)");
});
afterAll(() => shop.close());

const names = (block: ShownBlock | undefined) =>
  block?.kind === "products" ? block.products.map((product) => product.name) : null;
const idOf = (at: number) => String(desk.goods[at]?.productId);

test("a new shop shows what sells and what is new, to clients of every age", async () => {
  const page = await desk.home();
  expect(page.blocks.map(({ kind }) => kind)).toEqual(["search", "icons", "coupons", "products", "products"]);
  expect(page.blocks.slice(3).map(names)).toEqual([
    ["二", "三", "一"],
    ["三", "二", "一"],
  ]);
  const [, icons, coupons] = page.blocks;
  expect(icons?.kind === "icons" && icons.items.map(({ text }) => text)).not.toContain("普洱");
  expect(coupons).toMatchObject({ offers: [{ name: "现在", claimed: null, exhausted: false }] });
  const old = (await shop.visitor.call<Home>("GET", "/home")).body;
  expect(old.sections.map(({ title: name, products }) => [name, products.map((p) => p.name)])).toEqual([
    ["热卖好物", ["二", "三", "一"]],
    ["新品上架", ["三", "二", "一"]],
  ]);
  expect(old.categories.map(({ name }) => name)).toContain("茶叶");
  expect(old.coupons).toMatchObject([{ name: "现在" }]);
});

test("lists by category with its children, picked in their order; what is off the shelf leaves no hole", async () => {
  await desk.put(
    desk.homeId,
    contentOf([
      goodsList("tea1", { source: "category", category_id: String(desk.tea) }),
      goodsList("pick", { product_ids: [idOf(1), idOf(3), idOf(0), idOf(2)], limit: 2 }),
      goodsList("gone", { product_ids: ["999999", idOf(3)] }),
      goodsList("best", { source: "sales", limit: 1 }),
    ]),
  );
  const { blocks } = await desk.home();
  expect(blocks.map((block) => [block.id, names(block)])).toEqual([
    ["tea1", ["三", "一"]],
    ["pick", ["二", "一"]],
    ["best", ["二"]],
  ]);
});

test("links lead to what is there, or nowhere; blocks with nothing to show are not there", async () => {
  const topic = await desk.topic("头一次喝茶");
  const slide = (link: object | null) => ({
    ...{ picture: PICTURE, title: "春茶", subtitle: "", place: "left" as const, tone: "light" as const },
    link: link as never,
  });
  const content = contentOf([
    {
      ...{ kind: "banner", id: "bann", ratio: "wide" },
      slides: [
        slide({ to: "product", id: idOf(0) }),
        slide({ to: "product", id: idOf(3) }),
        slide({ to: "category", id: String(desk.tea) }),
        slide({ to: "topic", id: topic.id }),
        slide({ to: "search", q: "红茶" }),
        slide(null),
      ],
    },
    { kind: "topic", id: "entr", page_id: topic.id, picture: null, title: "", subtitle: "" },
    { kind: "coupons", id: "coup", coupon_ids: ["2"], limit: 3 },
  ]);
  await desk.put(desk.homeId, content);
  const links = async () => {
    const [banner] = (await desk.home()).blocks;
    return banner?.kind === "banner" ? banner.slides.map(({ link }) => link && [link.to, link.title]) : [];
  };
  expect(await links()).toEqual([
    ["product", ""],
    null,
    ["category", "茶叶"],
    null,
    ["search", "红茶"],
    null,
  ]);
  expect((await desk.home()).blocks.map(({ id }) => id)).toEqual(["bann"]);
  await desk.put(topic.id, contentOf([title("head", "好茶")], { title: "头一次喝茶" }));
  expect((await links())[3]).toEqual(["topic", "头一次喝茶"]);
  expect((await desk.home()).blocks.map(({ id }) => id)).toEqual(["bann", "entr"]);
  const old = (await shop.visitor.call<Home>("GET", "/home")).body;
  expect(old.banners.map(({ link }) => link)).toEqual([
    `/catalog/product/index?id=${idOf(0)}`,
    null,
    `/catalog/list/index?category=${desk.tea}&title=${encodeURIComponent("茶叶")}`,
    null,
    "/catalog/search/index",
    null,
  ]);
});

test("a topic page is there while it is published and open", async () => {
  const topic = await desk.topic("专题");
  const open = () => shop.visitor.call<ShownPage & { code: string }>("GET", `/pages/${topic.id}`);
  expect((await open()).body.code).toBe("page_gone");
  await desk.put(topic.id, contentOf([title("head", "好茶")], { title: "专题", share_title: "来喝茶" }));
  expect((await open()).body).toMatchObject({ title: "专题", share: { title: "来喝茶", picture: null } });
  await desk.post(`/${topic.id}/close`, { closed: true });
  expect((await open()).body.code).toBe("page_gone");
  expect((await desk.save(await desk.get(topic.id), contentOf([]))).body.code).toBe("page_closed");
  await desk.post(`/${topic.id}/close`, { closed: false });
  expect((await open()).status).toBe(200);
  expect((await shop.visitor.call<{ code: string }>("GET", `/pages/${desk.homeId}`)).body.code).toBe(
    "page_gone",
  );
});

test("at most five statements, then none: the bytes are kept until something changes", async () => {
  const lists = ["sales", "newest", "sales"].map((source, at) =>
    goodsList(`list${at}`, { source: source as "sales", limit: 5 }),
  );
  await desk.put(
    desk.homeId,
    contentOf([
      { kind: "icons", id: "icon", source: "categories", columns: 5, items: [] },
      { kind: "coupons", id: "coup", coupon_ids: [], limit: 6 },
      { ...title("head", "茶"), link: { to: "category", id: String(desk.tea) } } as never,
      ...lists,
    ]),
  );
  const before = shop.requests.length;
  await desk.home();
  await desk.home();
  expect(shop.requests.slice(before)).toMatchObject([{ path: "/api/v1/pages/home", statements: 5 }]);
});

test("a block that this version cannot read is left out, the page stays", async () => {
  const page = await desk.put(desk.homeId, contentOf([title("aaaa", "留下")]));
  await shop.sql(
    `UPDATE page_edition SET content = jsonb_set(content, '{blocks}', '[{"kind": "hologram", "id": "holo"}]' || (content -> 'blocks'))
     WHERE page_id = $1 AND no = $2`,
    [page.id, page.live?.no],
  );
  await shop.sql("UPDATE page_version SET version = version + 1 WHERE topic = 'page'");
  await shop.services.versions.refresh();
  expect((await desk.home()).blocks.map(({ id }) => id)).toEqual(["aaaa"]);
});

test("goods taken off the shelf go from the page with the catalogue's own change", async () => {
  await desk.put(desk.homeId, contentOf([goodsList("pick", { product_ids: [idOf(0), idOf(1)] })]));
  expect(names((await desk.home()).blocks[0])).toEqual(["一", "二"]);
  await shop.sql("UPDATE product SET state = 'unlisted' WHERE id = $1", [idOf(0)]);
  await shop.sql("UPDATE page_version SET version = version + 1 WHERE topic = 'catalog'");
  await shop.services.versions.refresh();
  expect(names((await desk.home()).blocks[0])).toEqual(["二"]);
  await shop.sql("UPDATE product SET state = 'listed' WHERE id = $1", [idOf(0)]);
});
