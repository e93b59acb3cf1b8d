/** The pages that customers open. Their bytes are kept by tier (http/fast-lane.ts), dropped by topic `page` among others. */
import type { Home, ShownBlock, ShownLink, ShownOf, ShownPage } from "@banyan/contract";
import { listCategories } from "../catalog/categories.ts";
import { refuse } from "../http/refusal.ts";
import type { PromoterView } from "../promoter/view.ts";
import type { Services } from "../services.ts";
import { composePage } from "./compose.ts";
import { readContent } from "./content.ts";
import { selectLive } from "./store.ts";

/**
 * At most five statements.
 * @param pageId null: the home page
 * @throws Refusal page_gone (closed, never published, no edition now)
 */
export async function showPage(
  services: Services,
  pageId: bigint | null,
  view: PromoterView | null,
): Promise<ShownPage> {
  const live = (await selectLive(services.database.query, pageId)) ?? refuse("page_gone");
  return composePage(
    services,
    { id: String(live.id), content: readContent(live.content, services.log) },
    view,
  );
}

/** What clients from before composed pages understand of the home page. */
export async function loadHome(services: Services, view: PromoterView | null): Promise<Home> {
  const { blocks } = await showPage(services, null, view);
  const first = <K extends "banner" | "coupons">(kind: K) =>
    blocks.find((block): block is ShownOf<K> => block.kind === kind);
  const categories = await categoriesOf(services, blocks);
  return {
    banners: (first("banner")?.slides ?? []).map(({ picture, title, subtitle, link }) => ({
      picture,
      title,
      subtitle,
      link: pathOf(link),
    })),
    categories,
    coupons: first("coupons")?.offers ?? [],
    sections: blocks
      .filter((block) => block.kind === "products")
      .map(({ id, title, subtitle, products }) => ({ key: id, title, subtitle, products })),
  };
}

/** Those of the first icons that are all categories; else asked for. */
async function categoriesOf(services: Services, blocks: readonly ShownBlock[]): Promise<Home["categories"]> {
  const icons = blocks.find((block): block is ShownOf<"icons"> => block.kind === "icons");
  const shown = (icons?.items ?? []).flatMap(({ picture, text, link }) =>
    link?.to === "category" && link.id !== null && link.title === text
      ? [{ id: link.id, name: text, icon: picture }]
      : [],
  );
  if (icons !== undefined && shown.length === icons.items.length) return shown;
  const all = await listCategories(services.database.query);
  return all.map(({ id, name, icon }) => ({ id, name, icon }));
}

/** The path in the mini program; topic pages are not known to older clients. */
function pathOf(link: ShownLink | null): string | null {
  switch (link?.to) {
    case "product":
      return `/catalog/product/index?id=${link.id}`;
    case "category":
      return `/catalog/list/index?category=${link.id}&title=${encodeURIComponent(link.title)}`;
    case "coupons":
      return "/coupon/center/index";
    case "promoter":
      return "/promoter/center/index";
    case "search":
      return "/catalog/search/index";
    default:
      return null;
  }
}
