import { demoProducts } from "./products.ts";
import { FOOD_REVIEWS } from "./reviews-food.ts";
import { TEA_REVIEWS } from "./reviews-tea.ts";
import type { DemoReview } from "./shapes.ts";

/** Example reviews for the demo shop. They never count as sales and are never offered to a real shop. */
export const demoReviews: DemoReview[] = Object.entries({ ...TEA_REVIEWS, ...FOOD_REVIEWS }).flatMap(
  ([product, rows]) => {
    const skus = demoProducts.find(({ key }) => key === product)?.skus;
    if (!skus) throw new Error(`A review names the unknown product ${product}`);
    return rows.map(([nickname, stars, at, text, extra]): DemoReview => {
      const sku = skus[at];
      if (!sku) throw new Error(`${product} has no SKU ${at}`);
      const pictures = (extra?.views ?? []).map((view) => `${product}-${view}`);
      const { reply = null, added = null } = extra ?? {};
      return { product, nickname, stars, text, spec: sku.spec, pictures, reply, added };
    });
  },
);
