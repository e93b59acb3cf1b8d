import type { ConsoleOrder } from "@banyan/contract";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { CopyText } from "../design/copy-text.tsx";
import { Money } from "../design/money.tsx";
import { Card } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { AFTERSALE_TONE, PAYMENT_WORD, REFUND_CAUSE, REFUND_WORD } from "./words.ts";

/** WeChat's numbers are long and compared by their ends: the middle is left out on screen, never in the copy. */
function shortNumber(number: string): string {
  return number.length > 18 ? `${number.slice(0, 8)}…${number.slice(-6)}` : number;
}

export function ShipmentsCard({ order }: { order: ConsoleOrder }): ReactElement | null {
  if (order.shipments.length === 0) return null;
  return (
    <Card title="发货">
      <ul className="by-records">
        {order.shipments.map((shipment) => (
          <li key={shipment.no}>
            <span>
              <b>{shipment.fulfilment === "service" ? "服务完成" : (shipment.carrier ?? "快递")}</b>
              {shipment.tracking_no && <CopyText text={shipment.tracking_no} />}
            </span>
            <time className="num">{timeText(shipment.shipped_at)}</time>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Money as WeChat knows it: every attempt to pay and every refund, with the numbers that its bills carry. */
export function MoneyCard({ order }: { order: ConsoleOrder }): ReactElement | null {
  if (order.payments.length + order.refunds.length === 0) return null;
  return (
    <Card title="支付与退款" note="与微信支付账单逐笔对应" flush>
      <div className="by-scroll">
        <table className="by-table">
          <thead>
            <tr>
              <th>类型</th>
              <th>单号</th>
              <th>微信单号</th>
              <th>金额</th>
              <th>状态</th>
              <th>时间</th>
            </tr>
          </thead>
          <tbody>
            {order.payments.map((payment) => (
              <tr key={payment.no}>
                <td>支付</td>
                <td>
                  <CopyText text={payment.no} />
                </td>
                <td>
                  {payment.transaction_id ? (
                    <CopyText text={payment.transaction_id} shown={shortNumber(payment.transaction_id)} />
                  ) : (
                    "—"
                  )}
                </td>
                <td>
                  <Money fen={payment.amount_fen} />
                </td>
                <td>
                  <StateTag tone={PAYMENT_WORD[payment.state]?.tone ?? "grey"}>
                    {PAYMENT_WORD[payment.state]?.text ?? "其他"}
                  </StateTag>
                </td>
                <td className="num">{timeText(payment.paid_at ?? payment.created_at)}</td>
              </tr>
            ))}
            {order.refunds.map((refund) => (
              <tr key={refund.no}>
                <td>退款 · {REFUND_CAUSE[refund.cause] ?? "其他"}</td>
                <td>
                  <CopyText text={refund.no} />
                </td>
                <td>
                  {refund.refund_id ? (
                    <CopyText text={refund.refund_id} shown={shortNumber(refund.refund_id)} />
                  ) : (
                    "—"
                  )}
                </td>
                <td>
                  <Money fen={-refund.amount_fen} tone="price" />
                </td>
                <td>
                  <StateTag tone={REFUND_WORD[refund.state]?.tone ?? "grey"}>
                    {REFUND_WORD[refund.state]?.text ?? "其他"}
                  </StateTag>
                </td>
                <td className="num">{timeText(refund.succeeded_at ?? refund.created_at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

export function AftersalesCard({ order }: { order: ConsoleOrder }): ReactElement | null {
  if (order.aftersales.length === 0) return null;
  return (
    <Card title="售后">
      <ul className="by-records">
        {order.aftersales.map((aftersale) => (
          <li key={aftersale.no}>
            <span>
              <Link className="by-link" to={`/aftersales/${aftersale.no}`}>
                {aftersale.reason}
              </Link>
              <StateTag tone={AFTERSALE_TONE[aftersale.state] ?? "grey"}>{aftersale.state_text}</StateTag>
            </span>
            <span>
              <Money fen={aftersale.amount_fen + aftersale.freight_fen} />
              <time className="num">{timeText(aftersale.created_at)}</time>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
