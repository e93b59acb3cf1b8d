import { oc } from "@orpc/contract";
import { z } from "zod";
import { fen, id, instant, optionalText, page, pageQuery } from "../shape.ts";
import {
  month,
  statement,
  statementBalances,
  statementFormat,
  statementLine,
  statementMonths,
  statementSums,
} from "../statement.ts";
import { may } from "./staff.ts";

const person = z.object({ id, nickname: z.string(), avatar: z.string().nullable() });
const ofPromoter = { promoter_id: id, month };

/** One promoter's month. */
export const consoleStatementRow = z.object({
  owner: person,
  opening: statementBalances,
  sums: statementSums,
  closing: statementBalances,
  /** Everything that is the promoter's less what they owe, before and after. */
  opening_worth_fen: fen,
  closing_worth_fen: fen,
});
export type ConsoleStatementRow = z.infer<typeof consoleStatementRow>;

const consoleLine = statementLine.extend({ order_no: z.string().nullable() });
export type ConsoleStatementLine = z.infer<typeof consoleLine>;

export const consoleStatementRoutes = {
  /** Every promoter of one month. */
  list: oc
    .route({ method: "GET", path: "/console/statements", summary: "月度对账单" })
    .meta(may("ledger.read"))
    .input(z.object({ ...pageQuery, q: optionalText("搜索词", 40).optional(), month }))
    .output(page(consoleStatementRow)),
  /** The same month over all promoters; equal to the books. */
  totals: oc
    .route({ method: "GET", path: "/console/statements/totals", summary: "月度合计" })
    .meta(may("ledger.read"))
    .input(z.object({ month }))
    .output(
      consoleStatementRow.omit({ owner: true }).extend({
        current: z.boolean(),
        read_at: instant,
        first_month: month,
        this_month: month,
        /** Closing balances and everything since are what all accounts say now. */
        adds_up: z.boolean(),
      }),
    ),
  months: oc
    .route({ method: "GET", path: "/console/statements/{promoter_id}", summary: "分销员的对账单月份" })
    .meta(may("ledger.read"))
    .input(z.object({ promoter_id: id }))
    .output(statementMonths.extend({ owner: person })),
  get: oc
    .route({ method: "GET", path: "/console/statements/{promoter_id}/{month}", summary: "分销员的对账单" })
    .meta(may("ledger.read"))
    .input(z.object(ofPromoter))
    .output(statement),
  lines: oc
    .route({ method: "GET", path: "/console/statements/{promoter_id}/{month}/lines", summary: "对账单明细" })
    .meta(may("ledger.read"))
    .input(z.object({ ...pageQuery, ...ofPromoter }))
    .output(page(consoleLine)),
  file: oc
    .route({ method: "GET", path: "/console/statements/{promoter_id}/{month}/file", summary: "下载对账单" })
    .meta(may("ledger.read"))
    .input(z.object({ ...ofPromoter, format: statementFormat }))
    .output(z.file()),
};
