import type { PlanBody } from "@banyan/contract";
import { POSITION_WORDS, percent, SCOPE_WORDS, SHEET_HEADERS } from "@banyan/domain";
import { yuanInput } from "../design/money.tsx";
import type { Known } from "./names.ts";

/** The rules as cells of text, titles first: what is written out can be read in again. */
export function sheetOf(body: PlanBody, known: Known): string[][] {
  return [
    [...SHEET_HEADERS],
    ...body.rules.map(({ scope, target, position, tier, rate_bps, fixed_fen }) => [
      scope === "all" ? "全部" : SCOPE_WORDS[scope],
      scope === "all" ? "" : (target ?? ""),
      scope === "all" ? "" : known.target(scope, target ?? ""),
      POSITION_WORDS[position],
      tier === undefined ? "" : known.tier(tier),
      rate_bps === undefined ? "" : percent(rate_bps),
      fixed_fen === undefined ? "" : yuanInput(fixed_fen),
    ]),
  ];
}

const WIDTHS = [8, 12, 30, 10, 12, 10, 14];

/** Every cell is text, so that "12%" typed into one stays what was typed. */
export async function xlsxOf(rows: readonly (readonly string[])[]): Promise<Blob> {
  const { default: writeXlsx } = await import("write-excel-file/universal");
  const cells = rows.map((row, index) =>
    row.map((value) => ({
      value,
      type: String,
      format: "@",
      ...(index === 0 ? { fontWeight: "bold" as const, backgroundColor: "#E8F3EE" } : {}),
    })),
  );
  return writeXlsx(cells, {
    sheet: "佣金规则",
    columns: WIDTHS.map((width) => ({ width })),
    stickyRowsCount: 1,
  }).toBlob();
}
