/** Changes WeChat's credentials. A secret that is left out stays as it is; none ever leaves the server again. */
import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import type { Settings } from "@banyan/contract";
import type { Context } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { act } from "../staff/act.ts";
import { readAllSettings } from "./read-all.ts";
import { readSetting, writeSetting } from "./store.ts";
import { WECHAT_SEAL_PLACE, WECHAT_SETTING, type WechatPublic, type WechatSecrets } from "./wechat.ts";

/** WeChat Pay signs with RSA-2048 and SHA-256 (docs/WECHAT.md 2.2). */
const MIN_RSA_BITS = 2048;

export interface WechatInput {
  appid: string;
  mchid: string;
  merchant_serial: string;
  public_key_id: string;
  secret?: string | undefined;
  merchant_private_key_pem?: string | undefined;
  api_v3_key?: string | undefined;
  public_key_pem?: string | undefined;
}

/** @throws Refusal invalid_input at the credential that is nonsense or still missing, already_changed */
export async function putWechat(context: Context, input: WechatInput): Promise<Settings> {
  const { services } = context;
  checkKeys(input);
  const settings = await act(context, {
    action: "setting.wechat",
    target: "setting:wechat",
    work: async (tx) => {
      const row = await readSetting(tx, WECHAT_SETTING);
      const open = (row?.value ?? null) as WechatPublic | null;
      const known = row?.sealed ? services.seal.open<WechatSecrets>(WECHAT_SEAL_PLACE, row.sealed) : null;
      const value = openPart(input, open);
      const sealed = services.seal.seal(WECHAT_SEAL_PLACE, secretPart(input, known));
      const version = row?.version ?? 0;
      if (!(await writeSetting(tx, { key: WECHAT_SETTING, value, sealed, version })))
        refuse("already_changed");
      const result = await readAllSettings(tx, services.seal);
      return {
        result,
        before: open && audited(open),
        after: { ...audited(value), replaced: replaced(input) },
      };
    },
  });
  await services.versions.refresh();
  return settings;
}

function checkKeys(input: WechatInput): void {
  if (input.merchant_private_key_pem !== undefined) {
    checkRsa(
      () => createPrivateKey(input.merchant_private_key_pem ?? ""),
      "merchant_private_key_pem",
      "商户私钥不正确",
    );
  }
  if (input.public_key_pem !== undefined) {
    const pem = input.public_key_pem;
    // createPublicKey would also take a private key and derive the public one from it.
    if (pem.includes("PRIVATE KEY"))
      refuse("invalid_input", { field: "public_key_pem", message: "这是私钥，请填写微信支付公钥" });
    checkRsa(() => createPublicKey(pem), "public_key_pem", "微信支付公钥不正确");
  }
  if (input.api_v3_key !== undefined && !/^[\x21-\x7e]{32}$/.test(input.api_v3_key)) {
    refuse("invalid_input", { field: "api_v3_key", message: "APIv3 密钥是 32 位字母或数字" });
  }
}

function checkRsa(parse: () => KeyObject, field: string, message: string): void {
  let key: KeyObject;
  try {
    key = parse();
  } catch {
    refuse("invalid_input", { field, message });
  }
  if (key.asymmetricKeyType !== "rsa" || (key.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_RSA_BITS) {
    refuse("invalid_input", { field, message: `${message}：需要 RSA ${MIN_RSA_BITS} 位` });
  }
}

/** Earlier public keys stay: WeChat may still sign with them while the shop changes over. */
function openPart(input: WechatInput, known: WechatPublic | null): WechatPublic {
  const keys = { ...known?.public_keys };
  if (input.public_key_pem !== undefined) keys[input.public_key_id] = input.public_key_pem;
  if (keys[input.public_key_id] === undefined) {
    refuse("invalid_input", { field: "public_key_pem", message: "请填写这个公钥 ID 的微信支付公钥" });
  }
  return {
    appid: input.appid,
    mchid: input.mchid,
    merchant_serial: input.merchant_serial,
    public_key_id: input.public_key_id,
    public_keys: keys,
  };
}

function secretPart(input: WechatInput, known: WechatSecrets | null): WechatSecrets {
  const need = (field: keyof WechatSecrets, label: string): string =>
    input[field] ?? known?.[field] ?? refuse("invalid_input", { field, message: `请填写${label}` });
  return {
    secret: need("secret", "AppSecret"),
    merchant_private_key_pem: need("merchant_private_key_pem", "商户私钥"),
    api_v3_key: need("api_v3_key", "APIv3 密钥"),
  };
}

function audited({ appid, mchid, merchant_serial, public_key_id }: WechatPublic): Record<string, string> {
  return { appid, mchid, merchant_serial, public_key_id };
}

/** Which secrets were replaced: their names, never their values. */
function replaced(input: WechatInput): string[] {
  const names = ["secret", "merchant_private_key_pem", "api_v3_key", "public_key_pem"] as const;
  return names.filter((name) => input[name] !== undefined);
}
