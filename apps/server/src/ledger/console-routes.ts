import { ownerOf, toWire } from "@banyan/kernel";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { api } from "../http/context.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { likePattern } from "../http/like.ts";
import { type Balances, earnersOf, listAccounts, listTransfers, readTotals } from "./console-store.ts";
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
    const { query } = context.services.database;
    const ref = input.ref?.toUpperCase() || null;
    const [eventUs, ownerId, tie] = decodeCursor(input.cursor, 3) ?? [];
    const owners = input.owner_id === undefined ? await ownersOf(query, ref) : [BigInt(input.owner_id)];
    const rows = await listTransfers(query, {
      owners,
      kind: input.kind ?? null,
      ref,
      from: input.from ?? null,
      to: input.to ?? null,
      after:
        eventUs === undefined || ownerId === undefined || tie === undefined
          ? null
          : { eventUs, ownerId, tie },
      limit: input.limit + 1,
    });
    return pageOf(
      rows,
      input.limit,
      (row) => [row.event_us, row.owner_id, row.tie],
      (row) => ({
        id: String(row.tie),
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

/** Whose transfers can be about a number, as far as the number itself tells; null when it does not. */
async function ownersOf(query: Kysely<Tables>, ref: string | null): Promise<readonly bigint[] | null> {
  if (ref === null) return null;
  const buyerId = ownerOf("order", ref);
  if (buyerId !== null) return earnersOf(query, buyerId, ref);
  const ownerId = ownerOf("withdrawal", ref) ?? ownerOf("adjustment", ref);
  return ownerId === null ? null : [ownerId];
}
