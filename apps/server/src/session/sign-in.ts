/** wx.login code → customer → bearer token. The openid comes from code2Session and nowhere else (B28). */
import { DAY_MS } from "@banyan/kernel";
import type { Wechat } from "@banyan/wechat";
import { recordConsent } from "../customer/consent.ts";
import { violates } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { newToken } from "./session.ts";
import { findIdentity, insertCustomer, insertSession, type WechatIdentity } from "./store.ts";

const SESSION_MS = 30 * DAY_MS;

/**
 * @param device what the person knows this device by
 * @returns a token valid for 30 days
 * @throws Refusal wechat_code_invalid, wechat_blocked, wechat_busy, privacy_consent_needed (nobody is a customer unasked), invalid_input
 */
export async function signIn(
  services: Services,
  input: { code: string; privacy_version?: number | undefined },
  device = "",
): Promise<{ token: string; customer_id: string; is_new: boolean; expires_in_ms: number }> {
  const wechat =
    (await services.wechat.current()) ?? refuse("wechat_busy", { message: "店铺还没有配置微信登录" });
  const identity = await askWechat(wechat.client, wechat.open.appid, input.code);
  const shop = await services.settings.get("shop");
  const current = shop.privacy_version;
  const agreed = input.privacy_version ?? 0;
  if (agreed > current) refuse("invalid_input", { field: "privacy_version", message: "隐私政策版本不正确" });
  const { token, hash } = newToken();
  const enter = () =>
    services.database.transact(async (tx) => {
      const known = await findIdentity(tx, identity);
      if (agreed < current && (known?.privacyVersion ?? 0) < current) refuse("privacy_consent_needed");
      const id = known?.customerId ?? (await insertCustomer(tx, identity, "微信用户")) ?? refuse("busy");
      if (agreed > (known?.privacyVersion ?? 0)) await recordConsent(tx, id, agreed, shop);
      await insertSession(tx, { hash, customerId: id, openid: identity.openid, device, ttlMs: SESSION_MS });
      return { id, isNew: known === null };
    });
  // Two first sign-ins at once: the registry's key lets one through; the other finds that customer on its second look.
  const entered = await enter().catch((error: unknown) => {
    if (violates(error, "identity_pkey")) return enter();
    throw error;
  });
  return { token, customer_id: String(entered.id), is_new: entered.isNew, expires_in_ms: SESSION_MS };
}

async function askWechat(client: Wechat, appid: string, code: string): Promise<WechatIdentity> {
  const answer = await client.codeToSession(code);
  if (answer.kind === "unknown") refuse("wechat_busy");
  if (answer.kind === "refused") {
    if (answer.code === "40226") refuse("wechat_blocked");
    if (answer.code === "-1" || answer.code === "45011") refuse("wechat_busy");
    refuse("wechat_code_invalid", { field: "code" });
  }
  return { appid, openid: answer.value.openid, unionid: answer.value.unionid ?? null };
}
