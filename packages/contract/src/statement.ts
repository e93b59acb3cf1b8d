import { PROMOTER_ACCOUNTS, TRANSFER_KINDS } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { commissionKey } from "./commission.ts";
import { fen, instant, page, pageQuery } from "./shape.ts";

/** A business month of the shop: "2026-11". */
export const month = z.string({ error: "月份不正确" }).regex(/^20[0-9]{2}-(?:0[1-9]|1[0-2])$/, "月份不正确");

export const STATEMENT_FORMATS = ["pdf", "xlsx", "csv"] as const;
export type StatementFormat = (typeof STATEMENT_FORMATS)[number];

export const statementBalances = z.object({
  estimated_fen: fen,
  held_fen: fen,
  available_fen: fen,
  withdrawing_fen: fen,
  /** What the promoter owes the shop. */
  debt_fen: fen,
});
export type StatementBalances = z.infer<typeof statementBalances>;

/** Of the month. Earned and clawed back are of commissions; `adjusted_fen` is signed. */
export const statementSums = z.object({
  earned_fen: fen,
  rewarded_fen: fen,
  clawed_back_fen: fen,
  settled_fen: fen,
  adjusted_fen: fen,
  written_off_fen: fen,
  /** What arrived in the wallet, after the fee. */
  paid_out_fen: fen,
  fee_fen: fen,
});
export type StatementSums = z.infer<typeof statementSums>;

/** A month in a list of them. */
export const statementMonth = z.object({
  month,
  /** The month is not over: figures are as of `read_at`. */
  current: z.boolean(),
  sums: statementSums,
  opening: statementBalances,
  closing: statementBalances,
});
export type StatementMonth = z.infer<typeof statementMonth>;

export const statementMonths = z.object({ months: z.array(statementMonth), read_at: instant });

/** All transfers of one kind between the same two accounts. */
export const statementMovement = z.object({
  kind: z.enum(TRANSFER_KINDS),
  title: z.string(),
  debit_text: z.string(),
  credit_text: z.string(),
  count: z.number().int(),
  amount_fen: fen,
});

/** opening + in − out = closing */
export const statementAccount = z.object({
  account: z.enum(PROMOTER_ACCOUNTS),
  title: z.string(),
  opening_fen: fen,
  in_fen: fen,
  out_fen: fen,
  closing_fen: fen,
});

export const statement = z.object({
  month,
  /** First and last business date, both included. */
  from: z.string(),
  to: z.string(),
  current: z.boolean(),
  /** A fact that becomes known later belongs to the month in which it happened, so a statement says when it was read. */
  read_at: instant,
  nickname: z.string(),
  opening: statementBalances,
  movements: z.array(statementMovement),
  accounts: z.array(statementAccount),
  closing: statementBalances,
  sums: statementSums,
  /** Transfers of the month in all. */
  lines: z.number().int(),
  /** Closing balances and everything since are what the account says now, and no account ends below 0. */
  adds_up: z.boolean(),
  /** Orders of own customers that settled in the month, less what was refunded of them. */
  settled_orders: z.number().int(),
  settled_sales_fen: fen,
});
export type Statement = z.infer<typeof statement>;

/** One transfer. */
export const statementLine = z.object({
  at: instant,
  kind: z.enum(TRANSFER_KINDS),
  title: z.string(),
  /** Product of a commission, reason of a reward or an adjustment, else what the number is of. */
  what: z.string(),
  /** Number of order, withdrawal or adjustment; of another person's order its end. */
  ref: z.string(),
  debit_text: z.string(),
  credit_text: z.string(),
  amount_fen: fen,
  /** Leads to 怎么算的. */
  commission_key: commissionKey.nullable(),
  withdrawal_no: z.string().nullable(),
});
export type StatementLine = z.infer<typeof statementLine>;

export const statementFormat = z.enum(STATEMENT_FORMATS, { error: "文件格式不支持" });

export const statementRoutes = {
  months: oc
    .route({ method: "GET", path: "/promoter/statements", summary: "对账单月份" })
    .output(statementMonths),
  get: oc
    .route({ method: "GET", path: "/promoter/statements/{month}", summary: "月度对账单" })
    .input(z.object({ month }))
    .output(statement),
  lines: oc
    .route({ method: "GET", path: "/promoter/statements/{month}/lines", summary: "对账单明细" })
    .input(z.object({ ...pageQuery, month }))
    .output(page(statementLine)),
  file: oc
    .route({ method: "GET", path: "/promoter/statements/{month}/file", summary: "下载对账单" })
    .input(z.object({ month, format: statementFormat }))
    .output(z.file()),
};
