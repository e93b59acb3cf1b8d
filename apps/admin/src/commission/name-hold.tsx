import type { ConsoleCommissionRow } from "@banyan/contract";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactElement, useState } from "react";
import { api, client } from "../api/client.ts";
import { Note } from "../design/note.tsx";
import { ReasonDialog } from "../design/reason-dialog.tsx";
import { nameOf } from "../promoter/person.tsx";
import { useMay } from "../session/session.tsx";

/** A commission that only its promoter's freeze holds, and the way to hold it by hand: then lifting the freeze does not let it go. */
export function FrozenNote({ commission }: { commission: ConsoleCommissionRow }): ReactElement {
  const may = useMay();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const keyOf = { promoter_id: commission.promoter.id, key: commission.key };
  return (
    <Note tone="amber" icon="lock">
      因推广资格冻结而冻结，解除冻结或关闭资格时自动解冻。
      {may("commission.hold") && (
        <Button type="link" size="small" onClick={() => setAsking(true)}>
          改为手动冻结
        </Button>
      )}
      {asking && (
        <ReasonDialog
          title={`手动冻结 ${nameOf(commission.promoter)} 的佣金`}
          label="冻结原因"
          field="reason"
          extra="分销员会看到原因；钱不动，之后要手动解冻"
          actionText="改为手动冻结"
          danger
          success="已改为手动冻结"
          call={(reason) => client.console.commission.hold({ ...keyOf, reason })}
          done={(after) => {
            queries.setQueryData(api.console.commission.get.queryKey({ input: keyOf }), after);
            void queries.invalidateQueries({ queryKey: api.console.commission.key() });
          }}
          close={() => setAsking(false)}
        />
      )}
    </Note>
  );
}
