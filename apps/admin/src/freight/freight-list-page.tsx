import type { FreightTemplateBody } from "@banyan/contract";
import { describeFreightRule } from "@banyan/domain";
import { App, Button, Space } from "antd";
import { type ReactElement, useMemo } from "react";
import { Link, useNavigate } from "react-router";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { Icon } from "../design/icon.tsx";
import { PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import type { ListColumn, ListDefinition } from "../list/definition.ts";
import { ListPage } from "../list/list-page.tsx";
import { useMay } from "../session/session.tsx";
import { templateOf } from "./draft.ts";
import { type RegionOption, regionWords, useRegions } from "./regions.ts";
import "./freight.css";

type Row = FreightTemplateBody;
const UNIT = { piece: "按件", weight: "按重量" } as const;

/** What can be done with one: each says itself why it cannot. */
function RowActions({ row }: { row: Row }): ReactElement {
  const { modal } = App.useApp();
  const stale = [api.console.freight.key(), api.console.catalog.key()];
  const makeDefault = useWrite({
    call: () => client.console.freight.makeDefault({ template_id: row.id }),
    stale,
    success: `“${row.name}”已是默认模板`,
  });
  const remove = useWrite({
    call: () => client.console.freight.remove({ template_id: row.id }),
    stale,
    success: "已删除",
  });
  const ask = (title: string, content: string, danger: boolean, onOk: () => void) =>
    modal.confirm({ title, content, okText: "确定", cancelText: "取消", okButtonProps: { danger }, onOk });
  return (
    // The row opens the editor; its buttons do not.
    // biome-ignore lint/a11y/noStaticElementInteractions: only keeps clicks from the row
    // biome-ignore lint/a11y/useKeyWithClickEvents: only keeps clicks from the row
    <div onClick={(event) => event.stopPropagation()}>
      <Space size={14}>
        <Link className="by-link" to={`/freight/new?copy=${row.id}`}>
          复制
        </Link>
        {!row.is_default && (
          <button
            type="button"
            className="by-link"
            onClick={() =>
              ask(`把“${row.name}”设为默认？`, "没有单独选模板的商品马上按它收运费。", false, () =>
                makeDefault.mutate(undefined),
              )
            }
          >
            设为默认
          </button>
        )}
        {!row.is_default && (
          <button
            type="button"
            className="by-link"
            onClick={() =>
              ask(`删除“${row.name}”？`, "删除后不能恢复；已下的订单不受影响。", true, () =>
                remove.mutate(undefined),
              )
            }
          >
            删除
          </button>
        )}
      </Space>
    </div>
  );
}

function columnsOf(regions: readonly RegionOption[], canWrite: boolean): ListColumn<Row>[] {
  const groups = (row: Row) =>
    row.groups.map((group, at) => {
      const rule = templateOf({ groups: [group] }).groups[0];
      return `${regionWords(regions, group.regions, 2)}：${rule ? describeFreightRule(rule, row.unit) : at}`;
    });
  const elsewhere = (row: Row) => describeFreightRule(templateOf(row).elsewhere, row.unit);
  const columns: ListColumn<Row>[] = [
    {
      key: "name",
      title: "模板",
      width: 176,
      locked: true,
      render: (row) => (
        <Space size={8}>
          <b>{row.name}</b>
          {row.is_default && <StateTag tone="green">默认</StateTag>}
        </Space>
      ),
      csv: (row) => row.name,
    },
    { key: "unit", title: "计费", width: 72, render: (row) => UNIT[row.unit], csv: (row) => UNIT[row.unit] },
    {
      key: "elsewhere",
      title: "其余地区",
      width: 212,
      render: (row) => <span className="num">{elsewhere(row)}</span>,
      csv: elsewhere,
    },
    {
      key: "groups",
      title: "指定地区",
      width: 270,
      render: (row) =>
        row.groups.length === 0
          ? "—"
          : groups(row)
              .slice(0, 3)
              .map((text) => (
                <div key={text} className="num">
                  {text}
                </div>
              )),
      csv: (row) => groups(row).join("；"),
    },
    {
      key: "unserved",
      title: "不配送",
      width: 124,
      render: (row) => (row.unserved.length === 0 ? "都配送" : regionWords(regions, row.unserved, 2)),
      csv: (row) => regionWords(regions, row.unserved, 99),
    },
    {
      key: "products",
      title: "商品",
      width: 62,
      align: "right",
      render: (row) => <span className="num">{row.product_count}</span>,
      csv: (row) => String(row.product_count),
    },
    {
      key: "updated",
      title: "修改时间",
      width: 140,
      optional: true,
      render: (row) => <span className="num">{timeText(row.updated_at)}</span>,
      csv: (row) => timeText(row.updated_at),
    },
  ];
  if (canWrite) {
    columns.push({
      key: "actions",
      title: "操作",
      width: 176,
      render: (row) => <RowActions row={row} />,
      csv: null,
    });
  }
  return columns;
}

/** 运费模板: all of them, the default first. */
export function FreightListPage(): ReactElement {
  const go = useNavigate();
  const canWrite = useMay()("setting.write");
  const regions = useRegions();
  const definition = useMemo<ListDefinition<Row>>(
    () => ({
      id: "freight",
      noun: "模板",
      queryKey: api.console.freight.key(),
      fetchPage: async ({ q = "" }, _place, signal) => {
        const { templates } = await client.console.freight.list(undefined, { ...(signal ? { signal } : {}) });
        return { items: templates.filter(({ name }) => name.includes(q)), next_cursor: null };
      },
      rowKey: (row) => row.id,
      columns: columnsOf(regions, canWrite),
      filters: [],
      searchPlaceholder: "模板名称",
      open: (row) => void go(`/freight/${row.id}`),
      emptyText: "没有这个名称的模板",
    }),
    [go, regions, canWrite],
  );
  const create = canWrite && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => void go("/freight/new")}>
      新建模板
    </Button>
  );
  return (
    <>
      <PageHead title="运费模板" extra={create}>
        商品没有单独选模板时，按默认模板收运费
      </PageHead>
      <ListPage definition={definition} />
    </>
  );
}
