import type { Exchange } from "../http.ts";
import { parseBody } from "../merchant/fields.ts";
import { PayRefusal, signError } from "../merchant/refusal.ts";
import type { Platform } from "../platform.ts";
import { commitPayment } from "./pay.ts";
import { findOrder, isPaid, setOrderState } from "./store.ts";

/** POST …/out-trade-no/{out_trade_no}/close: 204, again and again; a paid order refuses with ORDER_PAID. */
export function closeTransaction(platform: Platform, exchange: Exchange, outTradeNo: string): undefined {
  const body = parseBody(exchange.body, { mchid: { type: "string", max: 32, required: true } });
  if (body.mchid !== platform.keys.credentials.mchid)
    throw signError("请求头中的商户号与请求体中的mchid不一致");
  const order = findOrder(platform, outTradeNo);
  if (order === undefined) throw new PayRefusal(404, "ORDER_NOT_EXIST", "订单不存在");
  const overtaken = order.state === "NOTPAY" && platform.faults.take("paid_while_closing", exchange.subject);
  if (overtaken) {
    commitPayment(platform, order, order.openid, order.total);
    platform.scheduler.wake();
  }
  if (overtaken || isPaid(order)) throw new PayRefusal(400, "ORDER_PAID", "该订单已支付", 268498689);
  setOrderState(platform.database, outTradeNo, "CLOSED");
}
