import { oc } from "@orpc/contract";
import { z } from "zod";
import { productCard } from "./catalog.ts";
import { couponOffer } from "./coupon.ts";
import {
  ALIGNS,
  BANNER_RATIOS,
  LINKS,
  NOTICE_TONES,
  PAGE_GROUNDS,
  PARAGRAPH_STYLES,
  PICTURE_LAYOUTS,
  PICTURE_RATIOS,
  PRODUCT_LAYOUTS,
  WORDS_PLACES,
  WORDS_TONES,
} from "./page-block.ts";
import { id } from "./shape.ts";

export const home = z.object({
  banners: z.array(
    z.object({
      picture: z.string(),
      title: z.string(),
      subtitle: z.string(),
      /** Mini program path the banner opens, or null. */
      link: z.string().nullable(),
    }),
  ),
  categories: z.array(z.object({ id, name: z.string(), icon: z.string().nullable() })),
  coupons: z.array(couponOffer),
  sections: z.array(
    z.object({ key: z.string(), title: z.string(), subtitle: z.string(), products: z.array(productCard) }),
  ),
});
export type Home = z.infer<typeof home>;

/** A link as a page shows it: what it led to is there, or the link is null. */
export const shownLink = z.object({
  to: z.enum(LINKS),
  /** Of product, category and topic. */
  id: id.nullable(),
  /** Name of the category or topic, or the words to search for. */
  title: z.string(),
});
export type ShownLink = z.infer<typeof shownLink>;

const link = shownLink.nullable();
const base = { id: z.string() };

/**
 * A block with everything it shows; what has nothing left to show is not there. New kinds may come: a client skips those that it
 * does not know.
 */
export const shownBlock = z.discriminatedUnion("kind", [
  z.object({
    ...base,
    kind: z.literal("banner"),
    ratio: z.enum(BANNER_RATIOS),
    slides: z.array(
      z.object({
        picture: z.string(),
        title: z.string(),
        subtitle: z.string(),
        place: z.enum(WORDS_PLACES),
        tone: z.enum(WORDS_TONES),
        link,
      }),
    ),
  }),
  z.object({
    ...base,
    kind: z.literal("icons"),
    columns: z.number().int(),
    items: z.array(z.object({ picture: z.string().nullable(), text: z.string(), link })),
  }),
  z.object({
    ...base,
    kind: z.literal("notice"),
    tone: z.enum(NOTICE_TONES),
    lines: z.array(z.object({ text: z.string(), link })),
  }),
  z.object({
    ...base,
    kind: z.literal("picture"),
    layout: z.enum(PICTURE_LAYOUTS),
    ratio: z.enum(PICTURE_RATIOS),
    rounded: z.boolean(),
    pictures: z.array(z.object({ picture: z.string(), alt: z.string(), link })),
    /** Percent of the picture. */
    areas: z.array(
      z.object({
        x: z.number().int(),
        y: z.number().int(),
        w: z.number().int(),
        h: z.number().int(),
        link,
      }),
    ),
  }),
  z.object({
    ...base,
    kind: z.literal("title"),
    text: z.string(),
    subtitle: z.string(),
    align: z.enum(ALIGNS),
    link,
  }),
  z.object({
    ...base,
    kind: z.literal("products"),
    title: z.string(),
    subtitle: z.string(),
    layout: z.enum(PRODUCT_LAYOUTS),
    ranked: z.boolean(),
    products: z.array(productCard),
  }),
  z.object({ ...base, kind: z.literal("coupons"), offers: z.array(couponOffer) }),
  z.object({ ...base, kind: z.literal("search"), hint: z.string() }),
  z.object({
    ...base,
    kind: z.literal("topic"),
    page_id: id,
    picture: z.string().nullable(),
    title: z.string(),
    subtitle: z.string(),
  }),
  z.object({
    ...base,
    kind: z.literal("text"),
    align: z.enum(ALIGNS),
    paragraphs: z.array(z.object({ style: z.enum(PARAGRAPH_STYLES), text: z.string() })),
  }),
  z.object({ ...base, kind: z.literal("space"), height: z.number().int(), line: z.boolean() }),
]);
export type ShownBlock = z.infer<typeof shownBlock>;
export type ShownOf<K extends ShownBlock["kind"]> = Extract<ShownBlock, { kind: K }>;

export const shownPage = z.object({
  id,
  title: z.string(),
  ground: z.enum(PAGE_GROUNDS),
  /** Whether everything there is follows below. */
  endless: z.boolean(),
  share: z.object({ title: z.string(), picture: z.string().nullable() }),
  blocks: z.array(shownBlock),
});
export type ShownPage = z.infer<typeof shownPage>;

export const pageRoutes = {
  /** For clients from before composed pages; filled from the home page's blocks. */
  home: oc.route({ method: "GET", path: "/home", summary: "首页（旧版客户端）" }).output(home),
  front: oc.route({ method: "GET", path: "/pages/home", summary: "首页" }).output(shownPage),
  topic: oc
    .route({ method: "GET", path: "/pages/{page_id}", summary: "专题页" })
    .input(z.object({ page_id: id }))
    .output(shownPage),
};
