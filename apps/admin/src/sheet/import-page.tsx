import { SHEET_KINDS, type SheetImport, type SheetProductRow } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { Button, Popconfirm, Progress } from "antd";
import { type ReactElement, useMemo } from "react";
import { Link, useParams } from "react-router";
import { api, client } from "../api/client.ts";
import { useFailureNotice, useWrite } from "../api/write.ts";
import { Icon } from "../design/icon.tsx";
import { Note } from "../design/note.tsx";
import { PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { oneOf } from "../list/choice.ts";
import { saveFile } from "../list/csv.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { useMay } from "../session/session.tsx";
import { KIND_WORD, STATE_WORD } from "./words.ts";
import "./sheet.css";

const faultWords = ({ faults }: SheetProductRow) =>
  faults.map(({ line, column, reason }) => `第 ${line} 行${column && ` ${column}`}：${reason}`);
const changeWords = ({ changes }: SheetProductRow) =>
  changes.map(({ what, before, after }) => `${what}：${before || "空"} → ${after || "空"}`);
const outcomeWord = ({ outcome }: SheetProductRow) =>
  ({ waiting: "未执行", applied: "已导入", refused: "未导入", none: "—" })[outcome];
const SHOWN = 6;

function Lines({ row }: { row: SheetProductRow }): ReactElement {
  const changes = changeWords(row);
  return (
    <ul className="by-import-lines">
      {faultWords(row)
        .slice(0, SHOWN)
        .map((text) => (
          <li key={text} className="is-bad">
            {text}
          </li>
        ))}
      {changes.slice(0, SHOWN).map((text) => (
        <li key={text}>{text}</li>
      ))}
      {changes.length > SHOWN && <li>还有 {changes.length - SHOWN} 处</li>}
      {row.notes.slice(0, SHOWN).map((text) => (
        <li key={text} className="is-note">
          {text}
        </li>
      ))}
    </ul>
  );
}

const COLUMNS: ListColumn<SheetProductRow>[] = [
  {
    key: "kind",
    title: "结果",
    width: 90,
    locked: true,
    render: ({ kind }) => <StateTag tone={KIND_WORD[kind].tone}>{KIND_WORD[kind].text}</StateTag>,
    csv: ({ kind }) => KIND_WORD[kind].text,
  },
  {
    key: "name",
    title: "商品",
    width: 240,
    render: (row) =>
      row.product_id ? (
        <Link className="by-link" to={`/products/${row.product_id}`}>
          {row.name}
        </Link>
      ) : (
        row.name
      ),
    csv: (row) => row.name,
  },
  {
    key: "lines",
    title: "行",
    width: 90,
    render: ({ lines }) => (
      <span className="num">{lines.length > 1 ? `${lines[0]}–${lines.at(-1)}` : lines[0]}</span>
    ),
    csv: ({ lines }) => lines.join(" "),
  },
  {
    key: "what",
    title: "改动与原因",
    width: 560,
    render: (row) => <Lines row={row} />,
    csv: (row) => [...faultWords(row), ...changeWords(row), ...row.notes].join("；"),
  },
  { key: "outcome", title: "执行", width: 90, render: outcomeWord, csv: outcomeWord },
];

function Progressing({ one }: { one: SheetImport }): ReactElement {
  const all = one.fresh + one.changed;
  const done = one.applied + one.refused;
  return (
    <div className="by-import-progress">
      <Progress
        percent={all === 0 ? 100 : Math.floor((done * 100) / all)}
        status={one.state === "applying" ? "active" : "normal"}
      />
      <span className="num by-secondary">
        已导入 {one.applied}，未导入 {one.refused}，共 {all} 个商品
      </span>
    </div>
  );
}

function Actions({ one }: { one: SheetImport }): ReactElement {
  const notice = useFailureNotice();
  const may = useMay();
  const stale = [api.console.sheet.key(), api.console.catalog.key()];
  const apply = useWrite({
    call: () => client.console.sheet.apply({ sheet_id: one.id }),
    stale,
    success: "开始导入",
  });
  const cancel = useWrite({
    call: () => client.console.sheet.cancel({ sheet_id: one.id }),
    stale,
    success: "已停止",
  });
  const all = one.fresh + one.changed;
  return (
    <>
      {one.bad + one.refused > 0 && one.state !== "expired" && (
        <Button
          icon={<Icon name="download" size={16} />}
          onClick={() =>
            void client.console.sheet
              .result({ sheet_id: one.id })
              .then((file) => saveFile("未导入的行.xlsx", file), notice)
          }
        >
          下载未导入的行
        </Button>
      )}
      {may("catalog.write") && (one.state === "ready" || one.state === "applying") && (
        <Popconfirm
          title={one.state === "ready" ? "放弃这次导入？" : "停止导入？已导入的商品不会退回"}
          okText="停止"
          cancelText="不停止"
          onConfirm={() => cancel.mutate(undefined)}
        >
          <Button loading={cancel.isPending}>{one.state === "ready" ? "放弃" : "停止"}</Button>
        </Popconfirm>
      )}
      {may("catalog.write") && one.state === "ready" && (
        <Button
          type="primary"
          disabled={all === 0}
          loading={apply.isPending}
          onClick={() => apply.mutate(undefined)}
        >
          导入 {all} 个商品
        </Button>
      )}
    </>
  );
}

/** One sheet: what it would do, product by product; then how far it is; then how it went. */
export function ImportPage(): ReactElement {
  const { id = "" } = useParams();
  const found = useQuery(
    api.console.sheet.get.queryOptions({
      input: { sheet_id: id },
      refetchInterval: (query) => (query.state.data?.state === "applying" ? 1000 : false),
    }),
  );
  const one = found.data;
  const ended = one?.state;
  const definition = useMemo<ListDefinition<SheetProductRow>>(
    () => ({
      id: "sheet-product",
      noun: "导入的商品",
      queryKey: [...api.console.sheet.key(), id, ended],
      fetchPage: (query, place, signal) =>
        client.console.sheet.products(
          { ...place, sheet_id: id, kind: oneOf(SHEET_KINDS, query.kind) },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => String(row.ordinal),
      columns: COLUMNS,
      filters: [],
      tabs: {
        key: "kind",
        items: [
          { value: "", label: "全部" },
          ...SHEET_KINDS.map((kind) => ({ value: kind, label: KIND_WORD[kind].text, count: one?.[kind] })),
        ],
      },
      emptyText: ended === "expired" ? "结果只保存 14 天，已经删除" : "没有这样的商品",
    }),
    [id, ended, one],
  );
  return (
    <>
      <PageHead
        title={one?.file_name ?? "导入详情"}
        back={{ to: "/products/sheets", label: "批量导入" }}
        extra={one && <Actions one={one} />}
      >
        {one && (
          <>
            <StateTag tone={STATE_WORD[one.state].tone}>{STATE_WORD[one.state].text}</StateTag> {one.staff}，
            {one.rows} 行
          </>
        )}
      </PageHead>
      {found.isError && (
        <Note tone="red" icon="warning">
          打不开这次导入 <Button onClick={() => void found.refetch()}>重试</Button>
        </Note>
      )}
      {one && one.applied_at !== null && <Progressing one={one} />}
      {one?.state === "checking" && (
        <Note tone="amber" icon="warning">
          检查没有做完，请重新上传表格
        </Note>
      )}
      <ListPage definition={definition} />
    </>
  );
}
