import type { ConsoleOrder } from "@banyan/contract";
import { specText } from "@banyan/kernel";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { Money } from "../design/money.tsx";
import { Card } from "../design/page.tsx";
import { PictureThumb } from "../design/picture.tsx";
import { StateTag } from "../design/state-tag.tsx";

function Line({ line }: { line: ConsoleOrder["lines"][number] }): ReactElement {
  return (
    <tr>
      <td>
        <div className="by-cell-main">
          <PictureThumb src={line.picture} size={48} />
          <div>
            <Link to={`/products/${line.product_id}`}>
              <b className="by-clamp">{line.name}</b>
            </Link>
            <small>{specText(line.spec, line.sku_code, line.fulfilment === "service" ? "服务" : "")}</small>
          </div>
        </div>
      </td>
      <td>
        <Money fen={line.price_fen} />
      </td>
      <td className="num">× {line.quantity}</td>
      <td>
        {line.discount_fen + line.self_discount_fen > 0 ? (
          <Money fen={-(line.discount_fen + line.self_discount_fen)} tone="muted" />
        ) : (
          "—"
        )}
        {line.self_discount_fen > 0 && <small className="by-block">含自购省</small>}
      </td>
      <td>
        <Money fen={line.net_fen - line.self_discount_fen} />
      </td>
      <td>
        {line.refunded_fen > 0 ? (
          <>
            <Money fen={line.refunded_fen} tone="price" />
            <small className="num by-block">{line.refunded_quantity} 件</small>
          </>
        ) : line.aftersale &&
          (line.aftersale.state === "requested" || line.aftersale.state === "refunding") ? (
          <Link to={`/aftersales/${line.aftersale.no}`}>
            <StateTag tone="amber">售后中</StateTag>
          </Link>
        ) : (
          "—"
        )}
      </td>
    </tr>
  );
}

/** What was bought, and how the amount that was paid comes about. */
export function LinesCard({ order }: { order: ConsoleOrder }): ReactElement {
  return (
    <Card title="商品" flush>
      <div className="by-scroll">
        <table className="by-table by-order-lines">
          <thead>
            <tr>
              <th>商品</th>
              <th>单价</th>
              <th>数量</th>
              <th>优惠</th>
              <th>小计</th>
              <th>已退</th>
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line) => (
              <Line key={line.line_no} line={line} />
            ))}
          </tbody>
        </table>
      </div>
      <dl className="by-sums">
        <div>
          <dt>商品金额</dt>
          <dd>
            <Money fen={order.goods_fen} />
          </dd>
        </div>
        {order.coupons.map((coupon) => (
          <div key={coupon.grant_id}>
            <dt>
              优惠券 <Link to={`/coupons/${coupon.coupon_id}`}>{coupon.name}</Link>
            </dt>
            <dd>
              <Money fen={-coupon.discount_fen} />
            </dd>
          </div>
        ))}
        {order.self_discount_fen > 0 && (
          <div>
            <dt>自购省</dt>
            <dd>
              <Money fen={-order.self_discount_fen} />
            </dd>
          </div>
        )}
        <div>
          <dt>运费</dt>
          <dd>
            <Money fen={order.freight_fen} />
          </dd>
        </div>
        <div className="is-total">
          <dt>实付</dt>
          <dd>
            <Money fen={order.payable_fen} size={20} tone="price" />
          </dd>
        </div>
        {order.refunded_fen > 0 && (
          <>
            <div>
              <dt>已退款</dt>
              <dd>
                <Money fen={-order.refunded_fen} />
              </dd>
            </div>
            <div>
              <dt>实收</dt>
              <dd>
                <Money fen={order.payable_fen - order.refunded_fen} />
              </dd>
            </div>
          </>
        )}
      </dl>
    </Card>
  );
}
