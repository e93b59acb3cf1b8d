import type { ConsoleCommissionRow } from "@banyan/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { api, client } from "../api/client.ts";
import { Note } from "../design/note.tsx";
import { ReasonDialog } from "../design/reason-dialog.tsx";
import { nameOf } from "../promoter/person.tsx";
import { useMay } from "../session/session.tsx";
import type { Explained } from "./commission-page.tsx";
import { holdChanges, isSpent } from "./hold.ts";

/** Takes a commission out of reach, or gives it back, and shows what that does to the promoter's balances. */
export function HoldDialog({
  commission,
  close,
}: {
  commission: ConsoleCommissionRow;
  close: () => void;
}): ReactElement {
  const may = useMay();
  const queries = useQueryClient();
  const held = commission.state === "held";
  const keyOf = { promoter_id: commission.promoter.id, key: commission.key };
  const promoter = useQuery(
    api.console.promoter.get.queryOptions({
      input: { customer_id: commission.promoter.id },
      enabled: may("promoter.read"),
      staleTime: 0,
    }),
  );
  const balances = promoter.data?.balances;
  const spent = balances !== undefined && isSpent(commission, balances);
  const changes = balances && !spent ? holdChanges(commission, balances) : [];
  return (
    <ReasonDialog<Explained>
      title={`${held ? "解冻" : "冻结"} ${nameOf(commission.promoter)} 的佣金`}
      label={held ? "解冻原因" : "冻结原因"}
      field="reason"
      extra={held ? "记入操作日志" : "分销员会看到原因；记入操作日志"}
      actionText={held ? "解冻" : "冻结"}
      danger={!held}
      changes={changes}
      success={held ? "已解冻" : "已冻结"}
      call={(reason) =>
        held
          ? client.console.commission.release({ ...keyOf, reason })
          : client.console.commission.hold({ ...keyOf, reason })
      }
      done={(after) => {
        queries.setQueryData(api.console.commission.get.queryKey({ input: keyOf }), after);
        void queries.invalidateQueries({ queryKey: api.console.commission.key() });
        void queries.invalidateQueries({ queryKey: api.console.promoter.key() });
        void queries.invalidateQueries({ queryKey: api.console.ledger.key() });
      }}
      refused={() => void queries.invalidateQueries({ queryKey: api.console.commission.key() })}
      close={close}
    >
      {spent && (
        <div className="by-hold-spent">
          <Note tone="amber" icon="warning">
            这笔佣金已经提现，可提现余额不足以冻结。
          </Note>
        </div>
      )}
      <p className="by-confirm-note">
        {held
          ? "解冻后回到冻结前的位置：未结算的继续等待结算，已结算的可以提现。"
          : "冻结后不会结算，也不能提现，直到解冻；期间发生退款照常追回。"}
      </p>
    </ReasonDialog>
  );
}
