import type { Answer } from "./answer.ts";
import type { WechatConfig } from "./config.ts";
import { codeToSession, type LoginSession } from "./login/session.ts";
import { createTokenSource } from "./login/token.ts";
import { type SubscribeMessage, sendSubscribeMessage } from "./message/subscribe.ts";
import { type CallbackHeaders, type CallbackResult, openCallback } from "./pay/callback.ts";
import type { PaymentFact, RefundFact } from "./pay/facts.ts";
import { readKeys } from "./pay/keys.ts";
import { closePayment, type PayParams, type Prepay, payParams, prepay, queryPayment } from "./pay/payment.ts";
import { queryRefund, type Refund, refund } from "./pay/refund.ts";

/** What the product asks of WeChat. Each call's refusals stand with its function. */
export interface Wechat {
  codeToSession(code: string): Promise<Answer<LoginSession>>;
  prepay(p: Prepay): Promise<Answer<{ prepayId: string }>>;
  payParams(prepayId: string): PayParams;
  queryPayment(outTradeNo: string): Promise<Answer<PaymentFact>>;
  closePayment(outTradeNo: string): Promise<Answer<null>>;
  refund(p: Refund): Promise<Answer<RefundFact>>;
  queryRefund(outRefundNo: string): Promise<Answer<RefundFact>>;
  openCallback(headers: CallbackHeaders, rawBody: Buffer): CallbackResult;
  sendSubscribeMessage(p: SubscribeMessage): Promise<Answer<null>>;
}

/**
 * One merchant's client; keep it, it caches the access token and the parsed keys.
 * @throws where a key of the configuration cannot be used at all
 */
export function createWechat(config: WechatConfig): Wechat {
  const merchant = { config, keys: readKeys(config) };
  const tokens = createTokenSource(config);
  return {
    codeToSession: (code) => codeToSession(config, code),
    prepay: (order) => prepay(merchant, order),
    payParams: (prepayId) => payParams(merchant, prepayId),
    queryPayment: (outTradeNo) => queryPayment(merchant, outTradeNo),
    closePayment: (outTradeNo) => closePayment(merchant, outTradeNo),
    refund: (ask) => refund(merchant, ask),
    queryRefund: (outRefundNo) => queryRefund(merchant, outRefundNo),
    openCallback: (headers, rawBody) => openCallback(merchant, headers, rawBody),
    sendSubscribeMessage: (message) => sendSubscribeMessage(config, tokens, message),
  };
}
