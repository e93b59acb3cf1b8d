import { rfc3339 } from "../clock.ts";
import type { SimulatorCredentials } from "../credentials.ts";
import { isPaid, type PayOrder, type TradeState } from "./store.ts";

const STATE_WORDS: Record<TradeState, string> = {
  NOTPAY: "订单未支付",
  SUCCESS: "支付成功",
  REFUND: "转入退款",
  CLOSED: "订单已关闭",
};

/** An order as a query and the decrypted callback show it (docs/WECHAT.md 2.9). */
export function transactionView(credentials: SimulatorCredentials, order: PayOrder): Record<string, unknown> {
  const view: Record<string, unknown> = {
    appid: credentials.appid,
    mchid: credentials.mchid,
    out_trade_no: order.out_trade_no,
    trade_state: order.state,
    trade_state_desc: STATE_WORDS[order.state],
    promotion_detail: [],
    payer: {},
    amount: { total: order.total, currency: "CNY" },
  };
  if (order.attach !== null) view["attach"] = order.attach;
  if (!isPaid(order)) return view;
  return {
    ...view,
    transaction_id: order.transaction_id,
    trade_type: "JSAPI",
    bank_type: "OTHERS",
    success_time: rfc3339(order.paid_at),
    payer: { openid: order.paid_by },
    amount: {
      total: order.paid_total,
      payer_total: order.paid_total,
      currency: "CNY",
      payer_currency: "CNY",
    },
  };
}
