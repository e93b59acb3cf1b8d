import type { ConsoleCoupon, CouponClaim } from "@banyan/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { type ReactElement, useMemo, useState } from "react";
import { Link } from "react-router";
import { api, client } from "../api/client.ts";
import { Face } from "../customer/face.tsx";
import { fenText, Money } from "../design/money.tsx";
import { Card } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { oneOf } from "../list/choice.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ExportButton } from "../list/export-button.tsx";
import { MoreRows } from "../list/more-rows.tsx";
import { useMay } from "../session/session.tsx";
import { CLAIM_WORD, SOURCE_WORD } from "./words.ts";

const STATES = ["usable", "used", "expired", "void"] as const;

const FILE: ListColumn<CouponClaim>[] = (
  [
    ["customer", "顾客", (row) => row.customer.nickname],
    ["id", "顾客编号", (row) => row.customer.id],
    ["source", "来源", (row) => SOURCE_WORD[row.source] ?? "其他"],
    ["state", "状态", (row) => CLAIM_WORD[row.state]?.text ?? "其他"],
    ["claimed", "到手时间", (row) => timeText(row.claimed_at)],
    ["expires", "到期时间", (row) => timeText(row.expires_at)],
    ["order", "订单", (row) => row.order_no ?? ""],
    ["discount", "抵扣", (row) => (row.discount_fen === null ? "" : fenText(row.discount_fen))],
  ] satisfies [string, string, (row: CouponClaim) => string][]
).map(([key, title, csv]) => ({ key, title, width: 100, render: csv, csv }));

/** Who has it, how they came by it, and the order that it went into. */
export function ClaimsCard({ coupon }: { coupon: ConsoleCoupon }): ReactElement | null {
  const may = useMay();
  const [state, setState] = useState("");
  const definition = useMemo<Pick<ListDefinition<CouponClaim>, "fetchPage">>(
    () => ({
      fetchPage: ({ state: asked }, place, signal) =>
        client.console.coupon.claims(
          { ...place, coupon_id: coupon.id, state: oneOf(STATES, asked) },
          signal ? { signal } : {},
        ),
    }),
    [coupon.id],
  );
  const canSee = may("customer.read");
  const claims = useInfiniteQuery({
    queryKey: [...api.console.coupon.key(), "claims", coupon.id, state],
    queryFn: ({ pageParam, signal }) =>
      definition.fetchPage({ state }, { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    enabled: canSee,
  });
  if (!canSee) return null;
  const whole = {
    ...definition,
    ...{ id: "coupon-claims", noun: `${coupon.name}领取记录`, queryKey: [], columns: FILE, filters: [] },
    ...{ rowKey: (row: CouponClaim) => row.id, emptyText: "" },
  };
  return (
    <Card
      flush
      title="领取和使用"
      extra={
        <span className="by-coupon-tools">
          <Segmented
            value={state}
            options={[
              { value: "", label: "全部" },
              ...STATES.map((each) => ({ value: each, label: CLAIM_WORD[each].text })),
            ]}
            onChange={setState}
          />
          <ExportButton definition={whole} query={{ state }} />
        </span>
      }
    >
      <MoreRows
        query={claims}
        head={["顾客", "来源", "状态", "到手", "到期", "订单", "抵扣"]}
        emptyText="还没有人有这张券"
        row={(row) => <ClaimRow key={`${row.customer.id}-${row.id}`} row={row} />}
      />
    </Card>
  );
}

function ClaimRow({ row }: { row: CouponClaim }): ReactElement {
  return (
    <tr>
      <td>
        <Link className="by-cell-main" to={`/customers/${row.customer.id}`}>
          <Face customer={row.customer} size={30} />
          <span className="by-ellipsis">{row.customer.nickname}</span>
        </Link>
      </td>
      <td>{SOURCE_WORD[row.source] ?? "其他"}</td>
      <td>
        <StateTag tone={CLAIM_WORD[row.state]?.tone ?? "grey"}>
          {CLAIM_WORD[row.state]?.text ?? "其他"}
        </StateTag>
      </td>
      <td className="num">{timeText(row.claimed_at)}</td>
      <td className="num">{timeText(row.expires_at)}</td>
      <td>{row.order_no ? <Link to={`/orders/${row.order_no}`}>{row.order_no}</Link> : "—"}</td>
      <td>{row.discount_fen === null ? "—" : <Money fen={row.discount_fen} />}</td>
    </tr>
  );
}
