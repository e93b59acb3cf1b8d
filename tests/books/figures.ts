/**
 * Every figure that is kept by adding to it or taking from it, with the sentence of the books that counts it anew; and the columns that
 * are only moved on. figures.test.ts holds the list against the stores.
 */
import type { Offence } from "./offences.ts";

const counted = (book: string, table: string, ...columns: string[]) =>
  columns.map((column) => ({ book, table, column }));

export const FIGURES: readonly { book: string; table: string; column: string }[] = [
  ...counted(
    "account_balances",
    "account",
    "estimated_fen",
    "held_fen",
    "available_fen",
    "withdrawing_fen",
    "debt_fen",
  ),
  ...counted("ledger_day", "ledger_day", "transfers", "amount_fen"),
  ...counted("commission_kept", "commission", "kept_fen", "refunded_fen"),
  ...counted("order_refunded", "orders", "refunded_fen", "freight_refunded_fen"),
  ...counted(
    "line_refunded",
    "order_line",
    "refunded_fen",
    "refunded_quantity",
    "refunding_fen",
    "refunding_quantity",
  ),
  ...counted("stock_on_hand", "sku_stock", "on_hand"),
  ...counted("stock_held", "sku_stock", "held"),
  ...counted("sales_count", "sku_sales", "sold"),
  ...counted("coupon_claimed", "coupon_counter", "claimed"),
  ...counted("promoter_sales", "promoter_sale", "sales_fen"),
  ...counted(
    "promoter_days",
    "promoter_day",
    "own_orders",
    "own_sales_fen",
    "invited_orders",
    "invited_sales_fen",
  ),
  ...counted("referred_orders", "referred_order", "sales_fen", "commission_fen"),
  ...counted("referred_totals", "referred_total", "orders", "sales_fen", "commission_fen"),
  ...counted("review_counts", "review_count", "shown", "pictured", "appended"),
  ...counted("adjustment_day", "adjustment_day", "approved_fen"),
];

/** Counted up and no sum of anything: nobody's money or goods hang on them. */
export const NO_FIGURES: Readonly<Record<string, string>> = {
  applied: "rows of a sheet that have been applied so far",
  attempt: "how often a simulation was begun",
  check_tries: "how often WeChat was asked about a review",
  count: "how often an alarm was raised",
  hold_seq: "which hold of a commission it is",
  last_no: "which edition of a page is the newest",
  nothing: "searches that found nothing",
  quantity: "what a customer put in the cart",
  rank: "where a tier stands",
  refused: "rows of a sheet that were refused",
  remaining: "messages that a customer still allows",
  revision: "which version an editor has seen",
  searches: "how often a word was searched",
  tries: "how often something was tried",
  unheard: "calls to WeChat without an answer",
  version: "which version an editor has seen",
};

/** One more than there is, in one row of each. */
export const FIGURE_OFFENCES: readonly Offence[] = FIGURES.map(({ book, table, column }) => ({
  key: book,
  what: `${table}.${column} 多一`,
  loosen: [table],
  run: () =>
    `UPDATE ${table} SET ${column} = ${column} + 1 WHERE ctid = (SELECT ctid FROM ${table} ORDER BY ctid LIMIT 1)`,
}));
