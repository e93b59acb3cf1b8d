import { Tabs } from "antd";
import type { ReactElement, ReactNode } from "react";
import { useNavigate } from "react-router";
import { PageHead } from "../design/page.tsx";
import "./stock.css";

const PLACES = [
  { key: "/stock", label: "各规格库存" },
  { key: "/stock/log", label: "库存流水" },
  { key: "/stock/holds", label: "占用中" },
] as const;

/** Head of the pages of stock. Each has an address of its own, so that its filters can be sent as a link. */
export function StockHead({
  place,
  extra,
}: {
  place: (typeof PLACES)[number]["key"];
  extra?: ReactNode;
}): ReactElement {
  const go = useNavigate();
  return (
    <>
      <PageHead title="库存" extra={extra}>
        现有 = 流水之和；可售 = 现有 − 被订单占用
      </PageHead>
      <Tabs
        className="by-ledger-tabs"
        activeKey={place}
        items={PLACES.map(({ key, label }) => ({ key, label }))}
        onChange={(key) => void go(key)}
      />
    </>
  );
}
