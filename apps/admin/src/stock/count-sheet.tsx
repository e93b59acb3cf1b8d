import { COUNT_SHEET_ROWS, readCountSheet } from "@banyan/domain";
import { Button, Input, Upload } from "antd";
import { type ReactElement, useMemo, useState } from "react";
import { Icon } from "../design/icon.tsx";
import { Note } from "../design/note.tsx";
import { cellsOf, pastedText, SheetFault } from "../list/sheet-file.ts";
import { CountDialog } from "./count-dialog.tsx";

const SAMPLE = "规格编码\t盘点数\nYL0001\t48\nYL0015\t120";

/** Counting by a sheet of codes: pasted from a spreadsheet or read from a file, every line checked. */
export function CountSheet({ close }: { close: () => void }): ReactElement {
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string>();
  const sheet = useMemo(() => readCountSheet(text), [text]);
  const take = (file: File) =>
    cellsOf(file).then(
      (cells) => {
        setText(pastedText(cells));
        setFault(undefined);
      },
      (error: unknown) => {
        if (!(error instanceof SheetFault)) throw error;
        setFault(error.message);
      },
    );
  const blocked =
    sheet.bad.length > 0
      ? `${sheet.bad.length} 行不能处理，改好后再预览`
      : sheet.lines.length === 0
        ? `两列：规格编码、盘点数，最多 ${COUNT_SHEET_ROWS} 行`
        : null;
  return (
    <CountDialog
      title="按表盘点"
      lines={sheet.lines.map(({ code, counted }) => ({ code, counted }))}
      blocked={blocked}
      close={close}
      done={() => undefined}
    >
      <Input.TextArea
        aria-label="盘点表"
        className="by-mono"
        autoSize={{ minRows: 6, maxRows: 12 }}
        placeholder={SAMPLE}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="by-count-file">
        <Upload
          accept=".xlsx,.csv"
          showUploadList={false}
          beforeUpload={(file) => {
            void take(file);
            return false;
          }}
        >
          <Button icon={<Icon name="upload" size={16} />}>选择文件</Button>
        </Upload>
        {sheet.lines.length > 0 && <span className="by-secondary num">{sheet.lines.length} 行</span>}
      </div>
      {fault && (
        <Note tone="red" icon="warning">
          {fault}
        </Note>
      )}
      {sheet.bad.length > 0 && (
        <ul className="by-sheet-bad">
          {sheet.bad.map((row) => (
            <li key={row.line}>
              <b className="num">第 {row.line} 行</b>
              <span className="by-mono by-ellipsis">{row.text}</span>
              <em>{row.message}</em>
            </li>
          ))}
        </ul>
      )}
    </CountDialog>
  );
}
