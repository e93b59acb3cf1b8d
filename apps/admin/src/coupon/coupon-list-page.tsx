import { COUPON_PHASES, COUPON_WAYS, type ConsoleCoupon } from "@banyan/contract";
import { Button } from "antd";
import { type ReactElement, useMemo } from "react";
import { Link, useNavigate } from "react-router";
import { api, client } from "../api/client.ts";
import { Icon } from "../design/icon.tsx";
import { countText, fenText, Money } from "../design/money.tsx";
import { PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { oneOf } from "../list/choice.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { useMay } from "../session/session.tsx";
import { CouponFace } from "./ticket.tsx";
import { faceOf, PHASE_WORD, WAY_WORD } from "./words.ts";
import "./coupon.css";

type Row = ConsoleCoupon;

function validText(row: Row): string {
  if (row.usable_until === null) return `到手 ${row.valid_days} 天有效`;
  return `${timeText(row.usable_from)} 至 ${timeText(row.usable_until)}`;
}

const COLUMNS: ListColumn<Row>[] = [
  {
    key: "coupon",
    title: "优惠券",
    width: 300,
    locked: true,
    render: (row) => (
      <div className="by-coupon">
        <CouponFace title={faceOf(row)} />
        <span>
          <b>{row.name}</b>
          <small className="by-block">{row.scope_text}</small>
        </span>
      </div>
    ),
    csv: (row) => `${row.name}（${faceOf(row)}）`,
  },
  {
    key: "way",
    title: "领取方式",
    width: 120,
    render: (row) => (
      <>
        {WAY_WORD[row.way]?.text ?? "其他"}
        {row.new_customer && <small className="by-block">仅限新客</small>}
      </>
    ),
    csv: (row) => WAY_WORD[row.way]?.text ?? "其他",
  },
  {
    key: "claimed",
    title: "已领",
    width: 150,
    render: (row) => (
      <>
        <span className="by-meter">
          <span style={{ transform: `scaleX(${Math.min(1, row.claimed / row.total)})` }} />
        </span>
        <small className="num by-block">
          {countText(row.claimed)} / {countText(row.total)}
        </small>
      </>
    ),
    csv: (row) => `${row.claimed}/${row.total}`,
  },
  {
    key: "used",
    title: "已用",
    width: 76,
    align: "right",
    render: (row) => <span className="num">{countText(row.used)}</span>,
    csv: (row) => String(row.used),
  },
  {
    key: "given",
    title: "让利",
    width: 110,
    align: "right",
    render: (row) => <Money fen={row.given_fen} />,
    csv: (row) => fenText(row.given_fen),
  },
  {
    key: "orders",
    title: "带来订单",
    width: 132,
    align: "right",
    render: (row) => (
      <>
        <span className="num">{countText(row.orders)} 笔</span>
        <small className="by-block">
          <Money fen={row.paid_fen} size={12.5} tone="muted" />
        </small>
      </>
    ),
    csv: (row) => `${row.orders}（${fenText(row.paid_fen)}）`,
  },
  {
    key: "window",
    title: "领取时间",
    width: 168,
    render: (row) => (
      <span className="num">
        {timeText(row.starts_at)}
        <small className="by-block">至 {timeText(row.ends_at)}</small>
      </span>
    ),
    csv: (row) => `${timeText(row.starts_at)} 至 ${timeText(row.ends_at)}`,
  },
  {
    key: "phase",
    title: "状态",
    width: 92,
    render: (row) => (
      <StateTag tone={PHASE_WORD[row.phase]?.tone ?? "grey"}>
        {PHASE_WORD[row.phase]?.text ?? "其他"}
      </StateTag>
    ),
    csv: (row) => PHASE_WORD[row.phase]?.text ?? "其他",
  },
  {
    key: "validity",
    title: "有效期",
    width: 200,
    optional: true,
    render: (row) => <span className="num">{validText(row)}</span>,
    csv: validText,
  },
];

/** Every coupon with what came of it. */
export function CouponListPage(): ReactElement {
  const go = useNavigate();
  const canWrite = useMay()("coupon.write");
  const create = canWrite && (
    <Link to="/coupons/new">
      <Button type="primary" icon={<Icon name="plus" size={16} />}>
        新建优惠券
      </Button>
    </Link>
  );
  const definition = useMemo<ListDefinition<Row>>(
    () => ({
      id: "coupons",
      noun: "优惠券",
      queryKey: api.console.coupon.key(),
      fetchPage: async ({ phase, way, q }, place, signal) => {
        const page = await client.console.coupon.list(
          {
            ...place,
            phase: oneOf(COUPON_PHASES, phase),
            way: oneOf(COUPON_WAYS, way),
            ...(q ? { q } : {}),
          },
          signal ? { signal } : {},
        );
        return { items: page.coupons, next_cursor: page.next_cursor };
      },
      rowKey: (row) => row.id,
      columns: COLUMNS,
      searchPlaceholder: "按名称查找",
      filters: [
        {
          kind: "choice",
          key: "way",
          label: "领取方式",
          options: COUPON_WAYS.map((way) => ({ value: way, label: WAY_WORD[way].text })),
        },
      ],
      tabs: {
        key: "phase",
        items: [
          { value: "", label: "全部" },
          ...COUPON_PHASES.map((phase) => ({ value: phase, label: PHASE_WORD[phase].text })),
        ],
      },
      open: (row) => go(`/coupons/${row.id}`),
      emptyText: "没有这样的优惠券",
      emptyAction: create,
    }),
    [go, create],
  );
  return (
    <>
      <PageHead title="优惠券" extra={create}>
        满减、折扣，公开领、凭码领、下单送、发给指定的人；每张带来多少订单一眼看清
      </PageHead>
      <ListPage definition={definition} />
    </>
  );
}
