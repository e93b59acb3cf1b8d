/** A result as sheets of a file: the same figures as on the page, amounts in yuan as numbers. */

import type { SimulationResult, SimulationRow, SimulationSlice } from "@banyan/contract";
import { percent } from "@banyan/domain";
import { goodsText } from "@banyan/kernel";
import { yuanInput } from "../design/money.tsx";
import { nameOf } from "../promoter/person.tsx";
import { measuresOf } from "./measures.ts";
import { periodText, planRole, planTitle } from "./words.ts";

export type Cell = string | number;
export interface Sheet {
  name: string;
  rows: Cell[][];
}

/** Yuan as a number that a sheet can add up, read from its text: nothing is divided. */
function yuanOf(fen: number): number {
  return Number(yuanInput(fen));
}

export function sheetsOf(simulation: SimulationRow, result: SimulationResult): Sheet[] {
  const { plans } = simulation;
  const heads = plans.map((plan, index) => `${planRole(index, plans.length)} ${planTitle(plan)}`);
  return [
    summarySheet(simulation, result, heads),
    sliceSheet("按位置", result.by_position, heads),
    sliceSheet("按等级", result.by_tier, heads),
    sliceSheet("按一级分类", result.by_root, heads),
    sliceSheet("按分类", result.by_leaf, heads),
    sliceSheet("按商品", result.by_product, heads),
    peopleSheet(result, heads),
    histogramSheet(result, heads),
    worstSheet(result, heads),
  ];
}

function summarySheet(simulation: SimulationRow, result: SimulationResult, heads: string[]): Sheet {
  const shown = (unit: string, value: number | null): Cell => {
    if (value === null) return "";
    return unit === "fen" ? yuanOf(value) : unit === "bps" ? percent(value) : value;
  };
  return {
    name: "汇总",
    rows: [
      ["付款日期", periodText(simulation)],
      ["订单", result.orders],
      ["订单行", result.lines],
      ["销售额", yuanOf(result.net_fen)],
      ["退款后销售额", yuanOf(result.net_kept_fen)],
      ["有成本的行", result.costed.lines],
      ["有成本的行的销售额", yuanOf(result.costed.net_fen)],
      ["有成本的行的成本", yuanOf(result.costed.goods_fen)],
      [],
      ["项目", "实际发放", ...heads],
      ...measuresOf(result).map(({ label, unit, granted, plans }) => [
        label,
        shown(unit, granted),
        ...plans.map((value) => shown(unit, value)),
      ]),
    ],
  };
}

function sliceSheet(name: string, slices: readonly SimulationSlice[], heads: string[]): Sheet {
  return {
    name,
    rows: [
      ["名称", "编号", "行数", "销售额", ...heads.flatMap((head) => [head, `${head}，退款后`])],
      ...slices.map((slice) => [
        slice.name,
        slice.key,
        slice.lines,
        yuanOf(slice.net_fen),
        ...slice.plans.flatMap(({ fen, kept_fen }) => [yuanOf(fen), yuanOf(kept_fen)]),
      ]),
    ],
  };
}

function peopleSheet(result: SimulationResult, heads: string[]): Sheet {
  return {
    name: "谁多得谁少得",
    rows: [
      ["方案", "方向", "分销员", "编号", "当前方案得", "这个方案得"],
      ...result.plans.flatMap(({ against }, index) =>
        against
          ? (["winners", "losers"] as const).flatMap((side) =>
              against[side].top.map(({ promoter, active_fen, fen }) => [
                heads[index] ?? "",
                side === "winners" ? "多得" : "少得",
                nameOf(promoter),
                promoter.id,
                yuanOf(active_fen),
                yuanOf(fen),
              ]),
            )
          : [],
      ),
    ],
  };
}

function histogramSheet(result: SimulationResult, heads: string[]): Sheet {
  const bins = result.plans[0]?.histogram.length ?? 0;
  return {
    name: "让利占比分布",
    rows: [
      ["让出销售额的", ...heads.map((head) => `${head}，行数`)],
      ...Array.from({ length: bins }, (_, bin) => [
        bin === 0 ? "0" : `${(bin - 1) * 2}% 至 ${bin * 2}%`,
        ...result.plans.map(({ histogram }) => histogram[bin] ?? 0),
      ]),
    ],
  };
}

function worstSheet(result: SimulationResult, heads: string[]): Sheet {
  return {
    name: "最坏的一行",
    rows: [
      ["订单", "行", "商品", "数量", "销售额", "成本", "毛利", ...heads.map((head) => `${head}，让出`)],
      ...result.worst.map((line) => [
        line.order_no,
        line.line_no,
        goodsText(line.product_name, line.spec),
        line.quantity,
        yuanOf(line.net_fen),
        yuanOf(line.goods_fen),
        yuanOf(line.margin_fen),
        ...line.plans.map(({ total_fen }) => yuanOf(total_fen)),
      ]),
    ],
  };
}

/** One .xlsx with a sheet for each part. */
export async function workbookOf(sheets: readonly Sheet[]): Promise<Blob> {
  const { default: writeXlsx } = await import("write-excel-file/universal");
  return writeXlsx(
    sheets.map(({ name, rows }) => ({
      sheet: name,
      columns: widthsOf(rows),
      data: rows.map((row) =>
        row.map((value) =>
          typeof value === "number"
            ? { value, type: Number, format: Number.isInteger(value) ? "0.##" : "#,##0.00" }
            : { value, type: String, format: "@" },
        ),
      ),
    })),
  ).toBlob();
}

function widthsOf(rows: readonly Cell[][]): { width: number }[] {
  const most = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: most }, (_, at) => ({
    width: Math.min(36, 6 + Math.max(...rows.map((row) => String(row[at] ?? "").length)) * 1.4),
  }));
}
