import { type RewardSheet, SHEET_ROWS } from "@banyan/contract";
import { Button, Form, Input, Modal, Upload } from "antd";
import { type ReactElement, useState } from "react";
import { client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { Icon } from "../design/icon.tsx";
import { fenText, Money } from "../design/money.tsx";
import { Note } from "../design/note.tsx";
import { YuanInput } from "../design/yuan-input.tsx";
import { cellsOf, pastedText, SheetFault } from "../list/sheet-file.ts";
import { PersonCell } from "../promoter/person.tsx";
import { ADJUSTED } from "./stale.ts";
import "./adjustment.css";

const SAMPLE = "编号\t金额\t事由\n1024\t50\t十月推广之星\n1031\t20.5";

/** Lines that cannot be used, each with its reason. */
function Bad({ sheet, remove }: { sheet: RewardSheet; remove: () => void }): ReactElement {
  return (
    <>
      <Note tone="red" icon="warning">
        {sheet.bad.length} 行不能处理，改好后再检查一次；整张表要么全部提交，要么都不提交。
        <Button type="link" size="small" onClick={remove}>
          去掉这些行
        </Button>
      </Note>
      <ul className="by-sheet-bad">
        {sheet.bad.map((row) => (
          <li key={row.line}>
            <b className="num">第 {row.line} 行</b>
            <span className="by-mono by-ellipsis">{row.text}</span>
            <em>{row.message}</em>
          </li>
        ))}
      </ul>
    </>
  );
}

function Good({ sheet }: { sheet: RewardSheet }): ReactElement {
  return (
    <div className="by-scroll by-sheet-good">
      <table className="by-table">
        <thead>
          <tr>
            <th>行</th>
            <th>分销员</th>
            <th>奖励</th>
            <th>事由</th>
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row) => (
            <tr key={row.line}>
              <td className="num">{row.line}</td>
              <td>
                <PersonCell person={row.promoter} note={`编号 ${row.promoter.id}`} size={30} />
              </td>
              <td>
                <Money fen={row.amount_fen} tone="earn" />
              </td>
              <td>{row.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The text without the lines that were bad. */
const without = (text: string, sheet: RewardSheet) => {
  const bad = new Set(sheet.bad.map((row) => row.line));
  return text
    .split(/\r\n|\r|\n/)
    .filter((_, at) => !bad.has(at + 1))
    .join("\n");
};

const textOf = async (file: File) => pastedText(await cellsOf(file));

/** A file instead of what is pasted. */
function Choose({
  take,
  refuse,
}: {
  take: (text: string) => void;
  refuse: (why: string) => void;
}): ReactElement {
  return (
    <Upload
      accept=".xlsx,.csv"
      showUploadList={false}
      beforeUpload={(file) => {
        void textOf(file).then(take, (error: unknown) => {
          if (!(error instanceof SheetFault)) throw error;
          refuse(error.message);
        });
        return false;
      }}
    >
      <Button icon={<Icon name="upload" size={16} />}>选择文件</Button>
    </Upload>
  );
}

/** Rewards for many at once: pasted from a spreadsheet or read from a file, checked line by line, asked for as a whole. */
export function SheetDialog({ close }: { close: () => void }): ReactElement {
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const [sheet, setSheet] = useState<RewardSheet | null>(null);
  const [typed, setTyped] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<string>();
  const request = useRequestKey();
  const change = (next: string) => {
    setText(next);
    setSheet(null);
    setTyped(null);
    setRefusal(undefined);
  };
  const check = useWrite({
    call: (of: string) => client.console.adjustment.readSheet({ text: of, reason: reason.trim() }),
    done: setSheet,
  });
  const send = useWrite({
    call: (confirmFen: number) => {
      const body = { text, reason: reason.trim(), confirm_fen: confirmFen };
      return client.console.adjustment.requestSheet({ ...body, request_key: request.keyFor(body) });
    },
    stale: ADJUSTED,
    success: (made) => `${made.rows} 笔奖励已提交，等待另一位同事审批`,
    refused: (failure) => {
      if (failure.status === 0 || failure.status >= 500) return false;
      setRefusal(failure.message);
      return true;
    },
    done: () => {
      request.renew();
      close();
    },
  });
  const clean = sheet !== null && sheet.bad.length === 0 && sheet.rows.length > 0;
  const ready = clean && reason.trim() !== "" && typed === sheet.total_fen;
  return (
    <Modal
      open
      title="批量奖励"
      okText={clean ? `提交 ${sheet.rows.length} 笔` : "检查"}
      cancelText="取消"
      okButtonProps={{ disabled: clean ? !ready : text.trim() === "" }}
      confirmLoading={check.isPending || send.isPending}
      onOk={() => (clean && typed !== null ? send.mutate(typed) : check.mutate(text))}
      onCancel={close}
      width={680}
    >
      <Form layout="vertical" requiredMark={false}>
        <Form.Item
          label="统一事由"
          htmlFor="sheet-reason"
          extra="没有单独写事由的行用它；分销员会看到"
          {...(clean && reason.trim() === "" ? { validateStatus: "error", help: "请填写统一事由" } : {})}
        >
          <Input
            id="sheet-reason"
            maxLength={100}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
        <Form.Item
          label="奖励表"
          extra={`三列：分销员编号、金额（元）、事由（可空）；从表格里直接粘贴，或选择 .xlsx、.csv 文件，最多 ${SHEET_ROWS} 行`}
        >
          <Input.TextArea
            value={text}
            autoSize={{ minRows: 5, maxRows: 10 }}
            className="by-mono"
            placeholder={SAMPLE}
            aria-label="奖励表"
            onChange={(event) => change(event.target.value)}
          />
        </Form.Item>
        <Choose
          take={change}
          refuse={(why) => {
            change("");
            setRefusal(why);
          }}
        />
        <div className="by-sheet-result">
          {sheet && sheet.bad.length > 0 && <Bad sheet={sheet} remove={() => change(without(text, sheet))} />}
          {sheet && sheet.rows.length > 0 && <Good sheet={sheet} />}
          {sheet && sheet.rows.length === 0 && sheet.bad.length === 0 && (
            <Note tone="amber" icon="note">
              表格里没有内容
            </Note>
          )}
        </div>
        {clean && (
          <Form.Item
            label={`合计 ¥${fenText(sheet.total_fen)}，请输入合计金额以确认`}
            extra={`每天合计 ¥${fenText(sheet.limits.day_fen)}，今天已通过 ¥${fenText(sheet.limits.today_fen)}`}
          >
            <YuanInput value={typed} onChange={setTyped} label="合计金额" />
          </Form.Item>
        )}
      </Form>
      {refusal && (
        <p className="by-confirm-error" role="alert">
          {refusal}
        </p>
      )}
    </Modal>
  );
}
