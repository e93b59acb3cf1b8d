import type { ConsoleCommissionDetail } from "@banyan/contract";
import { specText } from "@banyan/kernel";
import { useQuery } from "@tanstack/react-query";
import { App, Button } from "antd";
import { type ReactElement, useState } from "react";
import { Link, useParams } from "react-router";
import { api } from "../api/client.ts";
import { CopyText } from "../design/copy-text.tsx";
import { DetailSkeleton, ErrorState } from "../design/empty.tsx";
import { Icon } from "../design/icon.tsx";
import { fenText, Money } from "../design/money.tsx";
import { Note } from "../design/note.tsx";
import { Card, Facts, PageHead } from "../design/page.tsx";
import { PictureThumb } from "../design/picture.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { nameOf, PersonChip } from "../promoter/person.tsx";
import { useMay } from "../session/session.tsx";
import { HoldDialog } from "./hold-dialog.tsx";
import { FrozenNote } from "./name-hold.tsx";
import { COMMISSION_TONE, positionText } from "./words.ts";
import "./commission.css";

const BACK = { to: "/commissions", label: "佣金" };

export type Explained = ConsoleCommissionDetail;

/** Every figure in the order in which it is computed, so that anybody can do it again by hand. */
function Steps({ explained }: { explained: Explained }): ReactElement {
  const { commission, steps, recomputed_fen } = explained;
  const agrees = recomputed_fen === commission.kept_fen;
  return (
    <Card title="怎么算的" note="全部取自下单时保存的快照" flush>
      <div className="by-scroll">
        <table className="by-table by-steps">
          <thead>
            <tr>
              <th>步骤</th>
              <th>算式</th>
              <th>结果</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step, index) => (
              <tr
                key={`${step.kind} ${String(index)}`}
                className={step.kind === "fen" || step.kind === "kept" ? "is-result" : ""}
              >
                <td>{step.title}</td>
                <td className="num">{step.formula}</td>
                <td>{step.amount_fen === null ? "" : <Money fen={step.amount_fen} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <dl className="by-sums">
        <div className="is-total">
          <dt>佣金</dt>
          <dd>
            <Money fen={commission.kept_fen} size={20} tone="earn" />
          </dd>
        </div>
      </dl>
      <div className="by-recomputed">
        {agrees ? (
          <Note icon="check">用快照重新计算，结果一致。</Note>
        ) : (
          <Note tone="red" icon="warning">
            用快照重新计算得到 <Money fen={recomputed_fen} />
            ，与记录的 <Money fen={commission.kept_fen} /> 不一致，请联系技术人员核对。
          </Note>
        )}
      </div>
    </Card>
  );
}

function Transfers({ explained }: { explained: Explained }): ReactElement {
  const newestFirst = explained.transfers.toReversed();
  return (
    <Card title="钱怎么走的" note="账本里的每一笔">
      {newestFirst.length === 0 ? (
        <p className="by-secondary">还没有入账，通常几秒内完成</p>
      ) : (
        <ol className="by-timeline">
          {newestFirst.map((transfer, index) => (
            <li key={`${transfer.at} ${String(index)}`}>
              <strong className="by-transfer">
                {transfer.title}
                <Money fen={transfer.amount_fen} />
              </strong>
              <time className="num">
                {timeText(transfer.at)} · {transfer.debit_text} → {transfer.credit_text}
              </time>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Rule({ explained }: { explained: Explained }): ReactElement {
  const may = useMay();
  const { plan } = explained;
  const text = `第 ${plan.version} 版 · ${plan.name}`;
  return (
    <Card title="依据">
      <Facts
        rows={[
          ["怎么来的", explained.position_text],
          ["为什么在这个位置", explained.position_reason],
          [
            "等级",
            explained.tier_now === null
              ? explained.tier_name
              : `${explained.tier_name}（现在是${explained.tier_now}）`,
          ],
          [
            "佣金方案",
            may("plan.read") ? (
              <Link key="plan" className="by-link" to={`/plans?version=${plan.version}`}>
                {text}
              </Link>
            ) : (
              text
            ),
          ],
          [
            "方案生效",
            <span key="force" className="num">
              {inForce(plan)}
            </span>,
          ],
          ["规则", explained.rule_text ?? "—"],
          ["上限裁减", cutsText(explained.cuts)],
        ]}
      />
    </Card>
  );
}

/** When orders were submitted under a plan. */
function inForce({ in_force_from, in_force_until }: Explained["plan"]): string {
  return `${timeText(in_force_from)} 至 ${in_force_until === null ? "现在" : timeText(in_force_until)}`;
}

/** Whom the cap took what from on this line, in the order of cutting. */
function cutsText(cuts: Explained["cuts"]): string {
  if (cuts.length === 0) return "这件商品没有超过上限";
  return cuts.map((cut) => `${positionText(cut)} −¥${fenText(cut.cut_fen)}`).join("，");
}

/** What the command line takes to compute the same share. */
function CopyCalculator({ explained }: { explained: Explained }): ReactElement {
  const { message } = App.useApp();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(JSON.stringify(explained.calculator));
      void message.success("已复制，粘贴到 npm run -s commission 的输入里，得到同样的结果");
    } catch {
      void message.error("浏览器不允许复制");
    }
  };
  return (
    <Button icon={<Icon name="copy" size={15} />} onClick={() => void copy()}>
      复制计算器输入
    </Button>
  );
}

function Facets({ explained }: { explained: Explained }): ReactElement {
  const { commission, next } = explained;
  return (
    <Card title="这笔佣金">
      <div className="by-cell-main by-commission-goods">
        <PictureThumb src={commission.picture || null} size={48} />
        <div>
          <b className="by-clamp">{commission.product_name}</b>
          <small className="num">{specText(commission.spec, `${commission.quantity} 件`)}</small>
        </div>
      </div>
      <Facts
        rows={[
          ["分销员", <PersonChip key="promoter" person={commission.promoter} />],
          ["来源", positionText(commission)],
          [
            "顾客",
            <Link key="buyer" className="by-link" to={`/customers/${commission.buyer.id}`}>
              {nameOf(commission.buyer)}
            </Link>,
          ],
          [
            "订单",
            <Link key="order" className="by-link by-mono" to={`/orders/${commission.order_no}`}>
              {commission.order_no}
            </Link>,
          ],
          [
            "付款时间",
            <span key="at" className="num">
              {timeText(commission.event_at)}
            </span>,
          ],
          ["接下来", next.text],
          [
            "结算时间",
            <span key="settled" className="num">
              {timeText(commission.settled_at)}
            </span>,
          ],
        ]}
      />
    </Card>
  );
}

function Body({ explained }: { explained: Explained }): ReactElement {
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const { commission } = explained;
  const held = commission.state === "held";
  const canHold = may("commission.hold") && commission.state !== "clawed_back";
  return (
    <>
      <PageHead
        back={BACK}
        title={
          <>
            佣金详情
            <StateTag tone={COMMISSION_TONE[commission.state] ?? "grey"}>{commission.state_text}</StateTag>
          </>
        }
        extra={
          <>
            <CopyCalculator explained={explained} />
            {canHold && (
              <Button danger={!held} type={held ? "primary" : "default"} onClick={() => setAsking(true)}>
                {held ? "解冻" : "冻结"}
              </Button>
            )}
          </>
        }
      >
        佣金编号 <CopyText text={commission.key} />
      </PageHead>
      <div className="by-pair">
        <div className="by-stack">
          {explained.hold_reason && (
            <Note tone="amber" icon="lock">
              冻结原因：{explained.hold_reason}
            </Note>
          )}
          {held && explained.hold_reason === "" && <FrozenNote commission={commission} />}
          <Steps explained={explained} />
          <Rule explained={explained} />
        </div>
        <div className="by-stack">
          <Facets explained={explained} />
          <Transfers explained={explained} />
        </div>
      </div>
      {asking && <HoldDialog commission={commission} close={() => setAsking(false)} />}
    </>
  );
}

/** One commission, explained down to the fen, with what became of the money. */
export function CommissionPage(): ReactElement {
  const { promoter = "", key = "" } = useParams();
  const explained = useQuery(
    api.console.commission.get.queryOptions({ input: { promoter_id: promoter, key } }),
  );
  if (explained.data) return <Body key={explained.data.commission.key} explained={explained.data} />;
  return (
    <>
      <PageHead back={BACK} title="佣金详情" />
      {explained.isError ? (
        <Card>
          <ErrorState error={explained.error} retry={() => void explained.refetch()} />
        </Card>
      ) : (
        <DetailSkeleton />
      )}
    </>
  );
}
