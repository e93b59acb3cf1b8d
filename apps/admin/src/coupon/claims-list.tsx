import type { ConsoleCoupon, CouponClaim } from "@banyan/contract";
import { type ReactElement, useMemo } from "react";
import { Link } from "react-router";
import { api, client } from "../api/client.ts";
import { Face } from "../customer/face.tsx";
import { fenText, Money } from "../design/money.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { oneOf } from "../list/choice.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { useMay } from "../session/session.tsx";
import { CLAIM_WORD, SOURCE_WORD } from "./words.ts";

const STATES = ["usable", "used", "expired", "void"] as const;

const COLUMNS: ListColumn<CouponClaim>[] = [
  {
    key: "customer",
    title: "顾客",
    width: 220,
    locked: true,
    render: ({ customer }) => (
      <Link className="by-cell-main" to={`/customers/${customer.id}`}>
        <Face customer={customer} size={30} />
        <span className="by-ellipsis">
          {customer.nickname}
          <small className="by-block num">{customer.id}</small>
        </span>
      </Link>
    ),
    csv: ({ customer }) => customer.nickname,
  },
  {
    key: "customer_id",
    title: "顾客编号",
    width: 120,
    optional: true,
    render: ({ customer }) => <span className="num">{customer.id}</span>,
    csv: ({ customer }) => customer.id,
  },
  {
    key: "source",
    title: "来源",
    width: 100,
    render: (row) => SOURCE_WORD[row.source] ?? "其他",
    csv: (row) => SOURCE_WORD[row.source] ?? "其他",
  },
  {
    key: "state",
    title: "状态",
    width: 96,
    render: (row) => (
      <StateTag tone={CLAIM_WORD[row.state]?.tone ?? "grey"}>
        {CLAIM_WORD[row.state]?.text ?? "其他"}
      </StateTag>
    ),
    csv: (row) => CLAIM_WORD[row.state]?.text ?? "其他",
  },
  {
    key: "order",
    title: "订单",
    width: 230,
    render: (row) =>
      row.order_no ? (
        <Link className="num" to={`/orders/${row.order_no}`}>
          {row.order_no}
        </Link>
      ) : (
        <span className="by-secondary">—</span>
      ),
    csv: (row) => row.order_no ?? "",
  },
  {
    key: "discount",
    title: "抵扣",
    width: 110,
    align: "right",
    render: (row) =>
      row.discount_fen === null ? <span className="by-secondary">—</span> : <Money fen={row.discount_fen} />,
    csv: (row) => (row.discount_fen === null ? "" : fenText(row.discount_fen)),
  },
  {
    key: "claimed",
    title: "到手",
    width: 150,
    render: (row) => <span className="num">{timeText(row.claimed_at)}</span>,
    csv: (row) => timeText(row.claimed_at),
  },
  {
    key: "expires",
    title: "到期",
    width: 150,
    render: (row) => <span className="num">{timeText(row.expires_at)}</span>,
    csv: (row) => timeText(row.expires_at),
  },
];

/** Who has it, how they came by it, and the order that it went into; for who may see customers. */
export function ClaimsList({ coupon }: { coupon: ConsoleCoupon }): ReactElement | null {
  const canSee = useMay()("customer.read");
  const { id, name } = coupon;
  const definition = useMemo<ListDefinition<CouponClaim>>(
    () => ({
      id: "coupon-claims",
      noun: `${name}领取记录`,
      queryKey: [...api.console.coupon.key(), "claims", id],
      fetchPage: ({ state, q }, place, signal) =>
        client.console.coupon.claims(
          { ...place, coupon_id: id, state: oneOf(STATES, state), ...(q ? { q } : {}) },
          signal ? { signal } : {},
        ),
      rowKey: (row) => `${row.customer.id}-${row.id}`,
      columns: COLUMNS,
      filters: [],
      searchPlaceholder: "昵称、顾客编号或订单号",
      tabs: {
        key: "state",
        items: [
          { value: "", label: "全部" },
          ...STATES.map((state) => ({ value: state, label: CLAIM_WORD[state].text })),
        ],
      },
      emptyText: "还没有人有这张券",
    }),
    [id, name],
  );
  if (!canSee) return null;
  return (
    <section aria-label="领取和使用">
      <h2 className="by-coupon-claims">领取和使用</h2>
      <ListPage definition={definition} />
    </section>
  );
}
