import type { ConsoleWithdrawal, PayoutSettlement } from "@banyan/contract";
import { App, Button } from "antd";
import { type ReactElement, useState } from "react";
import { client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { CopyText } from "../design/copy-text.tsx";
import { Money } from "../design/money.tsx";
import { Card, Facts } from "../design/page.tsx";
import { StateTag, type Tone } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { useSettled } from "./settled.ts";
import { DecideSettlement, RequestSettlement } from "./settlement-dialogs.tsx";

const STATE_WORD: Record<PayoutSettlement["state"], { text: string; tone: Tone }> = {
  requested: { text: "待复核", tone: "amber" },
  approved: { text: "已通过", tone: "green" },
  refused: { text: "未通过", tone: "grey" },
  cancelled: { text: "已撤回", tone: "grey" },
};
export const OUTCOME_TEXT = { paid: "资金账单里找到了，已打款", returned: "确认没有打款" } as const;

function Cancel({ withdrawal, id }: { withdrawal: ConsoleWithdrawal; id: string }): ReactElement {
  const { modal } = App.useApp();
  const settled = useSettled();
  const cancel = useWrite({
    call: () => client.console.withdrawal.cancelSettlement({ no: withdrawal.no, settlement_id: id }),
    success: "已撤回",
    done: settled,
  });
  return (
    <Button
      loading={cancel.isPending}
      onClick={() =>
        modal.confirm({
          title: "撤回这份人工核对？",
          okText: "撤回",
          cancelText: "先不",
          onOk: () => cancel.mutate(undefined),
        })
      }
    >
      撤回
    </Button>
  );
}

function One({ one }: { one: PayoutSettlement }): ReactElement {
  const word = STATE_WORD[one.state];
  return (
    <Facts
      columns={2}
      rows={[
        ["结果", OUTCOME_TEXT[one.outcome]],
        [
          "状态",
          <StateTag key="state" tone={word?.tone ?? "grey"}>
            {word?.text ?? "其他"}
          </StateTag>,
        ],
        ["金额", <Money key="fen" fen={one.amount_fen} />],
        ["微信单号", one.bill_no ? <CopyText key="bill" text={one.bill_no} /> : "—"],
        ["原因", one.reason],
        ["依据", one.evidence],
        ["申请", `${one.requested_by} · ${timeText(one.requested_at)}`],
        [
          "复核",
          one.decided_at
            ? `${one.decided_by ?? "申请人撤回"} · ${timeText(one.decided_at)}${one.decision_note ? `：${one.decision_note}` : ""}`
            : "等待另一位同事",
        ],
      ]}
    />
  );
}

/** A payout that WeChat no longer tells of: what one person found, and the other's word on it. */
export function SettlementCard({ withdrawal }: { withdrawal: ConsoleWithdrawal }): ReactElement {
  const [dialog, setDialog] = useState<"ask" | "decide" | null>(null);
  const { actions, settlements } = withdrawal;
  const [newest] = settlements;
  const close = () => setDialog(null);
  return (
    <Card
      title="人工核对"
      note="微信查不到时，由两位同事凭资金账单结束"
      extra={
        <>
          {actions.includes("settle") && (
            <Button type="primary" size="small" onClick={() => setDialog("ask")}>
              填写核对结果
            </Button>
          )}
          {actions.includes("settle_cancel") && newest && <Cancel withdrawal={withdrawal} id={newest.id} />}
          {actions.includes("settle_decide") && (
            <Button type="primary" size="small" onClick={() => setDialog("decide")}>
              复核
            </Button>
          )}
        </>
      }
    >
      {settlements.length === 0 && <span className="by-secondary">还没有人核对</span>}
      <div className="by-stack">
        {settlements.map((one) => (
          <One key={one.id} one={one} />
        ))}
      </div>
      {dialog === "ask" && <RequestSettlement withdrawal={withdrawal} close={close} />}
      {dialog === "decide" && newest && (
        <DecideSettlement withdrawal={withdrawal} settlement={newest} close={close} />
      )}
    </Card>
  );
}
