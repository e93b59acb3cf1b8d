/** What is still missing before customers may see a page: the same sentences while composing and when publishing. */
import type { BlockOf, PageBlock, PageContent } from "./page-block.ts";

export interface PageProblem {
  /** null: of the page itself. */
  block_id: string | null;
  /** Place inside the block: "slides.0.picture". */
  path: string;
  message: string;
}

type Found = readonly [path: string, message: string];

/** In the order of the page; empty: it may be published. */
export function problemsOfPage(content: PageContent): PageProblem[] {
  const problems: PageProblem[] = [];
  if (content.title === "") problems.push({ block_id: null, path: "title", message: "请填写页面名称" });
  if (content.blocks.length === 0 && !content.endless)
    problems.push({ block_id: null, path: "blocks", message: "至少放一个组件再发布" });
  for (const block of content.blocks)
    for (const [path, message] of problemsOfBlock(block))
      problems.push({ block_id: block.id, path, message });
  return problems;
}

function problemsOfBlock(block: PageBlock): Found[] {
  switch (block.kind) {
    case "banner":
      return [
        ...need(block.slides.length > 0, "slides", "至少放一张横幅"),
        ...block.slides.flatMap((slide, at) =>
          need(slide.picture !== null, `slides.${at}.picture`, `第 ${at + 1} 张横幅还没有图片`),
        ),
      ];
    case "icons":
      return block.source === "categories" ? [] : iconProblems(block);
    case "notice":
      return [
        ...need(block.lines.length > 0, "lines", "至少写一条通知"),
        ...block.lines.flatMap((line, at) =>
          need(line.text !== "", `lines.${at}.text`, `第 ${at + 1} 条通知还没有内容`),
        ),
      ];
    case "picture":
      return pictureProblems(block);
    case "title":
      return need(block.text !== "", "text", "请填写标题");
    case "products":
      return [
        ...need(block.source !== "category" || block.category_id !== null, "category_id", "请选择分类"),
        ...need(block.source !== "picked" || block.product_ids.length > 0, "product_ids", "请选择商品"),
      ];
    case "topic":
      return need(block.page_id !== null, "page_id", "请选择专题页");
    case "text":
      return need(
        block.paragraphs.some((paragraph) => paragraph.text !== ""),
        "paragraphs",
        "请填写文字",
      );
    case "coupons":
    case "search":
    case "space":
      return [];
  }
}

function iconProblems(block: BlockOf<"icons">): Found[] {
  return [
    ...need(block.items.length > 0, "items", "至少放一个图标"),
    ...block.items.flatMap((item, at) => [
      ...need(item.picture !== null, `items.${at}.picture`, `第 ${at + 1} 个图标还没有图片`),
      ...need(item.text !== "", `items.${at}.text`, `第 ${at + 1} 个图标还没有名称`),
      ...need(item.link !== null, `items.${at}.link`, `第 ${at + 1} 个图标还没有选跳转`),
    ]),
  ];
}

/** How many pictures a layout takes. */
export const PICTURES_OF_LAYOUT = { one: 1, two: 2, three: 3, areas: 1 } as const;

function pictureProblems(block: BlockOf<"picture">): Found[] {
  const wanted = PICTURES_OF_LAYOUT[block.layout];
  const missing = Array.from({ length: wanted }, (_, at) => at).filter((at) => !block.pictures[at]?.picture);
  return [
    ...missing.map(
      (at): Found => [
        `pictures.${at}.picture`,
        wanted === 1 ? "请上传图片" : `第 ${at + 1} 张图片还没有上传`,
      ],
    ),
    ...need(block.layout !== "areas" || block.areas.length > 0, "areas", "至少画一个热区"),
    ...(block.layout === "areas"
      ? block.areas.flatMap((area, at) =>
          need(area.link !== null, `areas.${at}.link`, `第 ${at + 1} 个热区还没有选跳转`),
        )
      : []),
  ];
}

function need(holds: boolean, path: string, message: string): Found[] {
  return holds ? [] : [[path, message]];
}
