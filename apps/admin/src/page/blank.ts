/** Blocks as they come out of the palette, and what the palette says of them. */
import type { BlockKind, PageBlock, PageContent } from "@banyan/contract";
import type { IconName } from "../design/icon.tsx";

export const KINDS: readonly { kind: BlockKind; icon: IconName; hint: string }[] = [
  { kind: "search", icon: "search", hint: "点开就能找商品" },
  { kind: "banner", icon: "picture", hint: "多张大图轮流出现" },
  { kind: "icons", icon: "columns", hint: "一排小图标，去分类和专题" },
  { kind: "notice", icon: "bell", hint: "一行提醒，可以轮换" },
  { kind: "picture", icon: "eye", hint: "一张、两张、三张或热区图" },
  { kind: "title", icon: "edit", hint: "栏目的名字，可带“更多”" },
  { kind: "products", icon: "goods", hint: "爆款、新品、分类或手选" },
  { kind: "coupons", icon: "coupon", hint: "边逛边领的券" },
  { kind: "topic", icon: "note", hint: "带图的专题入口" },
  { kind: "text", icon: "ledger", hint: "几段说明文字" },
  { kind: "space", icon: "drag", hint: "留白或分隔线" },
];

/** Said in the canvas where a block has nothing to show yet. */
export const EMPTY_WORDS: Record<BlockKind, string> = {
  search: "搜索框",
  banner: "轮播横幅：在右边上传图片",
  icons: "金刚区：在右边添加图标",
  notice: "通知条：在右边写一条通知",
  picture: "图片：在右边上传",
  title: "标题：在右边填写",
  products: "商品列表：选好商品后在这里显示",
  coupons: "优惠券：现在没有可以领的券",
  topic: "专题入口：选一个已发布的专题",
  text: "文字：在右边填写",
  space: "间隔",
};

/** Short enough to read in a log, random enough for one page. */
export function newBlockId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => (byte % 36).toString(36)).join("");
}

const MAKE: { [K in BlockKind]: (id: string) => Extract<PageBlock, { kind: K }> } = {
  search: (id) => ({ kind: "search", id, hint: "搜索商品" }),
  banner: (id) => ({ kind: "banner", id, ratio: "wide", slides: [] }),
  icons: (id) => ({ kind: "icons", id, source: "categories", columns: 5, items: [] }),
  notice: (id) => ({ kind: "notice", id, tone: "green", lines: [{ text: "", link: null }] }),
  picture: (id) => ({
    kind: "picture",
    id,
    layout: "one",
    ratio: "wide",
    rounded: true,
    pictures: [],
    areas: [],
  }),
  title: (id) => ({ kind: "title", id, text: "", subtitle: "", align: "left", link: null }),
  products: (id) => ({
    ...{ kind: "products", id, title: "爆款推荐", subtitle: "大家都在买", source: "sales", layout: "rail" },
    ...{ ranked: true, category_id: null, product_ids: [], limit: 8 },
  }),
  coupons: (id) => ({ kind: "coupons", id, coupon_ids: [], limit: 6 }),
  topic: (id) => ({ kind: "topic", id, page_id: null, picture: null, title: "", subtitle: "" }),
  text: (id) => ({ kind: "text", id, align: "left", paragraphs: [{ style: "body", text: "" }] }),
  space: (id) => ({ kind: "space", id, height: 16, line: false }),
};

export function blankBlock(kind: BlockKind): PageBlock {
  return MAKE[kind](newBlockId());
}

/** What most pages begin with, for an empty canvas. */
export function starterBlocks(): PageBlock[] {
  return (["search", "banner", "icons", "coupons", "products"] as const).map(blankBlock);
}

/** The same block once more, below the first. */
export function duplicated(content: PageContent, id: string): { content: PageContent; id: string } | null {
  const at = content.blocks.findIndex((block) => block.id === id);
  const block = content.blocks[at];
  if (block === undefined) return null;
  const copy = { ...structuredClone(block), id: newBlockId() };
  return { content: { ...content, blocks: content.blocks.toSpliced(at + 1, 0, copy) }, id: copy.id };
}

/** @param to the gap it is put into, counted before it is taken out */
export function movedTo(content: PageContent, id: string, to: number): PageContent {
  const from = content.blocks.findIndex((block) => block.id === id);
  const block = content.blocks[from];
  if (block === undefined || to === from || to === from + 1) return content;
  const rest = content.blocks.toSpliced(from, 1);
  return { ...content, blocks: rest.toSpliced(to > from ? to - 1 : to, 0, block) };
}
