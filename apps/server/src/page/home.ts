/** The home page: banners, categories, coupons and sections; its bytes are kept by tier, since cards say what goods are worth. */
import type { Home } from "@banyan/contract";
import { sectionProducts } from "../catalog/cards.ts";
import { listCategories } from "../catalog/categories.ts";
import { listOffers } from "../coupon/offers.ts";
import type { PromoterView } from "../promoter/view.ts";
import type { Services } from "../services.ts";
import { readSettingValue } from "../setting/value.ts";
import { DEFAULT_HOME, HOME_SETTING, type HomeSetting, homeSetting } from "./home-setting.ts";

const MAX_COUPONS = 6;

/** Four statements, whatever the page holds. A section without products is left out. */
export async function loadHome(services: Services, view: PromoterView | null): Promise<Home> {
  const { query } = services.database;
  const setting = await readHomeSetting(services);
  const [categories, coupons, products] = await Promise.all([
    listCategories(query),
    listOffers(query, null),
    sectionProducts(
      query,
      setting.sections.map((section) => ({
        mode: section.mode,
        category_id: section.category_id ?? null,
        product_ids: section.product_ids ?? [],
        limit: section.limit,
      })),
      view,
    ),
  ]);
  return {
    banners: setting.banners,
    categories: categories.map(({ id, name, icon }) => ({ id, name, icon })),
    coupons: coupons.slice(0, MAX_COUPONS),
    sections: setting.sections
      .map(({ key, title, subtitle }, index) => ({ key, title, subtitle, products: products[index] ?? [] }))
      .filter((section) => section.products.length > 0),
  };
}

/** A row this version cannot read must not take the home page away. */
async function readHomeSetting(services: Services): Promise<HomeSetting> {
  const value = await readSettingValue(services.database.query, HOME_SETTING);
  if (value === null) return DEFAULT_HOME;
  const parsed = homeSetting.safeParse(value);
  if (parsed.success) return parsed.data;
  services.log.error("home setting unreadable", parsed.error);
  return DEFAULT_HOME;
}
