import { oc } from "@orpc/contract";
import { z } from "zod";
import { listFilter, productCard } from "./catalog.ts";
import { fen, id, optionalText } from "./shape.ts";

/** word: searched as it stands. category and product: led to by their id. */
export const SUGGESTION_KINDS = ["word", "category", "product"] as const;
export const suggestion = z.object({
  kind: z.enum(SUGGESTION_KINDS),
  text: z.string(),
  /** Of the category or product; null for a word. */
  id: id.nullable(),
});
export type Suggestion = z.infer<typeof suggestion>;

/** What the products found can be narrowed down by, most first. */
export const searchFacets = z.object({
  total: z.number().int(),
  categories: z.array(z.object({ id, name: z.string(), count: z.number().int() })),
  tags: z.array(z.object({ tag: z.string(), count: z.number().int() })),
  in_stock: z.number().int(),
  /** How many are 服务核销. */
  service: z.number().int(),
  /** Of all that were found, whatever the price asked for; null: nothing was found. */
  price: z.object({ least_fen: fen, most_fen: fen }).nullable(),
});
export type Facets = z.infer<typeof searchFacets>;

const q = optionalText("搜索词", 40);

export const searchRoutes = {
  start: oc.route({ method: "GET", path: "/search", summary: "热搜词" }).output(
    z.object({
      /** set: the operator put it there; otherwise it is searched often. */
      hot: z.array(z.object({ word: z.string(), set: z.boolean() })),
    }),
  ),
  suggest: oc
    .route({ method: "GET", path: "/search/suggestions", summary: "搜索联想" })
    .input(z.object({ q }))
    .output(z.object({ items: z.array(suggestion) })),
  facets: oc
    .route({ method: "GET", path: "/search/facets", summary: "筛选项与件数" })
    .input(z.object({ ...listFilter, q: q.optional() }))
    .output(searchFacets),
  near: oc
    .route({ method: "GET", path: "/search/near", summary: "没有结果时的相近商品与热卖" })
    .input(z.object({ q }))
    .output(z.object({ near: z.array(productCard), hot: z.array(productCard) })),
};
