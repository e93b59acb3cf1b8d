import type { ConsoleAdjustment } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { api } from "../api/client.ts";
import { CopyText } from "../design/copy-text.tsx";
import { ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { fenText, Money } from "../design/money.tsx";
import { Note } from "../design/note.tsx";
import { Facts } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { PersonChip } from "../promoter/person.tsx";
import { DecideActions } from "./decide-actions.tsx";
import { ADJUSTMENT_WORD, isMoved, KIND_NOTE, takes } from "./words.ts";
import "../promoter/promoter.css";

/** Where the number leads: the order, or the commission of this promoter. */
function RefLink({ adjustment }: { adjustment: ConsoleAdjustment }): ReactElement {
  const { ref, promoter } = adjustment;
  const to = ref.includes("-") ? `/commissions/${promoter.id}/${ref}` : `/orders/${ref}`;
  return (
    <Link className="by-link by-mono" to={to}>
      {ref}
    </Link>
  );
}

function Body({ adjustment }: { adjustment: ConsoleAdjustment }): ReactElement {
  const { kind, batch, state, approve_blocked: blocked } = adjustment;
  return (
    <>
      <div className="by-drawer-person">
        <Money
          fen={takes(kind) ? -adjustment.amount_fen : adjustment.amount_fen}
          signed={isMoved(kind)}
          size={28}
          tone={takes(kind) ? "price" : "earn"}
        />
        <StateTag tone={ADJUSTMENT_WORD[state]?.tone ?? "grey"}>{adjustment.state_text}</StateTag>
      </div>
      {blocked && (
        <div className="by-drawer-part">
          <Note tone="amber" icon="lock">
            您现在不能通过：{blocked}
          </Note>
        </div>
      )}
      <Facts
        rows={[
          ["分销员", <PersonChip key="promoter" person={adjustment.promoter} />],
          ["类型", adjustment.kind_text],
          ["说明", KIND_NOTE[kind]],
          ["原因", adjustment.reason],
          ["关联单号", adjustment.ref ? <RefLink key="ref" adjustment={adjustment} /> : "—"],
          ...(batch
            ? ([
                [
                  "批量",
                  <Link
                    key="batch"
                    className="by-link num"
                    to={`/adjustments?state=all&batch_id=${batch.id}`}
                  >
                    #{batch.id} 共 {batch.rows} 笔，合计 ¥{fenText(batch.total_fen)}
                  </Link>,
                ],
              ] as const)
            : []),
          ["可提现", <Money key="a" fen={adjustment.balances.available_fen} />],
          ["欠款", <Money key="d" fen={adjustment.balances.debt_fen} />],
          ["单号", <CopyText key="no" text={adjustment.no} />],
        ]}
      />
      <div className="by-drawer-part">
        <h3 className="by-section-title">经手人</h3>
        <Facts
          rows={[
            ["申请", `${adjustment.requested_by} · ${timeText(adjustment.requested_at)}`],
            [
              "审批",
              adjustment.decided_at
                ? `${adjustment.decided_by ?? "申请人撤回"} · ${timeText(adjustment.decided_at)}`
                : "等待另一位同事",
            ],
            ["审批说明", adjustment.decision_note || "—"],
          ]}
        />
      </div>
    </>
  );
}

/** One adjustment: whose, how much, why, by whom; and what this person may do with it. */
export function AdjustmentDrawer({ no, close }: { no: string; close: () => void }): ReactElement {
  const found = useQuery(api.console.adjustment.get.queryOptions({ input: { no } }));
  return (
    <Drawer
      open
      title="调整单"
      size={500}
      onClose={close}
      footer={
        found.data &&
        found.data.actions.length > 0 && (
          <div className="by-drawer-actions">
            <DecideActions adjustment={found.data} />
          </div>
        )
      }
    >
      {found.isPending && <RowsSkeleton rows={6} />}
      {found.isError && <ErrorState error={found.error} retry={() => void found.refetch()} />}
      {found.data && <Body adjustment={found.data} />}
    </Drawer>
  );
}
