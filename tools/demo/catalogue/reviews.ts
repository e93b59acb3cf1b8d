import { coffee } from "./coffee.ts";
import { craft } from "./craft.ts";
import { dianhong } from "./dianhong.ts";
import { ham } from "./ham.ts";
import { honey } from "./honey.ts";
import { kitchen } from "./kitchen.ts";
import { mushroom } from "./mushroom.ts";
import { nuts } from "./nuts.ts";
import { pastry } from "./pastry.ts";
import { puer } from "./puer.ts";
import { FOOD_REVIEWS } from "./reviews-food.ts";
import { TEA_REVIEWS } from "./reviews-tea.ts";
import type { DemoReview } from "./shapes.ts";
import { study } from "./study.ts";
import { teaware } from "./teaware.ts";
import { textile } from "./textile.ts";
import { timber } from "./timber.ts";

const PRODUCTS = [
  puer,
  dianhong,
  teaware,
  coffee,
  mushroom,
  pastry,
  honey,
  ham,
  nuts,
  kitchen,
  textile,
  craft,
  study,
  timber,
].flat();

/** Example reviews for the demo shop. They never count as sales and are never offered to a real shop. */
export const demoReviews: DemoReview[] = Object.entries({ ...TEA_REVIEWS, ...FOOD_REVIEWS }).flatMap(
  ([product, rows]) => {
    const skus = PRODUCTS.find(({ key }) => key === product)?.skus;
    if (!skus) throw new Error(`A review names the unknown product ${product}`);
    return rows.map(([nickname, stars, at, text, extra]): DemoReview => {
      const sku = skus[at];
      if (!sku) throw new Error(`${product} has no SKU ${at}`);
      const pictures = (extra?.views ?? []).map((view) => `${product}-${view}`);
      return { product, nickname, stars, text, spec: sku.spec, pictures, reply: extra?.reply ?? null };
    });
  },
);
