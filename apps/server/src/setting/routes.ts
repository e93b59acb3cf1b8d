import { regionTree } from "../address/regions.ts";
import { api } from "../http/context.ts";
import { loadShopInfo } from "./shop-info.ts";

export const shopRoutes = {
  info: api.shop.info.handler(({ context }) => loadShopInfo(context.services)),
  regions: api.shop.regions.handler(() => ({ regions: regionTree() })),
};
