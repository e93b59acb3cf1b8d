import type { ConsolePlanNames } from "@banyan/contract";
import { MOST_RULES } from "@banyan/contract/console/plan-body.ts";
import { describeRule } from "@banyan/domain";
import { Button, Modal, Segmented, Tabs, Upload } from "antd";
import { type ReactElement, useMemo, useState } from "react";
import { client } from "../api/client.ts";
import { failureOf } from "../api/failure.ts";
import { Icon } from "../design/icon.tsx";
import { Note } from "../design/note.tsx";
import { csvRows, saveFile } from "../list/csv.ts";
import { cellsOf, SheetFault } from "../list/sheet-file.ts";
import { takeRules } from "./bulk.ts";
import { bodyOf, type Draft } from "./draft.ts";
import { knownOf, withNames } from "./names.ts";

type Read = Awaited<ReturnType<typeof client.console.plan.sheet>>;
type Mode = "append" | "replace";

/** Rows of each list that show; the file with the bad ones has them all. */
const SHOWN = 200;

function useSheet() {
  const [state, setState] = useState<{ file: string; read: Read } | null>(null);
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const take = async (file: File) => {
    setBusy(true);
    setFault(undefined);
    try {
      const rows = await cellsOf(file);
      setState({ file: file.name, read: await client.console.plan.sheet({ rows }) });
    } catch (error) {
      setState(null);
      setFault(error instanceof SheetFault ? error.message : failureOf(error).message);
    } finally {
      setBusy(false);
    }
  };
  return { state, fault, busy, take };
}

function Choose({ busy, take }: { busy: boolean; take: (file: File) => Promise<void> }): ReactElement {
  return (
    <Upload.Dragger
      accept=".xlsx,.csv"
      showUploadList={false}
      disabled={busy}
      beforeUpload={(file) => {
        void take(file);
        return false;
      }}
    >
      <p className="by-sheet-drop">
        <Icon name="upload" size={22} />
        {busy ? "正在读取…" : "点击或拖入 .xlsx 或 .csv 文件"}
      </p>
      <p className="by-secondary">
        标题：范围、对象编号/名称、位置、等级、比例%、固定金额元。先导出一份再改最省事。
      </p>
    </Upload.Dragger>
  );
}

function Lists({ read, names }: { read: Read; names: ConsolePlanNames }): ReactElement {
  const known = useMemo(() => knownOf(names), [names]);
  const { good, bad } = read;
  const rest = (count: number) => count > SHOWN && <li className="by-secondary">还有 {count - SHOWN} 行</li>;
  return (
    <Tabs
      defaultActiveKey={bad.length > 0 ? "bad" : "good"}
      items={[
        {
          key: "good",
          label: `可用 ${good.length} 行`,
          children: (
            <ul className="by-sheet-rows">
              {good.slice(0, SHOWN).map(({ line, rule }) => (
                <li key={line}>
                  <b className="num">第 {line} 行</b>
                  {describeRule({ ...rule, id: "" }, known)}
                </li>
              ))}
              {rest(good.length)}
            </ul>
          ),
        },
        {
          key: "bad",
          label: `有问题 ${bad.length} 行`,
          children: (
            <>
              <ul className="by-sheet-rows is-bad">
                {bad.slice(0, SHOWN).map(({ line, reason }) => (
                  <li key={line}>
                    <b className="num">第 {line} 行</b>
                    {reason}
                  </li>
                ))}
                {rest(bad.length)}
              </ul>
              {bad.length > 0 && (
                <Button
                  size="small"
                  icon={<Icon name="download" size={14} />}
                  onClick={() =>
                    saveFile(
                      "有问题的行.csv",
                      csvRows([["行号", "原因"], ...bad.map(({ line, reason }) => [String(line), reason])]),
                    )
                  }
                >
                  下载这份清单
                </Button>
              )}
            </>
          ),
        },
      ]}
    />
  );
}

/** Rules from a sheet: read, shown row by row, and taken into the draft only when the operator says so. */
export function SheetDialog({
  draft,
  names,
  take,
  close,
}: {
  draft: Draft;
  names: ConsolePlanNames;
  /** The draft with the good rows, and the names that they brought. */
  take: (next: Draft, names: ConsolePlanNames, rows: number) => void;
  close: () => void;
}): ReactElement {
  const sheet = useSheet();
  const [mode, setMode] = useState<Mode>("append");
  const read = sheet.state?.read;
  const all = useMemo(() => withNames(names, read?.names ?? {}), [names, read]);
  const next = read
    ? takeRules(
        draft,
        read.good.map(({ rule }) => rule),
        mode,
      )
    : null;
  const count = next ? bodyOf(next).rules.length : 0;
  const tooMany = count > MOST_RULES;
  return (
    <Modal
      open
      title="从表格导入规则"
      okText={read ? `把 ${read.good.length} 条放进草稿` : "放进草稿"}
      cancelText="不导入"
      okButtonProps={{ disabled: !next || !read || read.good.length === 0 || tooMany }}
      onOk={() => {
        if (next && read) take(next, all, read.good.length);
        close();
      }}
      onCancel={close}
      width={680}
    >
      <Choose busy={sheet.busy} take={sheet.take} />
      {sheet.fault && (
        <p className="by-confirm-error" role="alert">
          {sheet.fault}
        </p>
      )}
      {read && (
        <>
          <p className="by-sheet-file num">
            {sheet.state?.file}：可用 {read.good.length} 行，有问题 {read.bad.length} 行
            {read.bad.length > 0 && "（不会导入）"}
          </p>
          <Lists read={read} names={all} />
          <div className="by-sheet-mode">
            <Segmented
              value={mode}
              options={[
                { value: "append" as const, label: "追加并更新" },
                { value: "replace" as const, label: "替换全部规则" },
              ]}
              onChange={setMode}
            />
            <span className="by-secondary num">
              {mode === "append" ? "范围、位置、等级相同的规则改为表格里的佣金" : "现有规则全部去掉"}，共{" "}
              {count} 条
            </span>
          </div>
          {tooMany && (
            <Note tone="red" icon="warning">
              一个方案最多 {MOST_RULES} 条规则，这样会有 {count} 条
            </Note>
          )}
        </>
      )}
    </Modal>
  );
}
