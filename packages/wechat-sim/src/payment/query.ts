import type { Exchange } from "../http.ts";
import { PayRefusal, parameterError, signError } from "../merchant/refusal.ts";
import type { Platform } from "../platform.ts";
import { findOrder, findOrderByTransaction, type PayOrder } from "./store.ts";
import { transactionView } from "./transaction.ts";

function checkMerchant(platform: Platform, query: URLSearchParams): void {
  for (const name of query.keys()) {
    if (name !== "mchid") throw parameterError(name, undefined, "参数中含有非法的额外参数", "query");
  }
  const given = query.getAll("mchid");
  if (given.length !== 1) throw parameterError("mchid", undefined, "缺少必填参数mchid", "query");
  if (given[0] !== platform.keys.credentials.mchid) throw signError("请求头中的商户号与参数中的mchid不一致");
}

function answer(platform: Platform, order: PayOrder | undefined): object {
  if (order === undefined) throw new PayRefusal(404, "ORDER_NOT_EXIST", "订单不存在");
  return transactionView(platform.keys.credentials, order);
}

/** GET /v3/pay/transactions/out-trade-no/{out_trade_no}?mchid= */
export function queryByTradeNumber(platform: Platform, exchange: Exchange, outTradeNo: string): object {
  checkMerchant(platform, exchange.query);
  return answer(platform, findOrder(platform, outTradeNo));
}

/** GET /v3/pay/transactions/id/{transaction_id}?mchid= (paid orders only) */
export function queryByTransactionId(platform: Platform, exchange: Exchange, transactionId: string): object {
  checkMerchant(platform, exchange.query);
  return answer(platform, findOrderByTransaction(platform.database, transactionId));
}
