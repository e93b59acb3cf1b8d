/** What every visitor may know of the shop. */
import type { ShopInfo } from "@banyan/contract";
import { MINIMUM_CLIENT } from "../http/client-version.ts";
import type { Services } from "../services.ts";

/** Where the demo shows what WeChat would show. */
const WECHAT_BRIDGE = "/__wechat";

/** No statement while the settings are cached. */
export async function loadShopInfo(services: Services): Promise<ShopInfo> {
  const [shop, order, notice, catalog] = await Promise.all([
    services.settings.get("shop"),
    services.settings.get("order"),
    services.settings.get("notice"),
    services.settings.get("catalog"),
  ]);
  const demo = services.config.demo !== null;
  return {
    name: shop.name,
    slogan: shop.slogan,
    service_phone: shop.service_phone,
    about: shop.about,
    licence: shop.licence,
    demo,
    wechat_bridge: demo ? WECHAT_BRIDGE : null,
    privacy_version: shop.privacy_version,
    privacy_text: shop.privacy_text,
    agreement_text: shop.agreement_text,
    aftersale_days: order.aftersale_days,
    unpaid_minutes: order.unpaid_minutes,
    promises: catalog.promises,
    message_templates: Object.entries(notice)
      .filter(([, templateId]) => templateId !== "")
      .map(([topic, template_id]) => ({ topic, template_id })),
    minimum_client: MINIMUM_CLIENT,
  };
}
