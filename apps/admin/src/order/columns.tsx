import type { ConsoleOrderRow } from "@banyan/contract";
import { goodsText, specText } from "@banyan/kernel";
import type { ReactElement } from "react";
import { CopyText } from "../design/copy-text.tsx";
import { fenText, Money } from "../design/money.tsx";
import { PictureThumb } from "../design/picture.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import type { ListColumn } from "../list/definition.ts";
import { ORDER_TONE } from "./words.ts";

function Goods({ row }: { row: ConsoleOrderRow }): ReactElement {
  const first = row.lines[0];
  const pieces = row.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <div className="by-cell-main">
      <PictureThumb src={first?.picture ?? null} size={46} />
      <div>
        <b className="by-clamp">{first?.name ?? "—"}</b>
        <small className="num">
          {row.lines.length > 1
            ? `等 ${row.lines.length} 种，`
            : first?.spec.length
              ? `${specText(first.spec)}，`
              : ""}
          共 {pieces} 件
        </small>
      </div>
    </div>
  );
}

const COLUMNS: ListColumn<ConsoleOrderRow>[] = [
  {
    key: "goods",
    title: "商品",
    width: 268,
    locked: true,
    render: (row) => <Goods row={row} />,
    csv: (row) => row.lines.map((line) => `${goodsText(line.name, line.spec)} ×${line.quantity}`).join("；"),
  },
  {
    key: "no",
    title: "订单号",
    width: 216,
    render: (row) => (
      <>
        <CopyText text={row.no} />
        <small className="by-block num">{timeText(row.created_at)}</small>
      </>
    ),
    csv: (row) => row.no,
  },
  {
    key: "buyer",
    title: "顾客",
    width: 112,
    render: (row) => <span className="by-clamp">{row.buyer.nickname}</span>,
    csv: (row) => row.buyer.nickname,
  },
  {
    key: "payable",
    title: "实付",
    width: 124,
    align: "right",
    render: (row) => (
      <>
        <Money fen={row.payable_fen} />
        {row.refunded_fen > 0 && (
          <small className="by-cell-sub num">
            已退 <Money fen={row.refunded_fen} size={12.5} tone="muted" />
          </small>
        )}
      </>
    ),
    csv: (row) => fenText(row.payable_fen),
  },
  {
    key: "refunded",
    title: "已退款",
    width: 110,
    align: "right",
    optional: true,
    render: (row) => <Money fen={row.refunded_fen} tone="muted" />,
    csv: (row) => fenText(row.refunded_fen),
  },
  {
    key: "state",
    title: "状态",
    width: 128,
    render: (row) => (
      <div className="by-order-states">
        <StateTag tone={ORDER_TONE[row.state] ?? "grey"}>{row.state_text}</StateTag>
        {row.aftersale_open && <StateTag tone="amber">售后中</StateTag>}
      </div>
    ),
    csv: (row) => row.state_text,
  },
  {
    key: "recipient",
    title: "收件人",
    width: 146,
    render: (row) => <span className="by-clamp">{row.recipient_masked || "—"}</span>,
    csv: (row) => row.recipient_masked,
  },
  {
    key: "created",
    title: "下单时间",
    width: 148,
    optional: true,
    render: (row) => <span className="num">{timeText(row.created_at)}</span>,
    csv: (row) => timeText(row.created_at),
  },
  {
    key: "paid",
    title: "支付时间",
    width: 148,
    optional: true,
    render: (row) => <span className="num">{timeText(row.paid_at)}</span>,
    csv: (row) => (row.paid_at ? timeText(row.paid_at) : ""),
  },
  {
    key: "remark",
    title: "顾客留言",
    width: 180,
    optional: true,
    render: (row) => <span className="by-clamp by-secondary">{row.remark || "—"}</span>,
    csv: (row) => row.remark,
  },
];

/** Columns of the order list; `ship` null hides the way to ship. */
export function orderColumns(ship: ((row: ConsoleOrderRow) => void) | null): ListColumn<ConsoleOrderRow>[] {
  return [
    ...COLUMNS,
    {
      key: "actions",
      title: "",
      width: 72,
      align: "right",
      fixed: "right",
      render: (row) =>
        ship && row.state === "awaiting_shipment" ? (
          <button type="button" className="by-link" onClick={() => ship(row)}>
            发货
          </button>
        ) : null,
      csv: null,
    },
  ];
}
