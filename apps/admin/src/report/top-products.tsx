import type { Cockpit } from "@banyan/contract";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { Empty } from "../design/empty.tsx";
import { Money } from "../design/money.tsx";
import { Card } from "../design/page.tsx";
import { PictureThumb } from "../design/picture.tsx";

/** What sold best in the period, by paid amount, with its share of the best one as a bar. */
export function TopProducts({ rows, days }: { rows: Cockpit["top_products"]; days: number }): ReactElement {
  const most = Math.max(1, ...rows.map((row) => row.paid_fen));
  return (
    <Card
      title="热销商品"
      note={`近 ${days} 天支付金额`}
      extra={
        <Link className="by-link" to="/products">
          全部商品
        </Link>
      }
    >
      {rows.length === 0 ? (
        <Empty text="这段时间还没有卖出商品" />
      ) : (
        <ol className="by-top-products">
          {rows.map((row, index) => (
            <li key={row.product_id}>
              <Link to={`/products/${row.product_id}`}>
                <i className="num">{index + 1}</i>
                <PictureThumb src={row.picture} size={44} />
                <span className="by-top-name">
                  <b className="by-ellipsis">{row.name}</b>
                  <span className="by-bar">
                    <span style={{ transform: `scaleX(${row.paid_fen / most})` }} />
                  </span>
                </span>
                <span className="by-top-figures">
                  <Money fen={row.paid_fen} />
                  <small className="num">{row.quantity} 件</small>
                </span>
              </Link>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
