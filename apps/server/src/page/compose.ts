/** A page as customers see it: every block with what it shows. What has nothing to show is left out, so there are no holes. */
import type { BlockOf, PageBlock, PageContent, ProductCard, ShownBlock, ShownPage } from "@banyan/contract";
import { PICTURES_OF_LAYOUT } from "@banyan/contract";
import { sectionProducts } from "../catalog/cards.ts";
import { listCategories } from "../catalog/categories.ts";
import { listOffers } from "../coupon/offers.ts";
import type { PromoterView } from "../promoter/view.ts";
import type { Services } from "../services.ts";
import { type Linked, loadLinked } from "./links.ts";

interface Facts extends Linked {
  categories: Awaited<ReturnType<typeof listCategories>>;
  offers: Awaited<ReturnType<typeof listOffers>>;
  products: ReadonlyMap<string, ProductCard[]>;
}

/** At most four statements, whatever the page holds; none for what it has not. */
export async function composePage(
  services: Services,
  page: { id: string; content: PageContent },
  view: PromoterView | null,
): Promise<ShownPage> {
  const { content } = page;
  const facts = await loadFacts(services, content, view);
  return {
    id: page.id,
    title: content.title,
    ground: content.ground,
    endless: content.endless,
    share: {
      title: content.share_title === "" ? content.title : content.share_title,
      picture: content.share_picture ?? firstPicture(content),
    },
    blocks: content.blocks.flatMap((block) => showBlock(block, facts) ?? []),
  };
}

async function loadFacts(
  services: Services,
  { blocks, ...rest }: PageContent,
  view: PromoterView | null,
): Promise<Facts> {
  const { query } = services.database;
  const lists = blocks.filter((block) => block.kind === "products");
  const [linked, categories, offers, products] = await Promise.all([
    loadLinked(query, { blocks, ...rest }),
    blocks.some((block) => block.kind === "icons" && block.source === "categories")
      ? listCategories(query)
      : [],
    blocks.some((block) => block.kind === "coupons") ? listOffers(query, null) : [],
    sectionProducts(
      services,
      lists.map(({ source, category_id, product_ids, limit }) => ({
        mode: source,
        category_id,
        product_ids,
        limit,
      })),
      view,
    ),
  ]);
  return {
    ...linked,
    categories,
    offers,
    products: new Map(lists.map((block, at) => [block.id, products[at] ?? []])),
  };
}

function showBlock(block: PageBlock, facts: Facts): ShownBlock | null {
  switch (block.kind) {
    case "banner":
      return unlessEmpty({ ...block, slides: withPicture(block.slides, facts) }, "slides");
    case "icons":
      return showIcons(block, facts);
    case "notice":
      return unlessEmpty(
        {
          ...block,
          lines: linked(
            block.lines.filter(({ text }) => text !== ""),
            facts,
          ),
        },
        "lines",
      );
    case "picture":
      return showPicture(block, facts);
    case "title":
      return block.text === "" ? null : { ...block, link: facts.show(block.link) };
    case "products": {
      const { id, kind, title, subtitle, layout, ranked } = block;
      return unlessEmpty(
        { id, kind, title, subtitle, layout, ranked, products: facts.products.get(id) ?? [] },
        "products",
      );
    }
    case "coupons":
      return showCoupons(block, facts);
    case "topic":
      return showTopic(block, facts);
    case "text":
      return unlessEmpty(
        { ...block, paragraphs: block.paragraphs.filter(({ text }) => text !== "") },
        "paragraphs",
      );
    case "search":
    case "space":
      return block;
  }
}

function showIcons(block: BlockOf<"icons">, facts: Facts): ShownBlock | null {
  const { id, kind, columns, source } = block;
  const items =
    source === "categories"
      ? facts.categories.map((category) => ({
          picture: category.icon,
          text: category.name,
          link: { to: "category" as const, id: category.id, title: category.name },
        }))
      : linked(
          block.items.filter(({ text, picture }) => text !== "" || picture !== null),
          facts,
        ).filter(({ link }) => link !== null);
  return unlessEmpty({ id, kind, columns, items }, "items");
}

function showPicture(block: BlockOf<"picture">, facts: Facts): ShownBlock | null {
  const areas =
    block.layout === "areas" ? linked(block.areas, facts).filter(({ link }) => link !== null) : [];
  const pictures = withPicture(block.pictures.slice(0, PICTURES_OF_LAYOUT[block.layout]), facts);
  return unlessEmpty({ ...block, pictures, areas }, "pictures");
}

function showCoupons({ id, kind, coupon_ids, limit }: BlockOf<"coupons">, facts: Facts): ShownBlock | null {
  const picked = coupon_ids.flatMap((couponId) => facts.offers.find((offer) => offer.id === couponId) ?? []);
  return unlessEmpty(
    { id, kind, offers: (coupon_ids.length === 0 ? facts.offers : picked).slice(0, limit) },
    "offers",
  );
}

function showTopic(block: BlockOf<"topic">, facts: Facts): ShownBlock | null {
  const topic = block.page_id === null ? undefined : facts.topic(block.page_id);
  if (topic === undefined) return null;
  const { id, kind, picture, title, subtitle } = block;
  return {
    id,
    kind,
    page_id: topic.id,
    picture: picture ?? topic.picture,
    title: title === "" ? topic.title : title,
    subtitle,
  };
}

function linked<T extends { link: Parameters<Facts["show"]>[0] }>(items: readonly T[], facts: Facts) {
  return items.map((item) => ({ ...item, link: facts.show(item.link) }));
}

function withPicture<T extends { picture: string | null; link: Parameters<Facts["show"]>[0] }>(
  items: readonly T[],
  facts: Facts,
) {
  return linked(items, facts).flatMap((item) =>
    item.picture === null ? [] : [{ ...item, picture: item.picture }],
  );
}

function unlessEmpty<B extends ShownBlock, K extends keyof B>(block: B, list: K): B | null {
  return (block[list] as readonly unknown[]).length === 0 ? null : block;
}

/** A card without a picture of its own takes the first one on the page. */
function firstPicture({ blocks }: PageContent): string | null {
  for (const block of blocks) {
    if (block.kind === "banner") return block.slides[0]?.picture ?? null;
    if (block.kind === "picture") return block.pictures[0]?.picture ?? null;
  }
  return null;
}
