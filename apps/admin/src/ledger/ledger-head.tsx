import { Tabs } from "antd";
import type { ReactElement, ReactNode } from "react";
import { useNavigate } from "react-router";
import { PageHead } from "../design/page.tsx";

const PLACES = [
  { key: "/ledger", label: "账户" },
  { key: "/ledger/transfers", label: "流水" },
  { key: "/ledger/statements", label: "对账单" },
  { key: "/ledger/checks", label: "对账检查" },
] as const;

/** Head of the pages of the books. Each has an address of its own, so that its filters can be sent as a link. */
export function LedgerHead({
  place,
  extra,
}: {
  place: (typeof PLACES)[number]["key"];
  extra?: ReactNode;
}): ReactElement {
  const go = useNavigate();
  return (
    <>
      <PageHead title="账本" extra={extra}>
        每一分钱都由流水产生，余额不能直接修改
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
