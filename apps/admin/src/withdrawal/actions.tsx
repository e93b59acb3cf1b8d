import type { ConsoleWithdrawal } from "@banyan/contract";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, Tooltip } from "antd";
import { type ReactElement, useState } from "react";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { ConfirmMoney } from "../design/confirm-money.tsx";
import { Icon } from "../design/icon.tsx";
import { ReasonDialog } from "../design/reason-dialog.tsx";
import { nameOf } from "../promoter/person.tsx";
import { paidChanges, returnedChanges } from "./changes.ts";

interface Part {
  withdrawal: ConsoleWithdrawal;
  close: () => void;
}

/** Shows the answer at once; lists, counts and balances follow. */
function useChanged(): (withdrawal: ConsoleWithdrawal) => void {
  const queries = useQueryClient();
  return (withdrawal) => {
    queries.setQueryData(api.console.withdrawal.get.queryKey({ input: { no: withdrawal.no } }), withdrawal);
    void queries.invalidateQueries({ queryKey: api.console.withdrawal.key() });
    void queries.invalidateQueries({ queryKey: api.console.promoter.key() });
    void queries.invalidateQueries({ queryKey: api.console.ledger.key() });
    void queries.invalidateQueries({ queryKey: api.console.report.key() });
  };
}

/** A refusal usually means that somebody else, or WeChat, was quicker: fetch what stands now. */
function useRefresh(no: string): () => void {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: api.console.withdrawal.get.key({ input: { no } }) });
    void queries.invalidateQueries({ queryKey: api.console.withdrawal.list.key() });
  };
}

function Approve({ withdrawal, close }: Part): ReactElement {
  const [note, setNote] = useState("");
  const [refusal, setRefusal] = useState<string>();
  const changed = useChanged();
  const refresh = useRefresh(withdrawal.no);
  const first = withdrawal.two_people && withdrawal.state === "reviewing";
  const approve = useWrite({
    call: (confirmFen: number) =>
      client.console.withdrawal.approve({ no: withdrawal.no, confirm_fen: confirmFen, note: note.trim() }),
    success: first ? "初审通过，等待另一位同事复核" : "已通过，正在提交微信",
    refused: (failure) => {
      if (failure.status === 0 || failure.status >= 500) return false;
      setRefusal(failure.message);
      refresh();
      return true;
    },
    done: (after) => {
      changed(after);
      close();
    },
  });
  return (
    <ConfirmMoney
      open
      title={first ? "初审通过" : withdrawal.two_people ? "复核通过" : "通过提现"}
      amountFen={withdrawal.amount_fen}
      actionText={first ? "初审通过" : "通过并打款"}
      busy={approve.isPending}
      failure={refusal}
      changes={paidChanges(withdrawal)}
      onCancel={close}
      onConfirm={(typed) => approve.mutate(typed)}
    >
      <p className="by-confirm-note">
        {first
          ? `初审通过后还不会打款，需要另一位同事复核。以上是到账以后 ${nameOf(withdrawal.promoter)} 的账户。`
          : `通过后提交微信商家转账，${nameOf(withdrawal.promoter)} 需要在 24 小时内确认收款。以上是到账以后的账户。`}
      </p>
      <label className="by-confirm-field" htmlFor="approve-note">
        <span>说明（可不填）</span>
        <Input
          id="approve-note"
          value={note}
          maxLength={100}
          onChange={(event) => setNote(event.target.value)}
          style={{ marginBottom: 14 }}
        />
      </label>
    </ConfirmMoney>
  );
}

function Refuse({ withdrawal, close }: Part): ReactElement {
  const changed = useChanged();
  const refresh = useRefresh(withdrawal.no);
  return (
    <ReasonDialog
      title="拒绝提现"
      label="拒绝原因"
      field="note"
      extra="分销员会原样看到这句话"
      actionText="拒绝并退回"
      danger
      changes={returnedChanges(withdrawal)}
      success="已拒绝，金额已退回可提现"
      call={(note) => client.console.withdrawal.refuse({ no: withdrawal.no, note })}
      done={changed}
      refused={refresh}
      close={close}
    />
  );
}

function Cancel({ withdrawal, close }: Part): ReactElement {
  const changed = useChanged();
  const refresh = useRefresh(withdrawal.no);
  return (
    <ReasonDialog
      title="撤销打款"
      label="撤销原因"
      field="note"
      extra="只有收款人还没有确认时才能撤销，以微信的答复为准"
      actionText="撤销打款"
      danger
      changes={returnedChanges(withdrawal)}
      success="已向微信提交撤销，撤销成功后退回可提现"
      call={(note) => client.console.withdrawal.cancel({ no: withdrawal.no, note })}
      done={changed}
      refused={refresh}
      close={close}
    />
  );
}

function Ask({ withdrawal }: { withdrawal: ConsoleWithdrawal }): ReactElement {
  const changed = useChanged();
  const ask = useWrite({
    call: () => client.console.withdrawal.ask({ no: withdrawal.no }),
    success: (after) => `微信的答复：${after.state_text}`,
    done: changed,
  });
  return (
    <Button
      icon={<Icon name="refresh" size={16} />}
      loading={ask.isPending}
      onClick={() => ask.mutate(undefined)}
    >
      向微信查询
    </Button>
  );
}

/** What this staff member may do now. Approving stays visible when it is blocked, with the reason. */
export function WithdrawalActions({ withdrawal }: { withdrawal: ConsoleWithdrawal }): ReactElement {
  const [dialog, setDialog] = useState<"approve" | "refuse" | "cancel" | null>(null);
  const close = () => setDialog(null);
  const { actions, approve_blocked: blocked } = withdrawal;
  const undecided = withdrawal.state === "reviewing" || withdrawal.state === "checked";
  const mayApprove = actions.includes("approve") || actions.includes("check");
  return (
    <>
      {actions.includes("ask") && <Ask withdrawal={withdrawal} />}
      {actions.includes("cancel") && (
        <Button danger onClick={() => setDialog("cancel")}>
          撤销打款
        </Button>
      )}
      {actions.includes("refuse") && <Button onClick={() => setDialog("refuse")}>拒绝</Button>}
      {(mayApprove || (undecided && blocked !== "")) && (
        <Tooltip title={blocked || null}>
          <Button
            type="primary"
            disabled={!mayApprove || blocked !== ""}
            onClick={() => setDialog("approve")}
          >
            {withdrawal.two_people ? (withdrawal.state === "reviewing" ? "初审通过" : "复核通过") : "通过"}
          </Button>
        </Tooltip>
      )}
      {dialog === "approve" && <Approve withdrawal={withdrawal} close={close} />}
      {dialog === "refuse" && <Refuse withdrawal={withdrawal} close={close} />}
      {dialog === "cancel" && <Cancel withdrawal={withdrawal} close={close} />}
    </>
  );
}
