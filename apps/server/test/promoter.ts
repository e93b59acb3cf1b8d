/** Promoters with money for tests of one room: rows as approval writes them, money by the ledger. */
import { post } from "@banyan/ledger";
import { type Caller, newKey, type Shop } from "./open-shop.ts";

/** A customer who is a promoter with so much available. */
export async function fundedPromoter(shop: Shop, fen: number): Promise<Caller> {
  const who = await shop.customer();
  await shop.sql(
    `INSERT INTO promoter (owner_id, tier_id, agreement_version, agreed_at, approved_at, approved_date)
     SELECT $1, min(id), 1, business_now(), business_now(), business_date(business_now()) FROM tier`,
    [who.id],
  );
  await shop.sql("INSERT INTO account (owner_id) VALUES ($1)", [who.id]);
  if (fen > 0) await earn(shop, who, fen);
  return who;
}

/** Earned, and available at once. */
export async function earn(shop: Shop, who: Caller, fen: number): Promise<void> {
  const ref = newKey();
  const common = { ownerId: who.id, amountFen: BigInt(fen), ref, eventAt: new Date() };
  await shop.services.database.transact((tx) =>
    post(tx, [
      { ...common, key: `${ref}:reward`, kind: "reward", debit: "reward_expense", credit: "available" },
    ]),
  );
}

/** Clawed back after it was gone. */
export async function owe(shop: Shop, who: Caller, fen: number): Promise<void> {
  const ref = newKey();
  await shop.services.database.transact((tx) =>
    post(tx, [
      {
        ownerId: who.id,
        amountFen: BigInt(fen),
        ref,
        eventAt: new Date(),
        key: `${ref}:clawback`,
        kind: "clawback",
        debit: "debt",
        credit: "commission_expense",
      },
    ]),
  );
}
