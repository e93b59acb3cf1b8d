/** What every file of a statement says, in words and cells; each format only sets it. */
import type { Statement, StatementLine } from "@banyan/contract";
import { businessTime, yuan } from "@banyan/kernel";
import { monthText } from "./words.ts";

/** Text, or an amount in fen, or a count. */
export type Cell = string | { fen: number } | { count: number };

export interface Table {
  title: string;
  head: readonly string[];
  rows: readonly (readonly Cell[])[];
}

export interface StatementContent {
  shop: string;
  title: string;
  facts: readonly (readonly [label: string, text: string])[];
  tables: readonly Table[];
  /** Whether it adds up with the books, as a sentence. */
  check: string;
  note: string;
}

/** Columns of the lines, in every format. */
export const LINE_HEAD = ["时间", "项目", "内容", "单号", "从", "到", "金额（元）"] as const;

export function lineCells(line: StatementLine): Cell[] {
  const at = businessTime(new Date(line.at));
  return [at, line.title, line.what, line.ref, line.debit_text, line.credit_text, { fen: line.amount_fen }];
}

/** The first page of a statement. @param shop the shop's name */
export function contentOf(statement: Statement, promoterId: bigint, shop: string): StatementContent {
  const { month, current, read_at, nickname } = statement;
  const readAt = businessTime(new Date(read_at));
  return {
    shop,
    title: `${monthText(month)} 对账单`,
    facts: [
      ["分销员", `${nickname || "微信用户"}（编号 ${promoterId}）`],
      ["期间", current ? `${statement.from} 至今，截至 ${readAt}` : `${statement.from} 至 ${statement.to}`],
      ["读取时间", readAt],
      [
        "本月结算的顾客订单",
        `${statement.settled_orders} 单，退款后销售额 ¥${yuan(BigInt(statement.settled_sales_fen))}`,
      ],
    ],
    tables: [accountTable(statement), movementTable(statement)],
    check: statement.adds_up
      ? `期初 + 增加 − 减少 = 期末；期末加上之后的变动，与账户余额一致。`
      : `与账户余额不一致，请联系店铺核对。`,
    note: "退款等事情按发生的日期归入月份，之后才知道的也一样，所以同一个月晚些读取可能不同。",
  };
}

function accountTable({ accounts }: Statement): Table {
  return {
    title: "账户（元）",
    head: ["账户", "期初", "增加", "减少", "期末"],
    rows: accounts.map((one) => [
      one.title,
      { fen: one.opening_fen },
      { fen: one.in_fen },
      { fen: one.out_fen },
      { fen: one.closing_fen },
    ]),
  };
}

function movementTable({ movements }: Statement): Table {
  return {
    title: "变动",
    head: ["项目", "从", "到", "笔数", "金额（元）"],
    rows: movements.map((one) => [
      one.title,
      one.debit_text,
      one.credit_text,
      { count: one.count },
      { fen: one.amount_fen },
    ]),
  };
}

/** What a person typed must not become a formula when a sheet is opened. */
export function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
