/** Payouts of 50.00 with a fee of 0.50, at the point where a test wants them, and how they must end. */
import { DEFAULT_SETTINGS } from "@banyan/server/setting/settings.ts";
import type { FaultName } from "@banyan/wechat-sim/fault.ts";
import { expect } from "vitest";
import type { Buyer, Clerk } from "./people.ts";
import { balances, fundedPromoter } from "./promoter.ts";
import { openShop, type Shop } from "./shop.ts";
import { approvedWithdrawal, billsOf } from "./withdrawals.ts";

export interface PayoutShop {
  shop: Shop;
  /** Finance: decides about withdrawals. */
  clerk: Clerk;
}

/** A shop that takes 1 % and lets people withdraw as often as they like. */
export async function openPayoutShop(name: string): Promise<PayoutShop> {
  const shop = await openShop({
    name,
    settings: { withdrawal: { ...DEFAULT_SETTINGS.withdrawal, per_day: 100, fee_bps: 100 } },
  });
  await shop.simulator.control.setTransferRules({ user_day_max: 5_000_000 });
  return { shop, clerk: await shop.staff("finance") };
}

/** Everything as it was, and nothing went wrong unseen. */
export async function restPayoutShop({ shop }: PayoutShop): Promise<void> {
  await shop.simulator.control.clearFaults();
  await shop.simulator.control.setMerchantBalance(10_000_000);
  shop.startWorker();
  expect(shop.errors.splice(0)).toEqual([]);
}

export interface Made {
  shop: Shop;
  promoter: Buyer;
  no: string;
  /** WeChat's out_bill_no. */
  payout: string;
}

/** Approved, not sent: the worker stands still. */
export async function approvedPayout({ shop, clerk }: PayoutShop): Promise<Made> {
  shop.startWorker();
  await shop.settle();
  await shop.stopWorker();
  const promoter = await fundedPromoter(shop, 5_000);
  return { shop, promoter, ...(await approvedWithdrawal(shop, promoter, clerk, 5_000)) };
}

/** The same, and WeChat waits for the person. */
export async function waitingPayout(desk: PayoutShop): Promise<Made> {
  const made = await approvedPayout(desk);
  made.shop.startWorker();
  await made.shop.settle();
  expect(await stateOf(made)).toBe("confirming");
  return made;
}

export const detailOf = ({ promoter, no }: Made) => promoter.api.withdrawal.get({ no });
export const stateOf = async (made: Made): Promise<string> => (await detailOf(made)).state;

/** The promoter asks what became of it: one step of the payout. */
export async function look(made: Made): Promise<void> {
  await made.promoter.api.withdrawal.check({ no: made.no });
}

/** Goes wrong at WeChat with this payout. @param reason the code or fail reason it speaks */
export function fault(made: Made, name: FaultName, reason?: string): Promise<void> {
  return made.shop.simulator.control.setFault({
    name,
    match: made.payout,
    ...(reason === undefined ? {} : { reason }),
  });
}

/** Kinds of the open alarms about a payout. */
export async function alarmsOf(made: Made): Promise<string[]> {
  const { items } = await made.shop.owner.api.console.alarm.list({ state: "open", limit: 100 });
  return items.filter((alarm) => alarm.ref === made.payout).map((alarm) => alarm.kind);
}

const kindsOf = (made: Made) =>
  made.shop.sql<{ kind: string; amount_fen: string }>(
    "SELECT kind, amount_fen FROM ledger WHERE ref = $1 ORDER BY kind",
    [made.no],
  );

/** Once in the ledger, its fee too, one bill at WeChat, nothing left anywhere. */
export async function expectPaid(made: Made): Promise<void> {
  expect(await stateOf(made)).toBe("paid");
  expect(await balances(made.shop, made.promoter)).toBe("0 0 0");
  expect(await billsOf(made.shop, made.promoter)).toEqual([`${made.payout} 4950 SUCCESS`]);
  const moves = await kindsOf(made);
  expect(moves.map(({ kind, amount_fen }) => `${kind} ${amount_fen}`)).toEqual([
    "fee 50",
    "payout 4950",
    "reserve 5000",
  ]);
}

/** All of it available again, fee included, once. */
export async function expectReturned(made: Made, state: string): Promise<void> {
  expect(await stateOf(made)).toBe(state);
  expect(await balances(made.shop, made.promoter)).toBe("5000 0 0");
  expect((await kindsOf(made)).map(({ kind }) => kind)).toEqual(["reserve", "return"]);
}
