/** Settings of a test shop, written as its owner writes them: WeChat's credentials and whatever a test wants different. */
import type { SettingKey } from "@banyan/contract";
import { DEFAULT_SETTINGS, type SettingValues } from "@banyan/server/setting/settings.ts";
import type { Shop } from "./shop.ts";

/** Freight 0 unless told, so that a price is what the goods cost. */
const PLAIN: Partial<SettingValues> = {
  freight: { base_fen: 0, free_over_fen: null, remote: [], unserved: [] },
};

export async function putSettings(shop: Shop, wanted: Partial<SettingValues>): Promise<void> {
  const { credentials } = shop.simulator;
  const { setting } = shop.owner.api.console;
  await setting.putWechat({
    appid: credentials.appid,
    secret: credentials.secret,
    mchid: credentials.mchid,
    merchant_serial: credentials.merchant_serial,
    merchant_private_key_pem: credentials.merchant_private_key_pem,
    api_v3_key: credentials.api_v3_key,
    public_key_id: credentials.wechatpay_public_key_id,
    public_key_pem: credentials.wechatpay_public_key_pem,
  });
  for (const [key, value] of Object.entries({ ...PLAIN, ...wanted })) {
    await putOne(shop, key as SettingKey, value);
  }
}

/** Changes one setting; what is left out of `value` is as in a new shop. Both processes know it at once. */
export async function putOne<K extends SettingKey>(
  shop: Shop,
  key: K,
  value: Partial<SettingValues[K]>,
): Promise<void> {
  const { setting } = shop.owner.api.console;
  const { versions } = await setting.get();
  await setting.put({ key, version: versions[key], value: { ...DEFAULT_SETTINGS[key], ...value } });
  await Promise.all([shop.services.versions.refresh(), shop.workerServices.versions.refresh()]);
}
