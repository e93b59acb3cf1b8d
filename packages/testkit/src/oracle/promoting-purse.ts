/** The only way by which a balance changes. */
import type { BookPromoter, BookTransfer, Outside, Pocket } from "./promoting-shapes.ts";

/** Moves money, then pays debt with whatever is available. Nothing is written down for nothing. */
export function post(rows: BookTransfer[], promoter: BookPromoter, row: BookTransfer): void {
  if (row.fen === 0n) return;
  rows.push(row);
  put(promoter, row.debit, -row.fen);
  put(promoter, row.credit, row.fen);
  const { available, debt } = promoter.balances;
  if (available === 0n || debt === 0n) return;
  let fen = debt;
  if (available < debt) fen = available;
  const key = `${row.key}:net`;
  post(rows, promoter, { key, promoter: promoter.id, kind: "net", debit: "available", credit: "debt", fen });
}

function put({ balances }: BookPromoter, account: Pocket | Outside, more: bigint): void {
  switch (account) {
    case "estimated":
    case "held":
    case "available":
    case "withdrawing":
      balances[account] += more;
      break;
    case "debt":
      // The one account that says what is owed to the shop, not by it.
      balances.debt -= more;
      break;
    case "payout_clearing":
    case "fee_income":
      balances.paidOut += more;
      break;
    case "commission_expense":
      break;
  }
}
