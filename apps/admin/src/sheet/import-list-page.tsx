import { SHEET_STATES, type SheetImport } from "@banyan/contract";
import { Button } from "antd";
import { type ReactElement, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { api, client } from "../api/client.ts";
import { Icon } from "../design/icon.tsx";
import { PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeTextFull } from "../design/time.ts";
import { oneOf } from "../list/choice.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { useMay } from "../session/session.tsx";
import { UploadDialog } from "./upload-dialog.tsx";
import { STATE_WORD } from "./words.ts";
import "./sheet.css";

const count = (
  key: "rows" | "fresh" | "changed" | "same" | "bad" | "applied" | "refused",
  title: string,
): ListColumn<SheetImport> => ({
  key,
  title,
  width: 76,
  align: "right",
  render: (row) => <span className="num">{row[key]}</span>,
  csv: (row) => String(row[key]),
});

const COLUMNS: ListColumn<SheetImport>[] = [
  {
    key: "file",
    title: "文件",
    width: 216,
    locked: true,
    render: (row) => row.file_name,
    csv: (row) => row.file_name,
  },
  {
    key: "state",
    title: "状态",
    width: 98,
    render: ({ state }) => <StateTag tone={STATE_WORD[state].tone}>{STATE_WORD[state].text}</StateTag>,
    csv: ({ state }) => STATE_WORD[state].text,
  },
  { key: "staff", title: "员工", width: 84, render: (row) => row.staff, csv: (row) => row.staff },
  {
    key: "at",
    title: "时间",
    width: 168,
    render: (row) => <span className="num">{timeTextFull(row.created_at)}</span>,
    csv: (row) => timeTextFull(row.created_at),
  },
  count("rows", "行数"),
  count("fresh", "新建"),
  count("changed", "修改"),
  count("same", "不变"),
  count("bad", "有问题"),
  count("applied", "已导入"),
  count("refused", "未导入"),
];

/** Every sheet that was checked or applied: who, when, how it went. */
export function ImportListPage(): ReactElement {
  const go = useNavigate();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const definition = useMemo<ListDefinition<SheetImport>>(
    () => ({
      id: "sheet-import",
      noun: "导入记录",
      queryKey: api.console.sheet.key(),
      fetchPage: (query, place, signal) =>
        client.console.sheet.list(
          { ...place, state: oneOf(SHEET_STATES, query.state) },
          { ...(signal ? { signal } : {}) },
        ),
      rowKey: (row) => row.id,
      columns: COLUMNS,
      filters: [],
      tabs: {
        key: "state",
        items: [
          { value: "", label: "全部" },
          ...(["ready", "applying", "done", "cancelled", "expired"] as const).map((state) => ({
            value: state,
            label: STATE_WORD[state].text,
          })),
        ],
      },
      open: (row) => void go(`/products/sheets/${row.id}`),
      emptyText: "还没有导入过商品",
    }),
    [go],
  );
  return (
    <>
      <PageHead
        title="批量导入"
        back={{ to: "/products", label: "商品" }}
        extra={
          may("catalog.write") && (
            <Button type="primary" icon={<Icon name="upload" size={16} />} onClick={() => setOpen(true)}>
              导入表格
            </Button>
          )
        }
      >
        结果和未导入的行保存 14 天
      </PageHead>
      <ListPage definition={definition} />
      {open && <UploadDialog close={() => setOpen(false)} />}
    </>
  );
}
