import type { ConsoleCommissionRow, ConsoleOrder } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { api } from "../api/client.ts";
import { positionText } from "../commission/words.ts";
import { Money } from "../design/money.tsx";
import { Card } from "../design/page.tsx";
import { nameOf } from "../promoter/person.tsx";
import { useMay } from "../session/session.tsx";

const MOST_SHOWN = 100;

function Shares({ rows }: { rows: readonly ConsoleCommissionRow[] }): ReactElement {
  return (
    <ul className="by-records">
      {rows.map((row) => (
        <li key={`${row.promoter.id} ${row.key}`}>
          <span>
            <Link className="by-link" to={`/commissions/${row.promoter.id}/${row.key}`}>
              {nameOf(row.promoter)}
            </Link>
            <small className="by-secondary">{positionText(row)}</small>
          </span>
          <div>
            <Money fen={row.kept_fen} tone="earn" />
          </div>
        </li>
      ))}
      <li>
        <span className="by-secondary">佣金合计</span>
        <div>
          <Money fen={rows.reduce((total, row) => total + row.kept_fen, 0)} />
        </div>
      </li>
    </ul>
  );
}

/** By whose recommendation the order came and what it brings them; nothing for an order that nobody recommended. */
export function ReferrerCard({ order }: { order: ConsoleOrder }): ReactElement | null {
  const may = useMay();
  const mayRead = may("commission.read");
  const commissions = useQuery(
    api.console.commission.list.queryOptions({
      input: { q: order.no, limit: MOST_SHOWN },
      enabled: mayRead && order.earning,
    }),
  );
  if (!order.referrer && !order.earning) return null;
  const rows = (commissions.data?.items ?? []).filter((row) => row.order_no === order.no);
  return (
    <Card
      title="推荐"
      extra={
        mayRead &&
        order.earning && (
          <Link className="by-link" to={`/commissions?q=${order.no}`}>
            查看佣金
          </Link>
        )
      }
    >
      {order.referrer && (
        <p className="by-referrer">
          由{" "}
          <Link className="by-link" to={`/promoters/${order.referrer.id}`}>
            {nameOf(order.referrer)}
          </Link>{" "}
          推荐
        </p>
      )}
      {!order.earning && <p className="by-secondary">这张订单没有佣金</p>}
      {mayRead && order.earning && commissions.data && rows.length === 0 && (
        <p className="by-secondary">付款后开始计佣</p>
      )}
      {rows.length > 0 && <Shares rows={rows} />}
    </Card>
  );
}
