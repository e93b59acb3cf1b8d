import type { Cockpit } from "@banyan/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Segmented, Skeleton } from "antd";
import { type ReactElement, useState } from "react";
import { Navigate, useNavigate } from "react-router";
import { api } from "../api/client.ts";
import { ErrorState } from "../design/empty.tsx";
import { NAVIGATION } from "../design/navigation.ts";
import { Card, PageHead } from "../design/page.tsx";
import { timeText } from "../design/time.ts";
import { useMay } from "../session/session.tsx";
import { Days } from "./days.tsx";
import { PeriodCard } from "./period-card.tsx";
import "./report.css";
import { COCKPIT_DAYS } from "./todo.ts";
import { TodoCard } from "./todo-card.tsx";
import { TopProducts } from "./top-products.tsx";

const REFRESH_MS = 60_000;

function CockpitSkeleton(): ReactElement {
  return (
    <div className="by-stack" aria-busy="true">
      <div className="by-days">
        {Array.from({ length: 5 }, (_, index) => (
          <div className="by-stat" key={String(index)}>
            <Skeleton active title={{ width: "40%" }} paragraph={{ rows: 2 }} />
          </div>
        ))}
      </div>
      <Card>
        <Skeleton active paragraph={{ rows: 8 }} />
      </Card>
    </div>
  );
}

function CockpitBody({ data, days }: { data: Cockpit; days: number }): ReactElement {
  const go = useNavigate();
  return (
    <div className="by-stack">
      <Days data={data} />
      <div className="by-pair by-cockpit-pair">
        <PeriodCard data={data} days={days} pick={(date) => void go(`/orders?from=${date}&to=${date}`)} />
        <TodoCard todo={data.todo} />
      </div>
      <TopProducts rows={data.top_products} days={days} />
    </div>
  );
}

/** Those who may not read reports start at the first page they may use. */
function FirstAllowed(): ReactElement {
  const may = useMay();
  const first = NAVIGATION.flatMap((group) => group.items).find((item) => may(item.needs));
  return first ? (
    <Navigate to={first.to} replace />
  ) : (
    <p className="by-secondary">您还没有任何权限，请联系店主</p>
  );
}

function LiveCockpit(): ReactElement {
  const [days, setDays] = useState(COCKPIT_DAYS);
  const cockpit = useQuery(
    api.console.report.cockpit.queryOptions({
      input: { days },
      refetchInterval: REFRESH_MS,
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <>
      <PageHead
        title="驾驶舱"
        extra={
          <Segmented
            value={days}
            options={[7, 30, 90].map((value) => ({ value, label: `近 ${value} 天` }))}
            onChange={setDays}
          />
        }
      >
        {cockpit.data && (
          <span className="num">截至 {timeText(cockpit.data.as_of)}，金额按支付成功时间计</span>
        )}
      </PageHead>
      {cockpit.isPending && <CockpitSkeleton />}
      {cockpit.isError && !cockpit.data && (
        <Card>
          <ErrorState error={cockpit.error} retry={() => void cockpit.refetch()} />
        </Card>
      )}
      {cockpit.data && <CockpitBody data={cockpit.data} days={cockpit.data.period.days} />}
    </>
  );
}

/** How is today against yesterday and last week, what waits, what sells. Every number leads to its list. */
export function CockpitPage(): ReactElement {
  const may = useMay();
  return may("report.read") ? <LiveCockpit /> : <FirstAllowed />;
}
