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

/** By whose recommendation the order came and what it brings them; nothing for an order that earns nobody anything. */
export function ReferrerCard({ orderNo }: { orderNo: string }): ReactElement | null {
  const may = useMay();
  const commissions = useQuery(
    api.console.commission.list.queryOptions({
      input: { q: orderNo, limit: MOST_SHOWN },
      enabled: may("commission.read"),
    }),
  );
  const rows = (commissions.data?.items ?? []).filter((row) => row.order_no === orderNo);
  if (rows.length === 0) return null;
  const referrer = rows.find((row) => row.position === "1" || row.position === "self");
  const sum = rows.reduce((total, row) => total + row.kept_fen, 0);
  return (
    <Card
      title="推荐"
      extra={
        <Link className="by-link" to={`/commissions?q=${orderNo}`}>
          查看佣金
        </Link>
      }
    >
      {referrer && (
        <p className="by-referrer">
          由{" "}
          <Link className="by-link" to={`/promoters/${referrer.promoter.id}`}>
            {nameOf(referrer.promoter)}
          </Link>{" "}
          {referrer.position === "self" ? "自己购买" : "推荐"}
        </p>
      )}
      <ul className="by-records">
        {rows.map((row) => (
          <li key={`${row.promoter.id} ${row.key}`}>
            <span>
              <Link className="by-link" to={`/commissions/${row.promoter.id}/${row.key}`}>
                {nameOf(row.promoter)}
              </Link>
              <small className="by-secondary">{positionText(row)}</small>
            </span>
            <Money fen={row.kept_fen} tone="earn" />
          </li>
        ))}
        <li>
          <span className="by-secondary">佣金合计</span>
          <Money fen={sum} />
        </li>
      </ul>
    </Card>
  );
}
