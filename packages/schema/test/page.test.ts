/** The migration of composed pages: a shop of yesterday shows the home page that it showed. */
import { migrate } from "@banyan/schema";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OldShop, openOldShop } from "./old-shop.ts";

const PICTURE = `/media/${"c".repeat(64)}.webp`;
const HOME = {
  banners: [
    { picture: PICTURE, title: "春茶", subtitle: "石磨", link: "/catalog/product/index?id=12" },
    { picture: PICTURE, title: "", subtitle: "", link: "/catalog/list/index?title=%E8%8C%B6&category=3" },
    { picture: PICTURE, title: "券", subtitle: "", link: "/coupon/center/index" },
    { picture: PICTURE, title: "别处", subtitle: "", link: "/customer/me/index" },
    { picture: PICTURE, title: "无", subtitle: "", link: null },
  ],
  sections: [
    { key: "popular", title: "爆款推荐", subtitle: "大家都在买", mode: "sales", limit: 6 },
    { key: "tea", title: "茶", subtitle: "", mode: "category", category_id: "3", limit: 4 },
    { key: "hand", title: "掌柜", subtitle: "", mode: "picked", product_ids: ["5", "2"], limit: 9 },
  ],
};

let old: OldShop;
let fresh: OldShop;
let broken: OldShop;
beforeAll(async () => {
  [old, fresh, broken] = await Promise.all([
    openOldShop("page_old"),
    openOldShop("page_fresh"),
    openOldShop("page_broken"),
  ]);
  const put = "INSERT INTO setting (key, value) VALUES ('home', $1)";
  await old.owner.query(put, [JSON.stringify(HOME)]);
  await broken.owner.query(put, [JSON.stringify({ banners: "none", sections: 3 })]);
  await Promise.all([migrate(old.url), migrate(fresh.url), migrate(broken.url)]);
});
afterAll(() => Promise.all([old.close(), fresh.close(), broken.close()]));

interface Content {
  title: string;
  endless: boolean;
  blocks: { kind: string; id: string; [setting: string]: unknown }[];
}
const homeOf = async ({ owner }: OldShop): Promise<Content> => {
  const { rows } = await owner.query<{ content: Content; same: boolean; state: string }>(
    `SELECT e.content, e.content = p.draft AS same, e.state FROM page p JOIN page_edition e ON e.page_id = p.id AND e.no = p.live_no
     WHERE p.kind = 'home'`,
  );
  expect(rows).toMatchObject([{ same: true, state: "published" }]);
  return rows[0]?.content as Content;
};

it("banners with their links, categories, coupons and sections stand as blocks, the first section as a rail", async () => {
  const { blocks, ...page } = await homeOf(old);
  expect(page).toMatchObject({ title: "首页", endless: true });
  expect(blocks.map(({ kind }) => kind)).toEqual([
    ...["search", "banner", "icons", "coupons"],
    ...["products", "products", "products"],
  ]);
  expect(blocks[1]).toEqual({
    ...{ kind: "banner", id: "banner", ratio: "wide" },
    slides: HOME.banners.map(({ picture, title, subtitle }, at) => ({
      ...{ picture, title, subtitle, place: "left", tone: "light" },
      link: [{ to: "product", id: "12" }, { to: "category", id: "3" }, { to: "coupons" }, null, null][at],
    })),
  });
  const list = {
    kind: "products",
    subtitle: "",
    layout: "two",
    ranked: false,
    category_id: null,
    product_ids: [],
  };
  expect(blocks.slice(4)).toEqual([
    {
      ...{ ...list, id: "section1", title: "爆款推荐", subtitle: "大家都在买" },
      ...{ source: "sales", layout: "rail", ranked: true, limit: 6 },
    },
    { ...list, id: "section2", title: "茶", source: "category", category_id: "3", limit: 4 },
    { ...list, id: "section3", title: "掌柜", source: "picked", product_ids: ["5", "2"], limit: 9 },
  ]);
});

it("a shop without a setting, or with one that cannot be read, shows what sells and what is new", async () => {
  for (const shop of [fresh, broken]) {
    const { blocks } = await homeOf(shop);
    expect(blocks.map(({ kind, source }) => source ?? kind)).toEqual([
      ...["search", "categories", "coupons"],
      ...["sales", "newest"],
    ]);
  }
});

it("the product may write pages and never remove one", async () => {
  const { rows } = await old.owner.query<{ right: string }>(`
    SELECT t || ' ' || r AS right FROM unnest(ARRAY['page', 'page_edition']) t, unnest(ARRAY['INSERT', 'UPDATE', 'DELETE']) r
    WHERE has_table_privilege('banyan_app', t, r) ORDER BY 1`);
  expect(rows.map(({ right }) => right)).toEqual([
    ...["page INSERT", "page UPDATE"],
    ...["page_edition INSERT", "page_edition UPDATE"],
  ]);
});
