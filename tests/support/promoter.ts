/** Promoters with money, for tests that begin where a commission has been settled. */
import type { Fen } from "@banyan/kernel";
import { type NewTransfer, post } from "@banyan/ledger";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { type Buyer, newKey } from "./people.ts";
import { makePromoter } from "./relation.ts";
import type { Shop } from "./shop.ts";

type Money = Pick<NewTransfer, "kind" | "debit" | "credit"> & { amountFen: Fen };

/** Posts as the owner of the schema, by the ledger itself, so that accounts and transfers agree. */
async function postFor(shop: Shop, ownerId: string, moves: readonly Money[]): Promise<void> {
  const pool = new pg.Pool({ connectionString: shop.databaseUrl, max: 1 });
  const db = new Kysely<object>({ dialect: new PostgresDialect({ pool }) });
  try {
    const [clock] = await shop.sql<{ now: Date }>("SELECT business_now() AS now");
    const fact = newKey();
    const eventAt = clock?.now ?? new Date();
    await db.transaction().execute((tx) =>
      post(
        tx,
        moves.map((move) => ({
          ...move,
          ownerId: BigInt(ownerId),
          key: `${fact}:${move.kind}`,
          ref: fact,
          eventAt,
        })),
      ),
    );
  } finally {
    await db.destroy();
  }
}

/** Earned and settled: so much more is available, or pays off debt. */
export function earn(shop: Shop, promoter: { id: string }, fen: number): Promise<void> {
  const amountFen = BigInt(fen);
  return postFor(shop, promoter.id, [
    { kind: "accrue", debit: "commission_expense", credit: "estimated", amountFen },
    { kind: "settle", debit: "estimated", credit: "available", amountFen },
  ]);
}

/** Clawed back after it was withdrawn: so much is owed. */
export function owe(shop: Shop, promoter: { id: string }, fen: number): Promise<void> {
  return postFor(shop, promoter.id, [
    { kind: "clawback", debit: "debt", credit: "commission_expense", amountFen: BigInt(fen) },
  ]);
}

/** A new customer who is a promoter and has so much available. */
export async function fundedPromoter(shop: Shop, fen: number, nickname = "木阿支"): Promise<Buyer> {
  const buyer = await shop.customer(nickname);
  await fund(shop, buyer, fen);
  return buyer;
}

/** The same for somebody who is a customer already. */
export async function fund(shop: Shop, person: { id: string }, fen: number): Promise<void> {
  await makePromoter(shop, person);
  if (fen > 0) await earn(shop, person, fen);
}

/** "available withdrawing debt" of a promoter, fen. */
export async function balances(shop: Shop, promoter: { id: string }): Promise<string> {
  const [row] = await shop.sql<{ text: string }>(
    "SELECT concat_ws(' ', available_fen, withdrawing_fen, debt_fen) AS text FROM account WHERE owner_id = $1",
    [promoter.id],
  );
  return row?.text ?? "none";
}
