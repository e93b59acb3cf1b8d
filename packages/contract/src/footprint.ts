import { oc } from "@orpc/contract";
import { z } from "zod";
import { productCard } from "./catalog.ts";
import { productIds } from "./favourite.ts";
import { count, empty, id, instant, page, pageQuery } from "./shape.ts";

/** A person's footprints: so many of the newest, and none older than this. */
export const MAX_FOOTPRINTS = 200;
export const FOOTPRINT_DAYS = 90;
/** Looks told in one call. */
export const MAX_VIEWS = 50;

export const footprint = z.object({
  product_id: id,
  /** null: no longer for sale. */
  card: productCard.nullable(),
  name: z.string(),
  picture: z.string(),
  viewed_at: instant,
  /** Business day of the last look: "2026-11-30". */
  day: z.string(),
});
export type Footprint = z.infer<typeof footprint>;

export const footprintRoutes = {
  /** Told by the client in batches, so that no product page waits for it. */
  record: oc
    .route({ method: "POST", path: "/footprints", summary: "记录浏览" })
    .input(
      z.object({
        views: z
          .array(
            z.object({
              product_id: id,
              /** How long ago the look was, seconds. */
              seconds_ago: count("浏览时间", 0, 7 * 86_400),
            }),
          )
          .min(1, "没有浏览记录")
          .max(MAX_VIEWS, `一次最多 ${MAX_VIEWS} 条`),
      }),
    )
    .output(empty),
  list: oc
    .route({ method: "GET", path: "/footprints", summary: "我的足迹" })
    .input(z.object(pageQuery))
    .output(page(footprint)),
  remove: oc
    .route({ method: "POST", path: "/footprints/remove", summary: "删除足迹" })
    .input(z.object({ product_ids: productIds }))
    .output(z.object({ removed: z.number().int() })),
  clear: oc.route({ method: "DELETE", path: "/footprints", summary: "清空足迹" }).output(empty),
  /** Off: nothing more is remembered, and what is there goes. */
  setting: oc
    .route({ method: "PUT", path: "/footprints/setting", summary: "足迹开关" })
    .input(z.object({ on: z.boolean({ error: "请选择是否记录足迹" }) }))
    .output(empty),
};
