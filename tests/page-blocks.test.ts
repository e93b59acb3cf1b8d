/** What a page may be composed of: every kind of block as the console makes it, and what is refused, at which place, in which words. */
import { type PageBlock, pageContent, problemsOfPage } from "@banyan/contract";
import { describe, expect, test } from "vitest";

const PICTURE = `/media/${"a".repeat(64)}.webp`;
const slide = { picture: PICTURE, title: "", subtitle: "", place: "left", tone: "light", link: null };
const products = {
  ...{ kind: "products", id: "list", title: "", subtitle: "", source: "sales", layout: "two", ranked: false },
  ...{ category_id: null, product_ids: [], limit: 6 },
};
const GOOD: Record<PageBlock["kind"], object> = {
  search: { kind: "search", id: "srch", hint: "" },
  banner: { kind: "banner", id: "bann", ratio: "wide", slides: [slide] },
  icons: { kind: "icons", id: "icon", source: "categories", columns: 5, items: [] },
  notice: { kind: "notice", id: "noti", tone: "red", lines: [{ text: "年货节", link: { to: "coupons" } }] },
  picture: {
    ...{ kind: "picture", id: "pict", layout: "areas", ratio: "wide", rounded: true },
    pictures: [{ picture: PICTURE, alt: "", link: null }],
    areas: [{ x: 0, y: 0, w: 50, h: 100, link: { to: "search", q: "茶" } }],
  },
  title: {
    kind: "title",
    id: "titl",
    text: "新茶",
    subtitle: "",
    align: "center",
    link: { to: "category", id: "3" },
  },
  products,
  coupons: { kind: "coupons", id: "coup", coupon_ids: [], limit: 6 },
  topic: { kind: "topic", id: "topi", page_id: "7", picture: null, title: "", subtitle: "" },
  text: { kind: "text", id: "text", align: "left", paragraphs: [{ style: "body", text: "山里的话" }] },
  space: { kind: "space", id: "spac", height: 20, line: true },
};
const page = (blocks: unknown[], extra: object = {}) => ({
  ...{ title: "专题", ground: "page", endless: false, share_title: "", share_picture: null, blocks },
  ...extra,
});
const with_ = (kind: PageBlock["kind"], change: object) => page([{ ...GOOD[kind], ...change }]);

test("all kinds of blocks together are a page that may be published", () => {
  const content = pageContent.parse(page(Object.values(GOOD)));
  expect(problemsOfPage(content)).toEqual([]);
});

describe("refused, whoever sends it", () => {
  const link = (told: unknown) => with_("title", { link: told });
  test.each([
    ["an unknown kind", page([{ kind: "hologram", id: "holo" }]), "blocks.0.kind", "组件类型不支持"],
    ["a path as a link", link("/pages/home/index"), "blocks.0.link", null],
    [
      "a link to anywhere",
      link({ to: "url", url: "https://example.com" }),
      "blocks.0.link.to",
      "跳转方式不支持",
    ],
    ["an id that is none", link({ to: "product", id: "1 OR 1=1" }), "blocks.0.link.id", "编号不正确"],
    [
      "a picture of another shop",
      with_("banner", { slides: [{ ...slide, picture: "https://x.test/a.webp" }] }),
      "blocks.0.slides.0.picture",
      "图片地址不正确",
    ],
    [
      "a script as a picture",
      with_("topic", { picture: "javascript:alert(1)" }),
      "blocks.0.picture",
      "图片地址不正确",
    ],
    [
      "eleven banners",
      with_("banner", { slides: Array(11).fill(slide) }),
      "blocks.0.slides",
      "最多 10 张横幅",
    ],
    [
      "a title that is too long",
      with_("title", { text: "茶".repeat(17) }),
      "blocks.0.text",
      "标题最多 16 个字",
    ],
    [
      "words that turn around",
      with_("notice", { lines: [{ text: "a\u202eb", link: null }] }),
      "blocks.0.lines.0.text",
      "通知内容里有不能识别的字符",
    ],
    ["six in a row", with_("icons", { columns: 6 }), "blocks.0.columns", "每行 4 个或 5 个"],
    ["no limit", with_("products", { limit: 0 }), "blocks.0.limit", "件数至少 1"],
    ["half a product", with_("products", { limit: 1.5 }), "blocks.0.limit", "件数必须是整数"],
    [
      "31 products",
      with_("products", { product_ids: Array(31).fill("1") }),
      "blocks.0.product_ids",
      "最多 30 件商品",
    ],
    [
      "an area outside of its picture",
      with_("picture", { areas: [{ x: 60, y: 0, w: 50, h: 10, link: null }] }),
      "blocks.0.areas.0",
      "热区超出了图片",
    ],
    ["two blocks of one id", page([GOOD.search, GOOD.search]), "blocks", "组件编号重复了"],
    [
      "41 blocks",
      page(Array.from({ length: 41 }, (_, at) => ({ ...GOOD.space, id: `space${at}` }))),
      "blocks",
      "最多 40 个组件",
    ],
    ["a ground that there is not", page([], { ground: "url(x)" }), "ground", "背景不支持"],
    ["a space that swallows the page", with_("space", { height: 9000 }), "blocks.0.height", "高度最多 80"],
  ] as const)("%s", (_, content, path, message) => {
    const parsed = pageContent.safeParse(content);
    const [issue] = parsed.error?.issues ?? [];
    expect(issue?.path.join(".")).toBe(path);
    if (message !== null) expect(issue?.message).toBe(message);
  });
});

describe("may stand in a draft, not before customers", () => {
  test.each([
    ["nothing at all", page([]), "blocks", "至少放一个组件再发布"],
    ["no name", page([GOOD.search], { title: "" }), "title", "请填写页面名称"],
    ["a banner without slides", with_("banner", { slides: [] }), "slides", "至少放一张横幅"],
    [
      "a slide without its picture",
      with_("banner", { slides: [slide, { ...slide, picture: null }] }),
      "slides.1.picture",
      "第 2 张横幅还没有图片",
    ],
    [
      "an icon that leads nowhere",
      with_("icons", { source: "picked", items: [{ picture: PICTURE, text: "茶", link: null }] }),
      "items.0.link",
      "第 1 个图标还没有选跳转",
    ],
    [
      "three places, two pictures",
      with_("picture", {
        layout: "three",
        pictures: Array(2).fill({ picture: PICTURE, alt: "", link: null }),
      }),
      "pictures.2.picture",
      "第 3 张图片还没有上传",
    ],
    [
      "a hot area without a place to go",
      with_("picture", { areas: [{ x: 0, y: 0, w: 9, h: 9, link: null }] }),
      "areas.0.link",
      "第 1 个热区还没有选跳转",
    ],
    ["products of no category", with_("products", { source: "category" }), "category_id", "请选择分类"],
    ["a topic that is not chosen", with_("topic", { page_id: null }), "page_id", "请选择专题页"],
    [
      "an empty text",
      with_("text", { paragraphs: [{ style: "body", text: "" }] }),
      "paragraphs",
      "请填写文字",
    ],
  ] as const)("%s", (_, content, path, message) => {
    const problems = problemsOfPage(pageContent.parse(content));
    expect(problems.map((problem) => [problem.path, problem.message])).toEqual([[path, message]]);
  });
  test("an endless page needs no blocks", () => {
    expect(problemsOfPage(pageContent.parse(page([], { endless: true })))).toEqual([]);
  });
});
