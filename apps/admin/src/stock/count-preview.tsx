import type { StockCountRow } from "@banyan/contract";
import type { ReactElement } from "react";
import { Note } from "../design/note.tsx";
import { kindText } from "./words.ts";

export interface Preview {
  lines: StockCountRow[];
  moves: number;
  refused: number;
}

const signed = (delta: number) => (delta > 0 ? `+${delta}` : String(delta));

function Line({ row }: { row: StockCountRow }): ReactElement {
  const tone = row.refusal ? "is-wrong" : row.delta === 0 ? "is-same" : "";
  return (
    <tr className={tone}>
      <td>
        <b>{row.product || row.code}</b>
        <small className="by-block">
          {row.sku_id ? [kindText(row.spec), row.code].filter(Boolean).join(" · ") : ""}
        </small>
        {row.refusal && <em className="by-count-no">{row.refusal.message}</em>}
      </td>
      <td className="num">{row.sku_id ? row.before : "—"}</td>
      <td className="num">{row.sku_id ? row.held : "—"}</td>
      <td className="num">{row.after}</td>
      <td className={`num by-log-delta ${row.delta > 0 ? "is-more" : row.delta < 0 ? "is-less" : ""}`}>
        {row.sku_id ? (row.delta === 0 ? "相符" : signed(row.delta)) : "—"}
      </td>
    </tr>
  );
}

/** Before and after of every line; those that cannot be posted stand first, with why. */
export function CountPreview({ preview }: { preview: Preview }): ReactElement {
  const lines = [...preview.lines].sort((a, b) => Number(b.refusal !== null) - Number(a.refusal !== null));
  return (
    <div className="by-count-preview">
      {preview.refused > 0 ? (
        <Note tone="red" icon="warning">
          {preview.refused} 行不能入账，返回改好后再预览；要么全部入账，要么都不入账。
        </Note>
      ) : (
        <Note icon="check">
          {preview.moves === 0
            ? "全部相符，没有差异要入账。"
            : `${preview.moves} 个规格有差异，${preview.lines.length - preview.moves} 个相符。`}
        </Note>
      )}
      <div className="by-scroll by-sheet-good">
        <table className="by-table">
          <thead>
            <tr>
              <th>规格</th>
              <th>现有</th>
              <th>占用</th>
              <th>盘点数</th>
              <th>差异</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a code may stand twice, and the lines never move
              <Line key={at} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
