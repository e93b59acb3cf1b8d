import type { ConsoleOrder } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactElement, useState } from "react";
import { Link, useParams } from "react-router";
import { api } from "../api/client.ts";
import { CopyText } from "../design/copy-text.tsx";
import { DetailSkeleton, ErrorState } from "../design/empty.tsx";
import { Card, Facts, PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { Timeline } from "../design/timeline.tsx";
import { useMay } from "../session/session.tsx";
import { ContactCard } from "./contact-card.tsx";
import { AftersalesCard, MoneyCard, ShipmentsCard } from "./facts-cards.tsx";
import { LinesCard } from "./lines-card.tsx";
import { NotesCard } from "./notes-card.tsx";
import { ReferrerCard } from "./referrer-card.tsx";
import { RefundDialog } from "./refund-dialog.tsx";
import { ShipDialog } from "./ship-dialog.tsx";
import { ORDER_TONE } from "./words.ts";
import "./order.css";

const BACK = { to: "/orders", label: "订单" };

function OrderBody({ order }: { order: ConsoleOrder }): ReactElement {
  const may = useMay();
  const [dialog, setDialog] = useState<"ship" | "refund" | null>(null);
  const close = () => setDialog(null);
  const services = order.lines.every((line) => line.fulfilment === "service");
  return (
    <>
      <PageHead
        back={BACK}
        title={
          <>
            订单详情
            <StateTag tone={ORDER_TONE[order.state] ?? "grey"}>{order.state_text}</StateTag>
          </>
        }
        extra={
          <>
            {order.actions.includes("refund") && may("order.refund") && (
              <Button onClick={() => setDialog("refund")}>退款</Button>
            )}
            {order.actions.includes("ship") && may("order.ship") && (
              <Button type="primary" onClick={() => setDialog("ship")}>
                {services ? "确认服务完成" : "发货"}
              </Button>
            )}
          </>
        }
      >
        <CopyText text={order.no} />
      </PageHead>
      <div className="by-pair">
        <div className="by-stack">
          <LinesCard order={order} />
          <AftersalesCard order={order} />
          <ShipmentsCard order={order} />
          <MoneyCard order={order} />
          <NotesCard order={order} />
        </div>
        <div className="by-stack">
          <Card title="顾客">
            <Facts
              rows={[
                [
                  "昵称",
                  <Link key="buyer" className="by-link" to={`/customers/${order.buyer.id}`}>
                    {order.buyer.nickname}
                  </Link>,
                ],
                [
                  "下单",
                  <span key="created" className="num">
                    {timeText(order.created_at)}
                  </span>,
                ],
                [
                  "支付",
                  <span key="paid" className="num">
                    {timeText(order.paid_at)}
                  </span>,
                ],
                ["留言", order.remark || "—"],
              ]}
            />
          </Card>
          <ReferrerCard order={order} />
          <ContactCard order={order} />
          <Card title="进展" note="与顾客看到的一致">
            <Timeline events={order.timeline} />
          </Card>
        </div>
      </div>
      {dialog === "ship" && <ShipDialog no={order.no} close={close} />}
      {dialog === "refund" && <RefundDialog order={order} close={close} />}
    </>
  );
}

export function OrderPage(): ReactElement {
  const { no = "" } = useParams();
  const order = useQuery(api.console.order.get.queryOptions({ input: { no } }));
  if (order.data) return <OrderBody key={order.data.no} order={order.data} />;
  return (
    <>
      <PageHead back={BACK} title="订单详情" />
      {order.isError ? (
        <Card>
          <ErrorState error={order.error} retry={() => void order.refetch()} />
        </Card>
      ) : (
        <DetailSkeleton />
      )}
    </>
  );
}
