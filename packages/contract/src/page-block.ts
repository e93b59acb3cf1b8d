/**
 * What an operator composes pages of. A draft may be unfinished (no picture yet), so these schemas say what may stand there at all;
 * what is still missing before customers may see it is said by page-problems.ts. Links are picked from what there is, never typed.
 */
import { z } from "zod";
import { count, id, optionalText, pictureUrl } from "./shape.ts";

/** Where a tap may lead. A client that does not know one treats it as no link. */
export const LINKS = ["product", "category", "topic", "coupons", "promoter", "search"] as const;
export type LinkTo = (typeof LINKS)[number];

export const pageLink = z.discriminatedUnion(
  "to",
  [
    z.object({ to: z.literal("product"), id }),
    z.object({ to: z.literal("category"), id }),
    z.object({ to: z.literal("topic"), id }),
    z.object({ to: z.literal("coupons") }),
    z.object({ to: z.literal("promoter") }),
    z.object({ to: z.literal("search"), q: optionalText("搜索词", 20) }),
  ],
  { error: "跳转方式不支持" },
);
export type PageLink = z.infer<typeof pageLink>;

const link = pageLink.nullable();
const picture = pictureUrl.nullable();
const blockId = z.string({ error: "组件编号不正确" }).regex(/^[0-9a-z]{4,16}$/, "组件编号不正确");
const choice = <const T extends readonly string[]>(label: string, of: T) =>
  z.enum(of, { error: `${label}不支持` });

export const BANNER_RATIOS = ["wide", "tall"] as const;
export const WORDS_PLACES = ["left", "center", "right"] as const;
/** light: white words over a shade; dark: ink over a veil. Either is readable whatever the picture. */
export const WORDS_TONES = ["light", "dark"] as const;
export const ICON_SOURCES = ["categories", "picked"] as const;
export const NOTICE_TONES = ["green", "red", "gold"] as const;
export const PICTURE_LAYOUTS = ["one", "two", "three", "areas"] as const;
export const PICTURE_RATIOS = ["square", "wide", "strip", "tall"] as const;
export const ALIGNS = ["left", "center"] as const;
export const PRODUCT_SOURCES = ["picked", "category", "sales", "newest"] as const;
export const PRODUCT_LAYOUTS = ["one", "two", "rail"] as const;
export const PARAGRAPH_STYLES = ["heading", "body", "small"] as const;

const percent = (label: string, least: number) => count(label, least, 100);
export const hotArea = z
  .object({
    x: percent("左边距", 0),
    y: percent("上边距", 0),
    w: percent("宽", 5),
    h: percent("高", 5),
    link,
  })
  .refine((area) => area.x + area.w <= 100 && area.y + area.h <= 100, "热区超出了图片");
export type HotArea = z.infer<typeof hotArea>;

export const pageBlock = z.discriminatedUnion(
  "kind",
  [
    z.object({
      kind: z.literal("banner"),
      id: blockId,
      ratio: choice("横幅比例", BANNER_RATIOS),
      slides: z
        .array(
          z.object({
            picture,
            title: optionalText("标题", 20),
            subtitle: optionalText("副标题", 30),
            place: choice("文字位置", WORDS_PLACES),
            tone: choice("文字颜色", WORDS_TONES),
            link,
          }),
        )
        .max(10, "最多 10 张横幅"),
    }),
    z.object({
      kind: z.literal("icons"),
      id: blockId,
      source: choice("图标来源", ICON_SOURCES),
      columns: z.union([z.literal(4), z.literal(5)], { error: "每行 4 个或 5 个" }),
      items: z
        .array(z.object({ picture, text: optionalText("图标名称", 6), link }))
        .max(20, "最多 20 个图标"),
    }),
    z.object({
      kind: z.literal("notice"),
      id: blockId,
      tone: choice("通知颜色", NOTICE_TONES),
      lines: z.array(z.object({ text: optionalText("通知内容", 60), link })).max(5, "最多 5 条通知"),
    }),
    z.object({
      kind: z.literal("picture"),
      id: blockId,
      layout: choice("图片布局", PICTURE_LAYOUTS),
      ratio: choice("图片比例", PICTURE_RATIOS),
      rounded: z.boolean({ error: "请选择是否圆角" }),
      pictures: z
        .array(z.object({ picture, alt: optionalText("图片说明", 30), link }))
        .max(3, "最多 3 张图片"),
      areas: z.array(hotArea).max(12, "最多 12 个热区"),
    }),
    z.object({
      kind: z.literal("title"),
      id: blockId,
      text: optionalText("标题", 16),
      subtitle: optionalText("副标题", 30),
      align: choice("对齐方式", ALIGNS),
      link,
    }),
    z.object({
      kind: z.literal("products"),
      id: blockId,
      title: optionalText("栏目名", 16),
      subtitle: optionalText("栏目说明", 30),
      source: choice("商品来源", PRODUCT_SOURCES),
      layout: choice("商品布局", PRODUCT_LAYOUTS),
      /** The place's number on each picture, for what is in an order that means something. */
      ranked: z.boolean({ error: "请选择是否显示名次" }),
      category_id: id.nullable(),
      product_ids: z.array(id).max(30, "最多 30 件商品"),
      limit: count("件数", 1, 30),
    }),
    z.object({
      kind: z.literal("coupons"),
      id: blockId,
      /** Empty: whatever may be claimed now. */
      coupon_ids: z.array(id).max(10, "最多 10 张优惠券"),
      limit: count("张数", 1, 10),
    }),
    z.object({ kind: z.literal("search"), id: blockId, hint: optionalText("提示文字", 20) }),
    z.object({
      kind: z.literal("topic"),
      id: blockId,
      page_id: id.nullable(),
      picture,
      title: optionalText("标题", 20),
      subtitle: optionalText("副标题", 30),
    }),
    z.object({
      kind: z.literal("text"),
      id: blockId,
      align: choice("对齐方式", ALIGNS),
      paragraphs: z
        .array(z.object({ style: choice("文字样式", PARAGRAPH_STYLES), text: optionalText("正文", 500) }))
        .max(20, "最多 20 段文字"),
    }),
    z.object({
      kind: z.literal("space"),
      id: blockId,
      height: count("高度", 4, 80),
      line: z.boolean({ error: "请选择是否画线" }),
    }),
  ],
  { error: "组件类型不支持" },
);
export type PageBlock = z.infer<typeof pageBlock>;
export type BlockKind = PageBlock["kind"];
export type BlockOf<K extends BlockKind> = Extract<PageBlock, { kind: K }>;

export const BLOCK_NAMES: Record<BlockKind, string> = {
  search: "搜索框",
  banner: "轮播横幅",
  icons: "金刚区",
  notice: "通知条",
  picture: "图片",
  title: "标题",
  products: "商品列表",
  coupons: "优惠券",
  topic: "专题入口",
  text: "文字",
  space: "间隔",
};

export const PAGE_GROUNDS = ["page", "white", "green", "warm"] as const;
export const MOST_BLOCKS = 40;

/** All that an edition of a page says. */
export const pageContent = z.object({
  title: optionalText("页面名称", 20),
  ground: choice("背景", PAGE_GROUNDS),
  /** Below the blocks everything the shop has. */
  endless: z.boolean({ error: "请选择是否接着显示全部商品" }),
  share_title: optionalText("分享标题", 30),
  share_picture: picture,
  blocks: z
    .array(pageBlock)
    .max(MOST_BLOCKS, `最多 ${MOST_BLOCKS} 个组件`)
    .refine((blocks) => new Set(blocks.map((block) => block.id)).size === blocks.length, "组件编号重复了"),
});
export type PageContent = z.infer<typeof pageContent>;
