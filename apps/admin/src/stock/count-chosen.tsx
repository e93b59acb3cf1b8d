import type { SkuStock } from "@banyan/contract";
import { InputNumber } from "antd";
import { type ReactElement, useState } from "react";
import type { BulkDialogProps } from "../list/definition.ts";
import { CountDialog } from "./count-dialog.tsx";
import { kindText } from "./words.ts";

const MOST = 100_000_000;

/** Counting what was chosen in the list. */
export function CountChosen({ rows, close, done }: BulkDialogProps<SkuStock>): ReactElement {
  const [numbers, setNumbers] = useState<Readonly<Record<string, number | null>>>({});
  const lines = rows.flatMap((row) => {
    const counted = numbers[row.sku_id];
    return counted === null || counted === undefined ? [] : [{ sku_id: row.sku_id, counted }];
  });
  return (
    <CountDialog
      title={`盘点 ${rows.length} 个规格`}
      lines={lines}
      blocked={lines.length === 0 ? "填写盘点数；留空的规格不盘" : null}
      close={close}
      done={done}
    >
      <div className="by-scroll by-sheet-good">
        <table className="by-table">
          <thead>
            <tr>
              <th>规格</th>
              <th>现有</th>
              <th>占用</th>
              <th>盘点数</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.sku_id}>
                <td>
                  <b>{row.product}</b>
                  <small className="by-block">
                    {[kindText(row.spec), row.code].filter(Boolean).join(" · ")}
                  </small>
                </td>
                <td className="num">{row.on_hand}</td>
                <td className="num">{row.held}</td>
                <td>
                  <InputNumber
                    aria-label={`${row.product} ${kindText(row.spec)} 的盘点数`}
                    min={0}
                    max={MOST}
                    precision={0}
                    value={numbers[row.sku_id] ?? null}
                    onChange={(counted) => setNumbers((now) => ({ ...now, [row.sku_id]: counted }))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </CountDialog>
  );
}
