/** All settings as the console shows them, read past the cache. Secrets show as their last four characters. */
import { SETTING_KEYS, SETTINGS, type SettingKey, type Settings } from "@banyan/contract";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import type { Seal } from "../seal/seal.ts";
import { DEFAULT_SETTINGS, type SettingValues } from "./settings.ts";
import { readSettings, type SettingRow } from "./store.ts";
import { WECHAT_SEAL_PLACE, WECHAT_SETTING, type WechatPublic, type WechatSecrets } from "./wechat.ts";

/** One statement. A setting that was never written has version 0. */
export async function readAllSettings(query: Kysely<Tables>, seal: Seal): Promise<Settings> {
  const rows = new Map((await readSettings(query)).map((row) => [row.key, row]));
  const values: Record<string, unknown> = {};
  for (const key of SETTING_KEYS) values[key] = settingOf(key, rows.get(key));
  const versions = Object.fromEntries(SETTING_KEYS.map((key) => [key, rows.get(key)?.version ?? 0]));
  return {
    ...(values as SettingValues),
    versions: versions as Settings["versions"],
    wechat: wechatShown(rows.get(WECHAT_SETTING), seal),
  };
}

/** The value of one key, or what a new shop starts with. */
export function settingOf<K extends SettingKey>(key: K, row: SettingRow | undefined): SettingValues[K] {
  return (row ? SETTINGS[key].parse(row.value) : DEFAULT_SETTINGS[key]) as SettingValues[K];
}

function wechatShown(row: SettingRow | undefined, seal: Seal): Settings["wechat"] {
  const open = row?.value as WechatPublic | undefined;
  const secrets = row?.sealed ? seal.open<WechatSecrets>(WECHAT_SEAL_PLACE, row.sealed) : null;
  return {
    appid: open?.appid ?? "",
    mchid: open?.mchid ?? "",
    merchant_serial: open?.merchant_serial ?? "",
    public_key_id: open?.public_key_id ?? "",
    secret_masked: mask(secrets?.secret),
    api_v3_key_masked: mask(secrets?.api_v3_key),
  };
}

function mask(secret: string | undefined): string {
  return secret === undefined ? "" : `••••${secret.slice(-4)}`;
}
