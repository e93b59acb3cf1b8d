/** What of a page customers do not see, and why. */
import type { PageBlock, PageContent, PagePreview, ShownBlock, ShownPage } from "@banyan/contract";
import { linksOf } from "./links.ts";

export function warningsOf(content: PageContent, page: ShownPage): PagePreview["warnings"] {
  const shown = new Map(page.blocks.map((block) => [block.id, block]));
  return content.blocks.flatMap((block) =>
    sentences(block, shown.get(block.id)).map((message) => ({ block_id: block.id, message })),
  );
}

function sentences(block: PageBlock, shown: ShownBlock | undefined): string[] {
  if (block.kind === "products") return productSentences(block, shown);
  if (block.kind === "coupons") {
    const offers = shown?.kind === "coupons" ? shown.offers.length : 0;
    if (offers === 0) return ["现在没有可以领的券，整块不显示"];
    const missing = block.coupon_ids.slice(0, block.limit).length - offers;
    return missing > 0 && block.coupon_ids.length > 0 ? [`有 ${missing} 张券已停发或结束，不会显示`] : [];
  }
  if (block.kind === "topic")
    return block.page_id !== null && shown === undefined ? ["专题页还没有发布或已关闭，整块不显示"] : [];
  const dead = linksOf(block).length - livingLinks(shown);
  return dead > 0 ? [`有 ${dead} 个跳转的去处已下架或关闭，点了没有反应`] : [];
}

function productSentences(
  block: Extract<PageBlock, { kind: "products" }>,
  shown: ShownBlock | undefined,
): string[] {
  const count = shown?.kind === "products" ? shown.products.length : 0;
  const chosen = block.source === "picked" ? block.product_ids.length : null;
  if (count === 0)
    return chosen === 0 || (block.source === "category" && block.category_id === null)
      ? []
      : ["没有在售的商品，整块不显示"];
  if (chosen === null) return [];
  const missing = Math.min(chosen, block.limit) - count;
  return missing > 0 ? [`有 ${missing} 件商品已下架，不会显示`] : [];
}

function livingLinks(shown: ShownBlock | undefined): number {
  const listed = (items: readonly { link: unknown }[]) => items.filter(({ link }) => link !== null).length;
  switch (shown?.kind) {
    case "banner":
      return listed(shown.slides);
    case "icons":
      return listed(shown.items);
    case "notice":
      return listed(shown.lines);
    case "picture":
      return shown.layout === "areas" ? listed(shown.areas) : listed(shown.pictures);
    case "title":
      return listed([shown]);
    default:
      return 0;
  }
}
