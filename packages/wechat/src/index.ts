/** The real WeChat clients: sign-in, Pay v3 with transfers, subscribe messages and codes, on node:crypto and fetch alone. */
export type { Answer } from "./answer.ts";
export { createWechat, type Wechat } from "./client.ts";
export type { WechatConfig } from "./config.ts";
export type { Picture } from "./login/call.ts";
export type { PhoneNumber } from "./login/phone.ts";
export type { TextCheck, TextVerdict } from "./message/text-check.ts";
export type { CallbackResult, TransferCallbackResult } from "./pay/callback.ts";
export type { PaymentFact, RefundFact, TransferFact } from "./pay/facts.ts";
export type { Transfer, TransferCancel } from "./pay/transfer.ts";
export type { UnlimitedCode } from "./share/unlimited-code.ts";
