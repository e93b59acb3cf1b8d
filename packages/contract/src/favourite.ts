import { oc } from "@orpc/contract";
import { z } from "zod";
import { productCard } from "./catalog.ts";
import { empty, fen, id, instant, page, pageQuery } from "./shape.ts";

/** Shown at once: more are cleared first. */
export const MAX_FAVOURITES = 500;
/** Removed at once. */
const MAX_BATCH = 100;

export const favourite = z.object({
  product_id: id,
  /** null: no longer for sale; name and picture still say what it was. */
  card: productCard.nullable(),
  name: z.string(),
  picture: z.string(),
  added_at: instant,
  /** How much less it costs than when it was put aside; null where it does not. */
  dropped_fen: fen.nullable(),
});
export type Favourite = z.infer<typeof favourite>;

export const productIds = z.array(id).min(1, "请选择商品").max(MAX_BATCH, `一次最多 ${MAX_BATCH} 件`);

export const favouriteRoutes = {
  list: oc
    .route({ method: "GET", path: "/favourites", summary: "我的收藏" })
    .input(z.object(pageQuery))
    .output(page(favourite)),
  state: oc
    .route({ method: "GET", path: "/favourites/{product_id}", summary: "是否收藏" })
    .input(z.object({ product_id: id }))
    .output(z.object({ favourite: z.boolean() })),
  add: oc
    .route({ method: "POST", path: "/favourites", summary: "收藏" })
    .input(z.object({ product_id: id }))
    .output(empty),
  remove: oc
    .route({ method: "POST", path: "/favourites/remove", summary: "取消收藏" })
    .input(z.object({ product_ids: productIds }))
    .output(z.object({ removed: z.number().int() })),
  /** Undoes a removal of the last hour, with the price and day it had. */
  restore: oc
    .route({ method: "POST", path: "/favourites/restore", summary: "恢复收藏" })
    .input(z.object({ product_ids: productIds }))
    .output(z.object({ restored: z.number().int() })),
};
