import type { Database } from "../database.ts";
import type { Platform } from "../platform.ts";
import { retryUnfunded } from "./store.ts";

/** What the merchant's operating account holds before anybody moves it: 100,000 yuan. */
const OPENING_FEN = 10_000_000;

function insertEntry(database: Database, amount: number, note: string, now: number): void {
  database.run("insert into merchant_entry (amount, note, created_at) values (?, ?, ?)", amount, note, now);
}

/** Opens the operating account of a new store. */
export function seedAccount(platform: Platform): void {
  const known = platform.database.row("select 1 from merchant_entry limit 1");
  if (known === undefined) insertEntry(platform.database, OPENING_FEN, "opening", platform.clock.now());
}

/** The operating balance in fen: what was put in, less what bills hold or have paid. */
export function merchantBalance(database: Database): number {
  const row = database.row<{ balance: number }>(
    `select (select coalesce(sum(amount), 0) from merchant_entry)
       - (select coalesce(sum(amount), 0) from transfer where funded = 1) as balance`,
  );
  return row?.balance ?? 0;
}

/** Books money in from the past, so that a bill imported as paid leaves the balance as it is. */
export function coverImported(database: Database, amount: number, now: number): void {
  insertEntry(database, amount, "imported", now);
}

/**
 * Moves the operating balance to `fen` and lets waiting bills go on.
 * @throws RangeError unless whole fen from 0
 */
export function setMerchantBalance(platform: Platform, fen: number): number {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError("a balance is whole fen, 0 or more");
  const { database, clock } = platform;
  database.transaction(() => {
    insertEntry(database, fen - merchantBalance(database), "set", clock.now());
    retryUnfunded(database, clock.now());
  });
  platform.scheduler.wake();
  return merchantBalance(database);
}

/**
 * Adds `fen` to the operating balance; the new balance.
 * @throws RangeError unless whole fen from 1
 */
export function topUpMerchant(platform: Platform, fen: number): number {
  if (!Number.isSafeInteger(fen) || fen < 1) throw new RangeError("a top-up is whole fen from 1");
  return setMerchantBalance(platform, merchantBalance(platform.database) + fen);
}
