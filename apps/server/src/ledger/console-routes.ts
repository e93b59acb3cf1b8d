import { toWire } from "@banyan/kernel";
import { api } from "../http/context.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { likePattern } from "../http/like.ts";
import { type Balances, listAccounts, listTransfers, readTotals } from "./console-store.ts";
import { accountText, transferText } from "./words.ts";

const balancesOf = (row: Balances) => ({
  estimated_fen: toWire(row.estimated_fen),
  held_fen: toWire(row.held_fen),
  available_fen: toWire(row.available_fen),
  withdrawing_fen: toWire(row.withdrawing_fen),
  debt_fen: toWire(row.debt_fen),
});

export const ledgerConsoleRoutes = {
  totals: api.console.ledger.totals.handler(async ({ context }) => {
    const row = await readTotals(context.services.database.query);
    // Debt is owed to the shop, so it counts the other way round.
    const promoters =
      row.estimated_fen + row.held_fen + row.available_fen + row.withdrawing_fen - row.debt_fen;
    const shop =
      row.commission_expense_fen +
      row.reward_expense_fen +
      row.adjustment_fen +
      row.payout_clearing_fen +
      row.fee_income_fen;
    return {
      promoters: balancesOf(row),
      shop: {
        commission_expense_fen: toWire(row.commission_expense_fen),
        reward_expense_fen: toWire(row.reward_expense_fen),
        adjustment_fen: toWire(row.adjustment_fen),
        payout_clearing_fen: toWire(row.payout_clearing_fen),
        fee_income_fen: toWire(row.fee_income_fen),
      },
      difference_fen: toWire(promoters + shop),
    };
  }),
  accounts: api.console.ledger.accounts.handler(async ({ input, context }) => {
    const [value, ownerId] = decodeCursor(input.cursor, 2) ?? [];
    const rows = await listAccounts(context.services.database.query, {
      like: input.q ? likePattern(input.q) : null,
      sort: input.sort,
      after: value === undefined || ownerId === undefined ? null : { value, ownerId },
      limit: input.limit + 1,
    });
    return pageOf(
      rows,
      input.limit,
      (row) => [row.sort_value, row.owner_id],
      (row) => ({
        owner: { id: String(row.owner_id), nickname: row.nickname, avatar: row.avatar },
        ...balancesOf(row),
      }),
    );
  }),
  transfers: api.console.ledger.transfers.handler(async ({ input, context }) => {
    const rows = await listTransfers(context.services.database.query, {
      ownerId: input.owner_id === undefined ? null : BigInt(input.owner_id),
      kind: input.kind ?? null,
      ref: input.ref?.toUpperCase() || null,
      from: input.from ?? null,
      to: input.to ?? null,
      beforeId: decodeCursor(input.cursor, 1)?.[0] ?? null,
      limit: input.limit + 1,
    });
    return pageOf(
      rows,
      input.limit,
      (row) => [row.id],
      (row) => ({
        id: String(row.id),
        owner: { id: String(row.owner_id), nickname: row.nickname },
        debit: row.debit,
        debit_text: accountText(row.debit),
        credit: row.credit,
        credit_text: accountText(row.credit),
        amount_fen: toWire(row.amount_fen),
        kind: row.kind,
        kind_text: transferText(row.kind),
        ref: row.ref,
        key: row.key,
        event_at: row.event_at.toISOString(),
        created_at: row.created_at.toISOString(),
      }),
    );
  }),
};
