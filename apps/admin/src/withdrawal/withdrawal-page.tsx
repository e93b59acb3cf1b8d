import type { ConsoleWithdrawal } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Link, useParams } from "react-router";
import { api } from "../api/client.ts";
import { businessNow } from "../api/clock.ts";
import { CopyText } from "../design/copy-text.tsx";
import { DetailSkeleton, ErrorState } from "../design/empty.tsx";
import { type Figure, Figures } from "../design/figures.tsx";
import { Money } from "../design/money.tsx";
import { Note } from "../design/note.tsx";
import { Card, Facts, PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText, timeTextFull } from "../design/time.ts";
import { Timeline } from "../design/timeline.tsx";
import { PersonChip } from "../promoter/person.tsx";
import { useMay } from "../session/session.tsx";
import { WithdrawalActions } from "./actions.tsx";
import { nextOf } from "./next.ts";
import { SettlementCard } from "./settlement-card.tsx";
import { PAYOUT_WORD, WITHDRAWAL_WORD } from "./words.ts";
import "./withdrawal.css";

const BACK = { to: "/withdrawals", label: "提现" };
const REFRESH_MS = 15_000;
const FINAL = new Set(["paid", "refused", "cancelled", "failed", "expired"]);

/** What happens next, always as a sentence, and why this person may not decide. */
function Next({ withdrawal }: { withdrawal: ConsoleWithdrawal }): ReactElement {
  const may = useMay();
  const tone = WITHDRAWAL_WORD[withdrawal.state]?.tone ?? "grey";
  return (
    <>
      <Note tone={tone} icon={withdrawal.state === "paid" ? "check" : tone === "red" ? "warning" : "clock"}>
        {nextOf(withdrawal)}
        <small className="by-next-told">分销员看到：{withdrawal.next_text}</small>
      </Note>
      {withdrawal.approve_blocked && may("withdrawal.decide") && (
        <Note tone="amber" icon="lock">
          您现在不能通过：{withdrawal.approve_blocked}
        </Note>
      )}
    </>
  );
}

function figuresOf({ balances }: ConsoleWithdrawal): Figure[] {
  return [
    { label: "可提现", fen: balances.available_fen, note: "本次之外的余额" },
    { label: "提现中", fen: balances.withdrawing_fen, note: "含本次（未完成时）" },
    { label: "冻结", fen: balances.held_fen },
    { label: "欠款", fen: balances.debt_fen, tone: "price" },
  ];
}

function Amounts({ withdrawal }: { withdrawal: ConsoleWithdrawal }): ReactElement {
  const arrived = withdrawal.state === "paid";
  return (
    <Card title="金额">
      <Facts
        columns={3}
        rows={[
          ["提现金额", <Money key="amount" fen={withdrawal.amount_fen} size={20} />],
          ["手续费", <Money key="fee" fen={withdrawal.fee_fen} size={20} tone="muted" />],
          [
            arrived ? "实际到账" : "应到账",
            <Money key="net" fen={withdrawal.net_fen} size={20} tone={arrived ? "price" : "ink"} />,
          ],
        ]}
      />
    </Card>
  );
}

/** The worker looks within seconds of the time. */
const SOON_MS = 5_000;

function nextLook(at: string): string {
  return Date.parse(at) <= businessNow() + SOON_MS ? "马上" : timeTextFull(at);
}

type Payout = NonNullable<ConsoleWithdrawal["payout"]>;

function PayoutCard({ payout, failText }: { payout: Payout; failText: string }): ReactElement {
  const word = PAYOUT_WORD[payout.state];
  const over = payout.state === "success" || payout.state === "fail" || payout.state === "cancelled";
  return (
    <Card title="微信打款" note="与商户平台的转账单对应">
      <Facts
        columns={2}
        rows={[
          [
            "状态",
            <StateTag key="state" tone={word?.tone ?? "grey"}>
              {word?.text ?? "其他"}
            </StateTag>,
          ],
          ["打款单号", <CopyText key="no" text={payout.no} />],
          ["微信单号", payout.bill_no ? <CopyText key="bill" text={payout.bill_no} /> : "微信还没有给出"],
          [
            "尝试",
            <span key="tries" className="num">
              {payout.tries} 次
            </span>,
          ],
          [
            "确认截止",
            <span key="until" className="num">
              {timeText(payout.confirm_until)}
            </span>,
          ],
          [
            "下次查询",
            <span key="next" className="num">
              {over ? "已结束" : nextLook(payout.next_try_at)}
            </span>,
          ],
          [
            "失败原因",
            payout.fail_reason ? (
              <span key="fail">
                {failText || word?.text}
                <small className="by-block">
                  微信原因代码 <span className="by-mono">{payout.fail_reason}</span>
                </small>
              </span>
            ) : (
              "—"
            ),
          ],
          ["最近错误", payout.last_error || "—"],
        ]}
      />
    </Card>
  );
}

/** Whoever looked first, where two are needed, and whoever had the last word. */
function peopleOf({ state, two_people, checked_by, decided_by, automatic }: ConsoleWithdrawal) {
  const byRule = automatic || state === "refused";
  return [
    ...(two_people ? ([["初审", checked_by ?? (state === "reviewing" ? "等待初审" : "—")]] as const) : []),
    [two_people && state !== "refused" ? "复核" : "审核人", decided_by ?? (byRule ? "系统" : "—")] as const,
  ];
}

function Review({ withdrawal }: { withdrawal: ConsoleWithdrawal }): ReactElement {
  const how = withdrawal.automatic
    ? "低于免审金额，自动通过"
    : withdrawal.two_people
      ? "达到双人审核金额，需要两位同事"
      : "一位同事审核";
  return (
    <Card title="审核">
      <Facts
        columns={2}
        rows={[
          ["方式", how],
          ...peopleOf(withdrawal),
          [
            "审核时间",
            <span key="at" className="num">
              {timeText(withdrawal.decided_at)}
            </span>,
          ],
          ["说明", withdrawal.decision_note || "—"],
        ]}
      />
    </Card>
  );
}

function Body({ withdrawal }: { withdrawal: ConsoleWithdrawal }): ReactElement {
  const may = useMay();
  const word = WITHDRAWAL_WORD[withdrawal.state];
  return (
    <>
      <PageHead
        back={BACK}
        title={
          <>
            提现详情
            <StateTag tone={word?.tone ?? "grey"}>{withdrawal.state_text}</StateTag>
          </>
        }
        extra={may("withdrawal.decide") && <WithdrawalActions withdrawal={withdrawal} />}
      >
        <CopyText text={withdrawal.no} />
      </PageHead>
      <div className="by-pair">
        <div className="by-stack">
          <Next withdrawal={withdrawal} />
          <Amounts withdrawal={withdrawal} />
          <Card title="分销员的账户" note="截至现在">
            <Figures items={figuresOf(withdrawal)} />
          </Card>
          <Review withdrawal={withdrawal} />
          {(withdrawal.settlements.length > 0 || withdrawal.payout?.trouble) && (
            <SettlementCard withdrawal={withdrawal} />
          )}
          {withdrawal.payout && <PayoutCard payout={withdrawal.payout} failText={withdrawal.fail_text} />}
        </div>
        <div className="by-stack">
          <Card title="收款人">
            <Facts
              rows={[
                ["分销员", <PersonChip key="promoter" person={withdrawal.promoter} />],
                [
                  "流水",
                  may("ledger.read") ? (
                    <Link key="l" className="by-link" to={`/ledger/transfers?ref=${withdrawal.no}`}>
                      查看账本流水
                    </Link>
                  ) : (
                    "—"
                  ),
                ],
              ]}
            />
          </Card>
          <Card title="进展" note="与分销员看到的一致">
            <Timeline events={withdrawal.timeline} />
          </Card>
        </div>
      </div>
    </>
  );
}

/** One withdrawal: where the money is, what happens next, who decided, what WeChat says. */
export function WithdrawalPage(): ReactElement {
  const { no = "" } = useParams();
  const withdrawal = useQuery(
    api.console.withdrawal.get.queryOptions({
      input: { no },
      refetchInterval: (query) =>
        query.state.data && FINAL.has(query.state.data.state) ? false : REFRESH_MS,
    }),
  );
  if (withdrawal.data) return <Body key={withdrawal.data.no} withdrawal={withdrawal.data} />;
  return (
    <>
      <PageHead back={BACK} title="提现详情" />
      {withdrawal.isError ? (
        <Card>
          <ErrorState error={withdrawal.error} retry={() => void withdrawal.refetch()} />
        </Card>
      ) : (
        <DetailSkeleton />
      )}
    </>
  );
}
