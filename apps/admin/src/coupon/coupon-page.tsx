import type { ConsoleCoupon } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { App, Button } from "antd";
import { type ReactElement, useState } from "react";
import { Link, useParams } from "react-router";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { CopyText } from "../design/copy-text.tsx";
import { ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { countText, Money } from "../design/money.tsx";
import { Card, Facts, PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { useMay } from "../session/session.tsx";
import { ClaimsList } from "./claims-list.tsx";
import { CodesButton } from "./codes-button.tsx";
import { draftOf, sentencesOf } from "./draft.ts";
import { GrantDialog } from "./grant-dialog.tsx";
import { CouponFace } from "./ticket.tsx";
import { faceOf, PHASE_WORD, WAY_WORD } from "./words.ts";
import "./coupon.css";

/** One coupon: its rule, what came of it, who has it. */
export function CouponPage(): ReactElement {
  const { id = "0" } = useParams();
  // People claim while one looks elsewhere: its numbers are asked for anew, so that they fit the list below.
  const coupon = useQuery({
    ...api.console.coupon.get.queryOptions({ input: { coupon_id: id } }),
    staleTime: 0,
  });
  const back = { to: "/coupons", label: "优惠券" };
  if (!coupon.data) {
    return (
      <>
        <PageHead title="优惠券" back={back} />
        {coupon.isError ? (
          <ErrorState error={coupon.error} retry={() => void coupon.refetch()} />
        ) : (
          <RowsSkeleton rows={6} />
        )}
      </>
    );
  }
  return (
    <>
      <PageHead title={coupon.data.name} back={back} extra={<Actions coupon={coupon.data} />}>
        {coupon.data.scope_text}
      </PageHead>
      <Rule coupon={coupon.data} />
      <ClaimsList coupon={coupon.data} />
    </>
  );
}

function Actions({ coupon }: { coupon: ConsoleCoupon }): ReactElement | null {
  const { modal } = App.useApp();
  const may = useMay();
  const [giving, setGiving] = useState(false);
  const stop = useWrite({
    call: (stopped: boolean) => client.console.coupon.stop({ coupon_id: coupon.id, stopped }),
    stale: [api.console.coupon.key()],
    success: (after) => (after.stopped ? "已停发，已领的券仍可使用" : "已恢复发放"),
  });
  if (!may("coupon.write")) return null;
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
    <>
      {coupon.phase !== "ended" && (
        <Button
          danger={!coupon.stopped}
          loading={stop.isPending}
          onClick={() => (coupon.stopped ? stop.mutate(false) : ask())}
        >
          {coupon.stopped ? "恢复发放" : "停发"}
        </Button>
      )}
      <Link to={`/coupons/new?copy=${coupon.id}`}>
        <Button>复制</Button>
      </Link>
      <Link to={`/coupons/${coupon.id}/edit`}>
        <Button>修改</Button>
      </Link>
      {coupon.way !== "codes" && (
        <Button type="primary" disabled={coupon.phase !== "open"} onClick={() => setGiving(true)}>
          手工发券
        </Button>
      )}
      {giving && <GrantDialog coupon={coupon} close={() => setGiving(false)} />}
    </>
  );
}

function Rule({ coupon }: { coupon: ConsoleCoupon }): ReactElement {
  const phase = PHASE_WORD[coupon.phase] ?? { text: "其他", tone: "grey" as const };
  return (
    <Card>
      <div className="by-coupon-rule">
        <div>
          <div className="by-coupon">
            <CouponFace title={faceOf(coupon)} />
            <StateTag tone={phase.tone}>{phase.text}</StateTag>
          </div>
          <ul className="by-coupon-sentences num">
            {sentencesOf(draftOf(coupon, false)).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
        <Facts
          columns={2}
          rows={[
            [
              "已领",
              <span
                key="claimed"
                className="num"
              >{`${countText(coupon.claimed)} / ${countText(coupon.total)} 张`}</span>,
            ],
            ["已用", <span key="used" className="num">{`${countText(coupon.used)} 张`}</span>],
            ["让利", <Money key="given" fen={coupon.given_fen} />],
            [
              "带来订单",
              <span key="orders" className="num">
                {countText(coupon.orders)} 笔，实付 <Money fen={coupon.paid_fen} />
              </span>,
            ],
            ["领取方式", WAY_WORD[coupon.way]?.text ?? "其他"],
            [
              "领取时间",
              <span key="window" className="num">
                {timeText(coupon.starts_at)} 至
                <span className="by-coupon-until">{timeText(coupon.ends_at)}</span>
              </span>,
            ],
            ...accessOf(coupon),
          ]}
        />
      </div>
    </Card>
  );
}

/** What opens it, where there is something: the code for all, the sheet of codes, the path of its page. */
function accessOf(coupon: ConsoleCoupon): [string, ReactElement][] {
  if (coupon.way === "code" && coupon.code) {
    return [["兑换码", <CopyText key="code" text={coupon.code} />]];
  }
  if (coupon.way === "codes") return [["兑换码", <CodesButton key="codes" coupon={coupon} />]];
  if (coupon.way !== "public" && coupon.way !== "link") return [];
  const key = coupon.link_key ? `&key=${coupon.link_key}` : "";
  return [["小程序页面", <CopyText key="path" text={`coupon/one/index?id=${coupon.id}${key}`} />]];
}
