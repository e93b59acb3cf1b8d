import type { ConsoleOrderRow } from "@banyan/contract";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactElement } from "react";
import { Link, useParams } from "react-router";
import { api } from "../api/client.ts";
import { CopyText } from "../design/copy-text.tsx";
import { DetailSkeleton, Empty, ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { Money } from "../design/money.tsx";
import { Card, Facts, PageHead } from "../design/page.tsx";
import { PictureThumb } from "../design/picture.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { ORDER_TONE } from "../order/words.ts";
import { RelationCard } from "../referral/relation-card.tsx";
import { useMay } from "../session/session.tsx";
import { Face } from "./face.tsx";
import { PhoneReveal } from "./phone-reveal.tsx";

const BACK = { to: "/customers", label: "顾客" };
const ORDERS_AT_ONCE = 20;

function OrderRow({ order }: { order: ConsoleOrderRow }): ReactElement {
  const first = order.lines[0];
  return (
    <tr>
      <td>
        <Link className="by-cell-main" to={`/orders/${order.no}`}>
          <PictureThumb src={first?.picture ?? null} size={44} />
          <div>
            <b className="by-clamp">{first?.name ?? "—"}</b>
            <small className="num">共 {order.lines.reduce((sum, line) => sum + line.quantity, 0)} 件</small>
          </div>
        </Link>
      </td>
      <td>
        <Money fen={order.payable_fen} />
      </td>
      <td>
        <StateTag tone={ORDER_TONE[order.state] ?? "grey"}>{order.state_text}</StateTag>
      </td>
      <td className="num">{timeText(order.created_at)}</td>
    </tr>
  );
}

/** What this person agreed to and took back, newest first. */
function Consents({
  customer,
}: {
  customer: {
    privacy_version: number | null;
    consents: { version: number; kind: "agreed" | "withdrawn"; at: string }[];
  };
}): ReactElement {
  if (customer.consents.length === 0) {
    return <>{customer.privacy_version === null ? "尚未同意" : `已同意第 ${customer.privacy_version} 版`}</>;
  }
  return (
    <>
      {customer.consents.map(({ version, kind, at }) => (
        <div key={`${at}${version}${kind}`} className="num">
          {kind === "agreed" ? "同意" : "撤回"}第 {version} 版 · {timeText(at)}
        </div>
      ))}
    </>
  );
}

function Orders({ buyerId }: { buyerId: string }): ReactElement {
  const orders = useInfiniteQuery(
    api.console.order.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        buyer_id: buyerId,
        limit: ORDERS_AT_ONCE,
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined,
      getNextPageParam: (last) => last.next_cursor ?? undefined,
    }),
  );
  const rows = orders.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card
      title="订单"
      flush
      extra={
        <Link className="by-link" to={`/orders?buyer_id=${buyerId}`}>
          在订单列表中查看
        </Link>
      }
    >
      {orders.isPending && <RowsSkeleton rows={4} />}
      {orders.isError && <ErrorState error={orders.error} retry={() => void orders.refetch()} />}
      {orders.data && rows.length === 0 && <Empty text="这位顾客还没有下过单" />}
      {rows.length > 0 && (
        <table className="by-table">
          <thead>
            <tr>
              <th>商品</th>
              <th>实付</th>
              <th>状态</th>
              <th>下单时间</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((order) => (
              <OrderRow key={order.no} order={order} />
            ))}
          </tbody>
        </table>
      )}
      {orders.hasNextPage && (
        <div className="by-more">
          <Button loading={orders.isFetchingNextPage} onClick={() => void orders.fetchNextPage()}>
            更多订单
          </Button>
        </div>
      )}
    </Card>
  );
}

/** One customer: who, how much, every order. */
export function CustomerPage(): ReactElement {
  const { id = "" } = useParams();
  const may = useMay();
  const customer = useQuery(api.console.customer.get.queryOptions({ input: { customer_id: id } }));
  const data = customer.data;
  return (
    <>
      <PageHead
        back={BACK}
        title={
          data ? (
            <>
              <Face customer={data} size={36} />
              {data.closed_at === null ? data.nickname || "微信用户" : `顾客 ${data.id}`}
              {data.closed_at !== null && <StateTag tone="grey">已注销</StateTag>}
            </>
          ) : (
            "顾客"
          )
        }
      />
      {customer.isPending && <DetailSkeleton />}
      {customer.isError && (
        <Card>
          <ErrorState error={customer.error} retry={() => void customer.refetch()} />
        </Card>
      )}
      {data && (
        <div className="by-pair">
          <div className="by-stack">{may("order.read") && <Orders buyerId={data.id} />}</div>
          <div className="by-stack">
            <Card title="概况">
              <Facts
                rows={[
                  ["累计支付", <Money key="paid" fen={data.paid_fen} />],
                  ["累计退款", <Money key="refunded" fen={data.refunded_fen} />],
                  [
                    "订单",
                    <span key="n" className="num">
                      {data.order_count} 单
                    </span>,
                  ],
                  [
                    "最近下单",
                    <span key="last" className="num">
                      {timeText(data.last_order_at)}
                    </span>,
                  ],
                  [
                    "可用券",
                    <span key="c" className="num">
                      {data.coupons_usable} 张
                    </span>,
                  ],
                ]}
              />
            </Card>
            {may("promoter.read") && data.closed_at === null && <RelationCard customer={data} />}
            <Card title="资料">
              <Facts
                rows={[
                  ["编号", <CopyText key="id" text={data.id} />],
                  [
                    "首次来店",
                    <span key="created" className="num">
                      {timeText(data.created_at)}
                    </span>,
                  ],
                  ["手机号", <PhoneReveal key="phone" customer={data} />],
                  ["收货地区", data.regions.length > 0 ? data.regions.join("、") : "—"],
                  ["隐私授权", <Consents key="consents" customer={data} />],
                  ...(data.closed_at === null
                    ? []
                    : [
                        [
                          "注销时间",
                          <span key="closed" className="num">
                            {timeText(data.closed_at)}
                          </span>,
                        ] as const,
                      ]),
                ]}
              />
              {data.closed_at !== null && (
                <p className="by-confirm-note" style={{ marginTop: 12 }}>
                  顾客已注销账号：资料、电话和地址已删除，订单与资金记录依法保留，只剩编号和金额。
                </p>
              )}
            </Card>
          </div>
        </div>
      )}
    </>
  );
}
