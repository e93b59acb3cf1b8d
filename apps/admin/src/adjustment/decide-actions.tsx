import type { ConsoleAdjustment } from "@banyan/contract";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { type ReactElement, useState } from "react";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { ConfirmMoney } from "../design/confirm-money.tsx";
import { ReasonDialog } from "../design/reason-dialog.tsx";
import { nameOf } from "../promoter/person.tsx";
import { ADJUSTED } from "./stale.ts";
import { movedChanges } from "./words.ts";

interface Part {
  adjustment: ConsoleAdjustment;
  close: () => void;
}

/** Shows the answer at once; lists, counts and balances follow. */
function useChanged(): (adjustment: ConsoleAdjustment) => void {
  const queries = useQueryClient();
  return (adjustment) => {
    queries.setQueryData(api.console.adjustment.get.queryKey({ input: { no: adjustment.no } }), adjustment);
    for (const queryKey of ADJUSTED) void queries.invalidateQueries({ queryKey });
  };
}

function Approve({ adjustment, close }: Part): ReactElement {
  const [note, setNote] = useState("");
  const [refusal, setRefusal] = useState<string>();
  const queries = useQueryClient();
  const changed = useChanged();
  const { batch, balances, after } = adjustment;
  const approve = useWrite({
    call: (confirmFen: number) =>
      client.console.adjustment.approve({ no: adjustment.no, confirm_fen: confirmFen, note: note.trim() }),
    success: batch ? `已通过，${batch.rows} 笔已入账` : "已通过，已入账",
    refused: (failure) => {
      if (failure.status === 0 || failure.status >= 500) return false;
      setRefusal(failure.message);
      void queries.invalidateQueries({ queryKey: api.console.adjustment.key() });
      return true;
    },
    done: (now) => {
      changed(now);
      close();
    },
  });
  return (
    <ConfirmMoney
      open
      title={batch ? `通过整批奖励（${batch.rows} 笔）` : `通过${adjustment.kind_text}`}
      amountFen={batch ? batch.total_fen : adjustment.amount_fen}
      actionText="通过并入账"
      busy={approve.isPending}
      failure={refusal}
      changes={batch || !after ? [] : movedChanges(balances, after)}
      onCancel={close}
      onConfirm={(typed) => approve.mutate(typed)}
    >
      <p className="by-confirm-note">
        {batch
          ? `由 ${adjustment.requested_by} 申请：${batch.reason}。整批一起通过，不能只通过一部分；有一位不符合条件，整批都不入账。`
          : `由 ${adjustment.requested_by} 申请：${adjustment.reason}。通过后马上入账，${nameOf(adjustment.promoter)} 会收到通知。`}
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

function Refuse({ adjustment, close }: Part): ReactElement {
  const changed = useChanged();
  return (
    <ReasonDialog
      title={adjustment.batch ? "拒绝整批奖励" : `拒绝${adjustment.kind_text}`}
      label="拒绝原因"
      field="note"
      extra="申请的同事会看到这句话，分销员看不到"
      actionText="拒绝"
      danger
      success="已拒绝，没有动钱"
      call={(note) => client.console.adjustment.refuse({ no: adjustment.no, note })}
      done={changed}
      close={close}
    />
  );
}

function Cancel({ adjustment }: { adjustment: ConsoleAdjustment }): ReactElement {
  const { modal } = App.useApp();
  const changed = useChanged();
  const cancel = useWrite({
    call: () => client.console.adjustment.cancel({ no: adjustment.no }),
    success: "已撤回",
    done: changed,
  });
  const ask = () =>
    modal.confirm({
      title: adjustment.batch ? `撤回整批 ${adjustment.batch.rows} 笔？` : "撤回这张调整单？",
      content: "还没有动钱；需要时可以重新申请。",
      okText: "撤回",
      cancelText: "先不",
      onOk: () => cancel.mutate(undefined),
    });
  return (
    <Button loading={cancel.isPending} onClick={ask}>
      撤回
    </Button>
  );
}

/** What this staff member may do now. */
export function DecideActions({ adjustment }: { adjustment: ConsoleAdjustment }): ReactElement {
  const [dialog, setDialog] = useState<"approve" | "refuse" | null>(null);
  const close = () => setDialog(null);
  const { actions } = adjustment;
  return (
    <>
      {actions.includes("cancel") && <Cancel adjustment={adjustment} />}
      {actions.includes("refuse") && <Button onClick={() => setDialog("refuse")}>拒绝</Button>}
      {actions.includes("approve") && (
        <Button type="primary" onClick={() => setDialog("approve")}>
          通过
        </Button>
      )}
      {dialog === "approve" && <Approve adjustment={adjustment} close={close} />}
      {dialog === "refuse" && <Refuse adjustment={adjustment} close={close} />}
    </>
  );
}
