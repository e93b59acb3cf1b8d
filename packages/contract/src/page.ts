import { oc } from "@orpc/contract";
import { z } from "zod";
import { productCard } from "./catalog.ts";
import { couponOffer } from "./coupon.ts";
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

export const pageRoutes = {
  home: oc.route({ method: "GET", path: "/home", summary: "首页" }).output(home),
};
