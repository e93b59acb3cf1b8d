/** WeChat's credentials from settings (secrets sealed) and the client built from them. */
import { createWechat, type Wechat } from "@banyan/wechat";
import type { Database } from "../db/database.ts";
import type { Seal } from "../seal/seal.ts";
import type { Demo } from "../services.ts";
import { readSettings } from "./store.ts";
import type { Versions } from "./versions.ts";

export const WECHAT_SETTING = "wechat";
export const WECHAT_SEAL_PLACE = "setting:sealed:wechat";
const API_BASE = "https://api.weixin.qq.com";
const PAY_BASE = "https://api.mch.weixin.qq.com";

/** The open part of the setting. */
export interface WechatPublic {
  appid: string;
  mchid: string;
  merchant_serial: string;
  public_key_id: string;
  /** PUB_KEY_ID or platform certificate serial → PEM. */
  public_keys: Record<string, string>;
}
export interface WechatSecrets {
  secret: string;
  merchant_private_key_pem: string;
  api_v3_key: string;
}

export interface WechatProvider {
  /** null until the owner has filled in the credentials. */
  current(): Promise<{ client: Wechat; open: WechatPublic } | null>;
}

/** @param demo demo mode only: both of WeChat's hosts are the simulator */
export function createWechatProvider(
  database: Database,
  seal: Seal,
  versions: Versions,
  demo: Demo | null,
): WechatProvider {
  let cache: Promise<{ client: Wechat; open: WechatPublic } | null> | null = null;
  versions.onChange("setting", () => {
    cache = null;
  });
  const load = async () => {
    const row = (await readSettings(database.query)).find((setting) => setting.key === WECHAT_SETTING);
    if (!row?.sealed) return null;
    const open = row.value as WechatPublic;
    const secrets = seal.open<WechatSecrets>(WECHAT_SEAL_PLACE, row.sealed);
    const client = createWechat({
      apiBase: demo?.simulatorUrl ?? API_BASE,
      payBase: demo?.simulatorUrl ?? PAY_BASE,
      appid: open.appid,
      secret: secrets.secret,
      mchid: open.mchid,
      merchantSerial: open.merchant_serial,
      merchantPrivateKeyPem: secrets.merchant_private_key_pem,
      apiV3Key: secrets.api_v3_key,
      publicKeyId: open.public_key_id,
      publicKeys: open.public_keys,
      ...(demo?.patienceMs === undefined ? {} : { patienceMs: demo.patienceMs }),
    });
    return { client, open };
  };
  return {
    async current() {
      cache ??= load();
      try {
        return await cache;
      } catch (error) {
        cache = null;
        throw error;
      }
    },
  };
}
