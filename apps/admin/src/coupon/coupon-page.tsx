import type { ConsoleCoupon } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { App, Button } from "antd";
import { type ReactElement, useState } from "react";
import { api, client } from "../api/client.ts";
import { businessNow } from "../api/clock.ts";
import { useWrite } from "../api/write.ts";
import { Empty, ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { Icon } from "../design/icon.tsx";
import { Money } from "../design/money.tsx";
import { Card, PageHead } from "../design/page.tsx";
import { StateTag, type Tone } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { useMay } from "../session/session.tsx";
import { CouponDialog } from "./coupon-dialog.tsx";
import "./coupon.css";

function stateOf(coupon: ConsoleCoupon, now: number): { text: string; tone: Tone } {
  if (coupon.stopped) return { text: "已停发", tone: "grey" };
  if (Date.parse(coupon.ends_at) <= now) return { text: "已结束", tone: "grey" };
  if (coupon.claimed >= coupon.total) return { text: "已领完", tone: "amber" };
  if (Date.parse(coupon.starts_at) > now) return { text: "未开始", tone: "blue" };
  return { text: "发放中", tone: "green" };
}

function CouponRow({ coupon, canWrite }: { coupon: ConsoleCoupon; canWrite: boolean }): ReactElement {
  const { modal } = App.useApp();
  const state = stateOf(coupon, businessNow());
  const stop = useWrite({
    call: (stopped: boolean) => client.console.coupon.stop({ coupon_id: coupon.id, stopped }),
    stale: [api.console.coupon.key()],
    success: (after) => (after.stopped ? "已停发，已领的券仍可使用" : "已恢复发放"),
  });
  const ask = () =>
    modal.confirm({
      title: `停发“${coupon.name}”`,
      content: "停发后不能再领取，已领的券仍可使用。",
      okText: "停发",
      cancelText: "取消",
      okButtonProps: { danger: true },
      onOk: () => stop.mutate(true),
    });
  return (
    <tr>
      <td>
        <div className="by-coupon">
          <span className="by-coupon-face">
            <Money fen={coupon.discount_fen} size={17} tone="price" />
          </span>
          <span>
            <b>{coupon.name}</b>
            <small>
              满 <Money fen={coupon.threshold_fen} size={12.5} tone="muted" /> 可用
            </small>
          </span>
        </div>
      </td>
      <td>
        <span className="by-meter">
          <span style={{ transform: `scaleX(${Math.min(1, coupon.claimed / coupon.total)})` }} />
        </span>
        <small className="num by-block">
          已领 {coupon.claimed} / {coupon.total}
        </small>
      </td>
      <td className="num">{coupon.used}</td>
      <td className="num">
        每人 {coupon.per_customer} 张<small className="by-block">领后 {coupon.valid_days} 天有效</small>
      </td>
      <td className="num">
        {timeText(coupon.starts_at)}
        <small className="by-block">至 {timeText(coupon.ends_at)}</small>
      </td>
      <td>
        <StateTag tone={state.tone}>{state.text}</StateTag>
      </td>
      <td>
        {canWrite && Date.parse(coupon.ends_at) > businessNow() && (
          <button
            type="button"
            className="by-link"
            disabled={stop.isPending}
            onClick={() => (coupon.stopped ? stop.mutate(false) : ask())}
          >
            {coupon.stopped ? "恢复" : "停发"}
          </button>
        )}
      </td>
    </tr>
  );
}

export function CouponPage(): ReactElement {
  const may = useMay();
  const coupons = useQuery(api.console.coupon.list.queryOptions());
  const [creating, setCreating] = useState(false);
  const canWrite = may("coupon.write");
  const create = canWrite && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setCreating(true)}>
      新建优惠券
    </Button>
  );
  return (
    <>
      <PageHead title="优惠券" extra={create}>
        顾客自己领取，下单时按满减抵扣
      </PageHead>
      <Card flush>
        {coupons.isPending && <RowsSkeleton rows={5} />}
        {coupons.isError && <ErrorState error={coupons.error} retry={() => void coupons.refetch()} />}
        {coupons.data?.coupons.length === 0 && <Empty text="还没有优惠券" action={create} />}
        {coupons.data && coupons.data.coupons.length > 0 && (
          <div className="by-scroll">
            <table className="by-table by-table-top">
              <thead>
                <tr>
                  <th>优惠券</th>
                  <th>领取</th>
                  <th>已用</th>
                  <th>规则</th>
                  <th>发放时间</th>
                  <th>状态</th>
                  <th />
                </tr>
              </thead>
              <tbody>
                {coupons.data.coupons.map((coupon) => (
                  <CouponRow key={coupon.id} coupon={coupon} canWrite={canWrite} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
      {creating && <CouponDialog close={() => setCreating(false)} />}
    </>
  );
}
