import type { ConsolePromoter } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactElement, useState } from "react";
import { Link, useParams } from "react-router";
import { AdjustmentsCard } from "../adjustment/adjustments-card.tsx";
import { api } from "../api/client.ts";
import { Face } from "../customer/face.tsx";
import { CopyText } from "../design/copy-text.tsx";
import { DetailSkeleton, ErrorState } from "../design/empty.tsx";
import { type Figure, Figures } from "../design/figures.tsx";
import { Icon } from "../design/icon.tsx";
import { Money } from "../design/money.tsx";
import { Note } from "../design/note.tsx";
import { Card, Facts, PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { useMay } from "../session/session.tsx";
import { thisMonth } from "../statement/words.ts";
import { SeedDialog } from "../tier/seed-dialog.tsx";
import { TierCard } from "../tier/tier-card.tsx";
import { CloseDialog } from "./close-dialog.tsx";
import { nameOf, PersonChip } from "./person.tsx";
import { FreezeDialog, TierDialog } from "./promoter-dialogs.tsx";
import { CommissionsCard, CustomersCard, PartnersCard, WithdrawalsCard } from "./promoter-lists.tsx";
import { PROMOTER_WORD } from "./words.ts";

const BACK = { to: "/promoters", label: "分销员" };

function useFigures({ customer, balances, state }: ConsolePromoter): Figure[] {
  const may = useMay();
  const commissions = (state: string) =>
    may("commission.read") ? `/commissions?promoter_id=${customer.id}${state}` : undefined;
  const withdrawals = (state: string) =>
    may("withdrawal.read") ? `/withdrawals?promoter_id=${customer.id}&state=${state}` : undefined;
  return [
    {
      label: "可提现",
      fen: balances.available_fen,
      tone: "earn",
      note: state === "frozen" ? "冻结期间不能提现" : "随时可以申请提现",
    },
    {
      label: "预估",
      fen: balances.estimated_fen,
      note: "收货并过售后期后结算",
      to: commissions("&state=estimated"),
    },
    { label: "冻结", fen: balances.held_fen, note: "解冻前不能提现", to: commissions("&state=held") },
    { label: "提现中", fen: balances.withdrawing_fen, note: "已申请，还没有到账", to: withdrawals("open") },
    { label: "欠款", fen: balances.debt_fen, tone: "price", note: "由之后的结算先抵扣" },
    {
      label: "已结算",
      fen: balances.settled_fen,
      note: "累计，已扣除追回",
      to: commissions("&state=settled"),
    },
    { label: "已提现", fen: balances.paid_out_fen, note: "累计到账，含手续费", to: withdrawals("paid") },
    {
      label: "奖励与调整",
      fen: balances.adjusted_fen,
      note: "累计，含核销的欠款",
      to: may("adjustment.read") ? `/adjustments?promoter_id=${customer.id}&state=approved` : undefined,
    },
  ];
}

function Path({ promoter }: { promoter: ConsolePromoter }): ReactElement {
  const fromTop = promoter.path.toReversed();
  return (
    <Card title="邀请路径" note="从最上面的邀请人到本人">
      <div className="by-path">
        {fromTop.map((person) => (
          <span key={person.id} className="by-path">
            <PersonChip person={person} />
            <Icon name="right" size={14} />
          </span>
        ))}
        <b>{nameOf(promoter.customer)}</b>
        {fromTop.length === 0 && <span className="by-secondary">没有邀请人</span>}
      </div>
    </Card>
  );
}

function Profile({ promoter }: { promoter: ConsolePromoter }): ReactElement {
  return (
    <Card
      title="资料"
      extra={
        <Link className="by-link" to={`/customers/${promoter.customer.id}`}>
          查看顾客
        </Link>
      }
    >
      <Facts
        rows={[
          [
            "等级",
            <span key="tier" className="by-tier">
              {promoter.tier.name}
            </span>,
          ],
          [
            "推广订单",
            <span key="n" className="num">
              {promoter.order_count} 单
            </span>,
          ],
          ["推广销售", <Money key="sales" fen={promoter.sales_fen} />],
          [
            "加入时间",
            <span key="at" className="num">
              {timeText(promoter.approved_at)}
            </span>,
          ],
          ["审核人", promoter.approved_by ?? "自动通过"],
          [
            "推广协议",
            <span key="agreement" className="num">
              第 {promoter.agreement_version} 版
              <small className="by-block">同意于 {timeText(promoter.agreed_at)}</small>
            </span>,
          ],
          ["编号", <CopyText key="id" text={promoter.customer.id} />],
        ]}
      />
    </Card>
  );
}

function Actions({ promoter }: { promoter: ConsolePromoter }): ReactElement | null {
  const may = useMay();
  const [dialog, setDialog] = useState<"freeze" | "tier" | "seed" | "close" | null>(null);
  if (!may("promoter.write") || promoter.state === "closed") return null;
  const close = () => setDialog(null);
  return (
    <>
      <Button onClick={() => setDialog("tier")}>调整等级</Button>
      <Button onClick={() => setDialog("seed")}>设为种子</Button>
      <Button danger={promoter.state === "active"} onClick={() => setDialog("freeze")}>
        {promoter.state === "active" ? "冻结" : "解除冻结"}
      </Button>
      {dialog === "freeze" && <FreezeDialog promoter={promoter} close={close} />}
      <Button danger type="text" onClick={() => setDialog("close")}>
        关闭
      </Button>
      {dialog === "close" && <CloseDialog promoter={promoter} close={close} />}
      {dialog === "tier" && <TierDialog promoter={promoter} close={close} />}
      {dialog === "seed" && <SeedDialog people={[promoter.customer]} close={close} />}
    </>
  );
}

function Warnings({ promoter }: { promoter: ConsolePromoter }): ReactElement | null {
  if (promoter.state === "frozen")
    return (
      <Note tone="red" icon="lock">
        已冻结：{promoter.frozen_reason || "没有写原因"}。不再产生新佣金，已预估的佣金结算后进入冻结。
      </Note>
    );
  if (promoter.closed !== null)
    return (
      <Note tone="grey" icon="exit">
        {timeText(promoter.closed.at)} {promoter.closed.by ? `由 ${promoter.closed.by} 关闭` : "本人退出"}
        {promoter.closed.reason && `：${promoter.closed.reason}`}
        。不再产生新佣金，顾客关系已结束；已预估的照常结算，余额可以继续提现。本人重新申请并通过后恢复。
      </Note>
    );
  if (promoter.agreement_current) return null;
  return (
    <Note tone="amber" icon="warning">
      还没有同意新版推广协议，同意之前不产生新佣金。
    </Note>
  );
}

function Body({ promoter }: { promoter: ConsolePromoter }): ReactElement {
  const may = useMay();
  const word = PROMOTER_WORD[promoter.state];
  const id = promoter.customer.id;
  return (
    <>
      <PageHead
        back={BACK}
        title={
          <>
            <Face customer={promoter.customer} size={36} />
            {nameOf(promoter.customer)}
            <StateTag tone={word?.tone ?? "grey"}>{word?.text ?? "其他"}</StateTag>
          </>
        }
        extra={<Actions promoter={promoter} />}
      />
      <div className="by-pair">
        <div className="by-stack">
          <Warnings promoter={promoter} />
          <Card
            title="账户"
            extra={
              may("ledger.read") && (
                <Link className="by-link" to={`/ledger/statements/${id}/${thisMonth()}`}>
                  对账单
                </Link>
              )
            }
          >
            <Figures items={useFigures(promoter)} />
          </Card>
          {may("commission.read") && <CommissionsCard id={id} />}
          {may("withdrawal.read") && <WithdrawalsCard id={id} />}
          {may("adjustment.read") && <AdjustmentsCard promoter={promoter.customer} />}
          <CustomersCard id={id} count={promoter.customer_count} />
          <PartnersCard id={id} count={promoter.partner_count} />
        </div>
        <div className="by-stack">
          <TierCard customerId={id} />
          <Profile promoter={promoter} />
          <Path promoter={promoter} />
        </div>
      </div>
    </>
  );
}

/** One promoter: where the money stands, by whom they came, whom they brought, what they earned. */
export function PromoterPage(): ReactElement {
  const { id = "" } = useParams();
  const promoter = useQuery(api.console.promoter.get.queryOptions({ input: { customer_id: id } }));
  if (promoter.data) return <Body key={promoter.data.customer.id} promoter={promoter.data} />;
  return (
    <>
      <PageHead back={BACK} title="分销员" />
      {promoter.isError ? (
        <Card>
          <ErrorState error={promoter.error} retry={() => void promoter.refetch()} />
        </Card>
      ) : (
        <DetailSkeleton />
      )}
    </>
  );
}
