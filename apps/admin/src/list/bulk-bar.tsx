import { App, Button, Tooltip } from "antd";
import { type ReactElement, useState } from "react";
import { useFailureNotice } from "../api/write.ts";
import type { BulkAction } from "./definition.ts";

/** What can be done with the chosen rows. Stands in place of the filters while rows are chosen. */
export function BulkBar<Row>({
  actions,
  rows,
  clear,
  done,
}: {
  actions: readonly BulkAction<Row>[];
  rows: readonly Row[];
  clear: () => void;
  done: () => void;
}): ReactElement {
  const { modal } = App.useApp();
  const notice = useFailureNotice();
  const [busy, setBusy] = useState<string | null>(null);
  const [asking, setAsking] = useState<BulkAction<Row> | null>(null);
  const Dialog = asking?.Dialog;
  const run = async (action: BulkAction<Row>) => {
    setBusy(action.key);
    try {
      await action.run?.(rows);
      done();
    } catch (error) {
      notice(error);
    } finally {
      setBusy(null);
    }
  };
  const start = (action: BulkAction<Row>) => {
    if (action.Dialog) return setAsking(action);
    if (!action.confirm) return void run(action);
    modal.confirm({
      title: action.label,
      content: action.confirm(rows),
      okText: action.label,
      cancelText: "取消",
      okButtonProps: { danger: action.danger === true },
      onOk: () => run(action),
    });
  };
  return (
    <div className="by-bulk">
      <span className="num">已选 {rows.length} 项</span>
      {actions.map((action) => {
        const refusal = action.refuses?.(rows) ?? null;
        return (
          <Tooltip key={action.key} title={refusal}>
            <Button
              danger={action.danger === true}
              disabled={refusal !== null || (busy !== null && busy !== action.key)}
              loading={busy === action.key}
              onClick={() => start(action)}
            >
              {action.label}
            </Button>
          </Tooltip>
        );
      })}
      <Button type="text" onClick={clear}>
        取消选择
      </Button>
      {Dialog && <Dialog rows={rows} close={() => setAsking(null)} done={done} />}
    </div>
  );
}
