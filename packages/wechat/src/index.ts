/** The real WeChat clients: sign-in, Pay v3 and subscribe messages, on node:crypto and fetch alone. */
export type { Answer } from "./answer.ts";
export { createWechat, type Wechat } from "./client.ts";
export type { WechatConfig } from "./config.ts";
export type { CallbackResult } from "./pay/callback.ts";
export type { PaymentFact, RefundFact } from "./pay/facts.ts";
