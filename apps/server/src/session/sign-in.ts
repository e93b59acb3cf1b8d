/** wx.login code → customer → bearer token. The openid comes from code2Session and nowhere else (B28). */
import { DAY_MS } from "@banyan/kernel";
import type { Wechat } from "@banyan/wechat";
import { violates } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { newToken } from "./session.ts";
import { findIdentity, insertConsent, insertCustomer, insertSession, type WechatIdentity } from "./store.ts";

const SESSION_MS = 30 * DAY_MS;

/**
 * @returns a token valid for 30 days
 * @throws Refusal wechat_code_invalid, wechat_blocked, wechat_busy
 */
export async function signIn(
  services: Services,
  input: { code: string; privacy_version?: number | undefined },
): Promise<{ token: string; customer_id: string; is_new: boolean; expires_in_ms: number }> {
  const wechat =
    (await services.wechat.current()) ?? refuse("wechat_busy", { message: "店铺还没有配置微信登录" });
  const identity = await askWechat(wechat.client, wechat.open.appid, input.code);
  const { token, hash } = newToken();
  const enter = () =>
    services.database.transact(async (tx) => {
      const known = await findIdentity(tx, identity);
      const id = known ?? (await insertCustomer(tx, identity, "微信用户")) ?? refuse("busy");
      if (input.privacy_version !== undefined) await insertConsent(tx, id, input.privacy_version);
      await insertSession(tx, { hash, customerId: id, openid: identity.openid, ttlMs: SESSION_MS });
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
