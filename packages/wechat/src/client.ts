import type { Answer } from "./answer.ts";
import type { WechatConfig } from "./config.ts";
import type { Picture } from "./login/call.ts";
import { type PhoneNumber, phoneNumber } from "./login/phone.ts";
import { codeToSession, type LoginSession } from "./login/session.ts";
import { createTokenSource } from "./login/token.ts";
import { type SubscribeMessage, sendSubscribeMessage } from "./message/subscribe.ts";
import { checkText, type TextCheck, type TextVerdict } from "./message/text-check.ts";
import {
  type CallbackHeaders,
  type CallbackResult,
  openCallback,
  parseTransferCallback,
  type TransferCallbackResult,
} from "./pay/callback.ts";
import type { PaymentFact, RefundFact, TransferFact } from "./pay/facts.ts";
import { readKeys } from "./pay/keys.ts";
import { closePayment, type PayParams, type Prepay, payParams, prepay, queryPayment } from "./pay/payment.ts";
import { queryRefund, type Refund, refund } from "./pay/refund.ts";
import {
  cancelTransfer,
  queryTransfer,
  type Transfer,
  type TransferCancel,
  transfer,
} from "./pay/transfer.ts";
import { type UnlimitedCode, unlimitedCode } from "./share/unlimited-code.ts";

/** What the product asks of WeChat. Each call's refusals stand with its function. */
export interface Wechat {
  codeToSession(code: string): Promise<Answer<LoginSession>>;
  phoneNumber(code: string): Promise<Answer<PhoneNumber>>;
  prepay(p: Prepay): Promise<Answer<{ prepayId: string }>>;
  payParams(prepayId: string): PayParams;
  queryPayment(outTradeNo: string): Promise<Answer<PaymentFact>>;
  closePayment(outTradeNo: string): Promise<Answer<null>>;
  refund(p: Refund): Promise<Answer<RefundFact>>;
  queryRefund(outRefundNo: string): Promise<Answer<RefundFact>>;
  openCallback(headers: CallbackHeaders, rawBody: Buffer): CallbackResult;
  transfer(p: Transfer): Promise<Answer<TransferFact>>;
  queryTransfer(outBillNo: string): Promise<Answer<TransferFact>>;
  cancelTransfer(outBillNo: string): Promise<Answer<TransferCancel>>;
  parseTransferCallback(headers: CallbackHeaders, rawBody: Buffer): TransferCallbackResult;
  sendSubscribeMessage(p: SubscribeMessage): Promise<Answer<null>>;
  checkText(p: TextCheck): Promise<Answer<TextVerdict>>;
  unlimitedCode(p: UnlimitedCode): Promise<Answer<Picture>>;
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
    phoneNumber: (code) => phoneNumber(config, tokens, code),
    prepay: (order) => prepay(merchant, order),
    payParams: (prepayId) => payParams(merchant, prepayId),
    queryPayment: (outTradeNo) => queryPayment(merchant, outTradeNo),
    closePayment: (outTradeNo) => closePayment(merchant, outTradeNo),
    refund: (ask) => refund(merchant, ask),
    queryRefund: (outRefundNo) => queryRefund(merchant, outRefundNo),
    openCallback: (headers, rawBody) => openCallback(merchant, headers, rawBody),
    transfer: (ask) => transfer(merchant, ask),
    queryTransfer: (outBillNo) => queryTransfer(merchant, outBillNo),
    cancelTransfer: (outBillNo) => cancelTransfer(merchant, outBillNo),
    parseTransferCallback: (headers, rawBody) => parseTransferCallback(merchant, headers, rawBody),
    sendSubscribeMessage: (message) => sendSubscribeMessage(config, tokens, message),
    checkText: (check) => checkText(config, tokens, check),
    unlimitedCode: (ask) => unlimitedCode(config, tokens, ask),
  };
}
