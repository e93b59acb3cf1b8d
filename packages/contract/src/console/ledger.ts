import { TRANSFER_KINDS, type TransferKind } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { day, fen, id, instant, optionalText, page, pageQuery } from "../shape.ts";
import { may } from "./staff.ts";

/** What each kind of transfer is called, on every page and in every filter. */
export const TRANSFER_TEXT: Readonly<Record<TransferKind, string>> = {
  accrue: "佣金入账",
  settle: "结算",
  clawback: "退款追回",
  net: "抵扣欠款",
  hold: "冻结",
  release: "解冻",
  reserve: "申请提现",
  return: "提现退回",
  payout: "打款",
  fee: "手续费",
  reward: "奖励",
  adjust: "调整",
  write_off: "核销欠款",
};

export const transferRow = z.object({
  id,
  owner: z.object({ id, nickname: z.string() }),
  /** Codes of the two accounts with their Chinese. */
  debit: z.string(),
  debit_text: z.string(),
  credit: z.string(),
  credit_text: z.string(),
  amount_fen: fen,
  kind: z.enum(TRANSFER_KINDS),
  kind_text: z.string(),
  ref: z.string(),
  key: z.string(),
  event_at: instant,
  created_at: instant,
});
export type TransferRow = z.infer<typeof transferRow>;

export const accountRow = z.object({
  owner: z.object({ id, nickname: z.string(), avatar: z.string().nullable() }),
  estimated_fen: fen,
  held_fen: fen,
  available_fen: fen,
  withdrawing_fen: fen,
  debt_fen: fen,
});
export type AccountRow = z.infer<typeof accountRow>;

/** One sentence of the books and whoever breaks it. */
export const bookResult = z.object({
  name: z.string(),
  ok: z.boolean(),
  count: z.number().int(),
  examples: z.array(z.string()),
});
export const bookRun = z.object({
  id,
  ok: z.boolean(),
  took_ms: z.number().int(),
  staff_name: z.string().nullable(),
  run_at: instant,
  failed: z.number().int(),
  total: z.number().int(),
});
export type BookRun = z.infer<typeof bookRun>;

export const consoleLedgerRoutes = {
  /** The shop's side: sum per account over all transfers, and over promoters. */
  totals: oc
    .route({ method: "GET", path: "/console/ledger/totals", summary: "账本总览" })
    .meta(may("ledger.read"))
    .output(
      z.object({
        promoters: accountRow.omit({ owner: true }),
        shop: z.object({
          commission_expense_fen: fen,
          reward_expense_fen: fen,
          adjustment_fen: fen,
          payout_clearing_fen: fen,
          fee_income_fen: fen,
        }),
        /** Sum of everything: always 0. */
        difference_fen: fen,
      }),
    ),
  accounts: oc
    .route({ method: "GET", path: "/console/ledger/accounts", summary: "账户" })
    .meta(may("ledger.read"))
    .input(
      z.object({
        ...pageQuery,
        q: optionalText("搜索词", 40).optional(),
        sort: z.enum(["owner", "available", "estimated", "debt"]).default("owner"),
      }),
    )
    .output(page(accountRow)),
  transfers: oc
    .route({ method: "GET", path: "/console/ledger/transfers", summary: "流水" })
    .meta(may("ledger.read"))
    .input(
      z.object({
        ...pageQuery,
        owner_id: id.optional(),
        kind: z.enum(TRANSFER_KINDS).optional(),
        /** Order or withdrawal number. */
        ref: optionalText("单号", 40).optional(),
        from: day.optional(),
        to: day.optional(),
      }),
    )
    .output(page(transferRow)),
};

export const consoleReconciliationRoutes = {
  runs: oc
    .route({ method: "GET", path: "/console/books", summary: "对账检查记录" })
    .meta(may("ledger.read"))
    .input(z.object(pageQuery))
    .output(page(bookRun)),
  get: oc
    .route({ method: "GET", path: "/console/books/{run_id}", summary: "一次检查的结果" })
    .meta(may("ledger.read"))
    .input(z.object({ run_id: id }))
    .output(bookRun.extend({ results: z.array(bookResult) })),
  run: oc
    .route({ method: "POST", path: "/console/books", summary: "现在检查" })
    .meta(may("ledger.read"))
    .output(bookRun.extend({ results: z.array(bookResult) })),
};
