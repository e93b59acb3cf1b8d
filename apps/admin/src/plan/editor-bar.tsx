import { Button, Dropdown, Tooltip } from "antd";
import type { ReactElement } from "react";
import { useEffect } from "react";
import { Icon } from "../design/icon.tsx";
import type { Undoable } from "./history.ts";
import type { PlacedProblem } from "./problems.ts";

/** Problems that the summary names; the others are one tap away at their rules. */
const FEW = 3;

/** Ctrl or ⌘ with Z, and with Shift or Y; inside a field the browser's own undo stays. */
function useUndoKeys(undo: () => void, redo: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (event.target instanceof Element && event.target.closest("input, textarea")) return;
      const key = event.key.toLowerCase();
      if (key !== "z" && key !== "y") return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) redo();
      else undo();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [undo, redo]);
}

/** Stays in sight: what stands against the plan, back and forth, save, try, put to work. */
export function EditorBar({
  problems,
  jump,
  history,
  dirty,
  saving,
  save,
  simulate,
  work,
  mayWork,
}: {
  problems: readonly PlacedProblem[];
  jump: (problem: PlacedProblem) => void;
  history: Pick<Undoable<unknown>, "undo" | "redo" | "canUndo" | "canRedo">;
  dirty: boolean;
  saving: boolean;
  save: () => void;
  simulate: () => void;
  work: () => void;
  mayWork: boolean;
}): ReactElement {
  const { undo, redo, canUndo, canRedo } = history;
  useUndoKeys(undo, redo);
  const wrong = problems.length > 0;
  const waits = wrong ? "请先改正标红的地方" : null;
  return (
    <div className={`by-plan-bar ${wrong ? "is-wrong" : ""}`}>
      <div className="by-plan-bar-line">
        <Tooltip title="撤销 Ctrl+Z">
          <Button
            type="text"
            aria-label="撤销"
            disabled={!canUndo}
            icon={<Icon name="aftersale" size={17} />}
            onClick={undo}
          />
        </Tooltip>
        <Tooltip title="重做 Ctrl+Shift+Z">
          <Button
            type="text"
            aria-label="重做"
            disabled={!canRedo}
            className="by-plan-redo"
            icon={<Icon name="aftersale" size={17} />}
            onClick={redo}
          />
        </Tooltip>
        <span className="by-plan-bar-state">
          {wrong ? `${problems.length} 处要改正` : dirty ? "有修改还没有保存" : "已保存"}
        </span>
        <Tooltip title={waits ?? "看这个方案在过去的订单上会花多少"}>
          <Button disabled={wrong} onClick={simulate}>
            试算
          </Button>
        </Tooltip>
        <Tooltip title={waits}>
          <Button disabled={wrong || !dirty} loading={saving} onClick={save}>
            保存草稿
          </Button>
        </Tooltip>
        <Tooltip title={mayWork ? waits : "启用由店主操作，保存草稿后请店主启用"}>
          <Button type="primary" disabled={wrong || !mayWork} onClick={work}>
            预览并启用
          </Button>
        </Tooltip>
      </div>
      {wrong && (
        <ul className="by-plan-bar-problems" role="alert">
          {problems.slice(0, FEW).map((problem) => (
            <li key={`${problem.code} ${problem.path}`}>
              <button type="button" onClick={() => jump(problem)}>
                {problem.message}
              </button>
            </li>
          ))}
          {problems.length > FEW && <li>还有 {problems.length - FEW} 处</li>}
        </ul>
      )}
    </div>
  );
}

/** Sheet in and out. */
export function SheetButtons({
  open,
  write,
}: {
  open: () => void;
  write: (kind: "xlsx" | "csv") => void;
}): ReactElement {
  return (
    <>
      <Button size="small" icon={<Icon name="upload" size={14} />} onClick={open}>
        导入
      </Button>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "xlsx", label: "Excel 表格 .xlsx" },
            { key: "csv", label: "CSV 文件 .csv" },
          ],
          onClick: ({ key }) => write(key as "xlsx" | "csv"),
        }}
      >
        <Button size="small" icon={<Icon name="download" size={14} />}>
          导出
        </Button>
      </Dropdown>
    </>
  );
}
