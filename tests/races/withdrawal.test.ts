/** Withdrawals against their own repeats, against each other and against whoever decides: B1, B3, B4, B17 and B18 of the bug list. */

import { DEFAULT_SETTINGS } from "@banyan/server/setting/settings.ts";
import { startWorker } from "@banyan/server/worker/worker.ts";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { spawnWorker, until } from "../support/child.ts";
import { tally, wordOf } from "../support/client.ts";
import { ledgerHolds } from "../support/ledger.ts";
import { together } from "../support/orders.ts";
import { type Buyer, type Clerk, newKey } from "../support/people.ts";
import { balances, earn, fund, fundedPromoter } from "../support/promoter.ts";
import { openShop, type Shop } from "../support/shop.ts";
import { approvedWithdrawal, billsOf, confirmAs, payoutOf } from "../support/withdrawals.ts";

const ROUNDS = 20;
let shop: Shop;
let clerk: Clerk;
let other: Clerk;
beforeAll(async () => {
  shop = await openShop({
    name: "race_withdrawal",
    settings: { withdrawal: { ...DEFAULT_SETTINGS.withdrawal, per_day: 100 } },
  });
  [clerk, other] = await Promise.all([shop.staff("finance"), shop.staff("finance")]);
  await shop.simulator.control.setTransferRules({ user_day_max: 5_000_000 });
});
afterAll(() => shop.close());
afterEach(async () => {
  await shop.simulator.control.clearFaults();
  shop.startWorker();
  expect(shop.errors.splice(0)).toEqual([]);
});

const request = (promoter: Buyer, fen: number, key = newKey()) =>
  promoter.api.withdrawal.request({ request_key: key, amount_fen: fen });
const stateOf = async (promoter: Buyer, no: string) => (await promoter.api.withdrawal.get({ no })).state;

it("B1: fifty requests of the whole balance at once: exactly one is accepted", async () => {
  const promoter = await fundedPromoter(shop, 10_000);
  const answers = await tally(Array.from({ length: 50 }, () => request(promoter, 10_000)));
  expect(answers).toEqual({ ok: 1, exceeds_available: 49 });
  expect(await balances(shop, promoter)).toBe("0 10000 0");
  expect((await promoter.api.withdrawal.list({})).items).toHaveLength(1);
});

it("B1: fifty requests of a fifth of it: five are accepted, and every fen is either here or there", async () => {
  const promoter = await fundedPromoter(shop, 10_499);
  const answers = await tally(Array.from({ length: 50 }, () => request(promoter, 2_000)));
  expect(answers).toEqual({ ok: 5, exceeds_available: 45 });
  expect(await balances(shop, promoter)).toBe("499 10000 0");
});

it("the same key fifty times is one withdrawal, and with another amount a refusal", async () => {
  const promoter = await fundedPromoter(shop, 10_000);
  const key = newKey();
  const answers = await Promise.all(Array.from({ length: 50 }, () => request(promoter, 3_000, key)));
  expect(new Set(answers.map(({ no }) => no)).size).toBe(1);
  expect(await wordOf(request(promoter, 3_001, key))).toBe("request_key_reused");
  expect(await balances(shop, promoter)).toBe("7000 3000 0");
});

it("B3: approve and refuse at once: one wins, the other gets withdrawal_decided, twenty times", async () => {
  await shop.stopWorker();
  const promoter = await fundedPromoter(shop, 100_000);
  const seen = { approved: 0, refused: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const { no } = await request(promoter, 1_000);
    const [approved, refused] = await together(
      () => wordOf(clerk.api.console.withdrawal.approve({ no, confirm_fen: 1_000 })),
      () => wordOf(other.api.console.withdrawal.refuse({ no, note: "资料不全" })),
    );
    expect([approved, refused].sort()).toEqual(["ok", "withdrawal_decided"]);
    const winner = approved === "ok" ? "approved" : "refused";
    seen[winner] += 1;
    expect(await stateOf(promoter, no)).toBe(winner === "approved" ? "sending" : "refused");
    expect(await payoutOf(shop, no)).toMatch(winner === "approved" ? /^T/ : /^$/);
  }
  const { approved } = seen;
  expect(await balances(shop, promoter)).toBe(`${100_000 - approved * 1_000} ${approved * 1_000} 0`);
  expect(Math.min(seen.approved, seen.refused)).toBeGreaterThan(0);
});

it("B3: two approvals, a refusal and the promoter's own cancel at once: one of them", async () => {
  await shop.stopWorker();
  const promoter = await fundedPromoter(shop, 100_000);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { no } = await request(promoter, 1_000);
    const words = await Promise.all([
      wordOf(clerk.api.console.withdrawal.approve({ no, confirm_fen: 1_000 })),
      wordOf(other.api.console.withdrawal.approve({ no, confirm_fen: 1_000 })),
      wordOf(other.api.console.withdrawal.refuse({ no, note: "资料不全" })),
      wordOf(promoter.api.withdrawal.cancel({ no })),
    ]);
    expect(words.filter((word) => word === "ok")).toHaveLength(1);
  }
  await ledgerHolds(shop);
});

it("B4: a payout that was stored but not sent before a crash is sent under its number", async () => {
  await shop.stopWorker();
  const promoter = await fundedPromoter(shop, 5_000);
  const { no, payout } = await approvedWithdrawal(shop, promoter, clerk, 5_000);
  expect(await billsOf(shop, promoter)).toEqual([]);
  shop.startWorker();
  await shop.settle();
  expect(await confirmAs(shop, promoter, no)).toBe("success");
  await shop.settle();
  expect(await billsOf(shop, promoter)).toEqual([`${payout} 5000 SUCCESS`]);
  expect(await stateOf(promoter, no)).toBe("paid");
  expect(await balances(shop, promoter)).toBe("0 0 0");
});

it("B4, B18: a worker killed between WeChat's yes and our note of it: the next one asks by the same number and gets the package", async () => {
  await shop.stopWorker();
  const promoter = await fundedPromoter(shop, 5_000);
  const { no, payout } = await approvedWithdrawal(shop, promoter, clerk, 5_000);
  // WeChat has made the bill and never answers: the worker is killed while it waits.
  await shop.simulator.control.setFault({ name: "timeout_after_commit", match: payout });
  const child = await spawnWorker(shop);
  await until("WeChat has the bill", async () => (await billsOf(shop, promoter)).length === 1);
  await child.kill();
  const [row] = await shop.sql("SELECT state, package_info, unheard FROM payout WHERE no = $1", [payout]);
  expect(row).toEqual({ state: "created", package_info: null, unheard: 1 });
  shop.startWorker();
  await shop.settle();
  expect(await confirmAs(shop, promoter, no)).toBe("success");
  await shop.settle();
  expect(await billsOf(shop, promoter)).toEqual([`${payout} 5000 SUCCESS`]);
  expect(await balances(shop, promoter)).toBe("0 0 0");
});

it("B4: answers that were lost, refused for now or held up by WeChat end in one bill, paid once", async () => {
  const faults = [
    // The client gives up after its own patience.
    "timeout_after_commit",
    "timeout_before_commit",
    "error_500_after_commit",
    "error_500_before_commit",
    "rate_limit_429",
    "not_enough",
    "drop_callback",
    "duplicate_callback",
    "transfer_hidden",
    "transfer_slow",
  ] as const;
  await shop.stopWorker();
  const promoters = await shop.crowd(faults.length);
  const made: { no: string; payout: string }[] = [];
  for (const [at, name] of faults.entries()) {
    const promoter = promoters[at] as Buyer;
    await fund(shop, promoter, 5_000);
    const one = await approvedWithdrawal(shop, promoter, clerk, 5_000);
    // A bill that is hidden from a query was made by a request whose answer was lost.
    if (name === "transfer_hidden")
      await shop.simulator.control.setFault({ name: "error_500_after_commit", match: one.payout });
    await shop.simulator.control.setFault({ name, match: one.payout });
    made.push(one);
  }
  shop.startWorker();
  await shop.settle();
  for (const [at, { no }] of made.entries())
    expect(await confirmAs(shop, promoters[at] as Buyer, no)).toBe("success");
  await shop.settle();
  for (const [at, { payout }] of made.entries()) {
    const promoter = promoters[at] as Buyer;
    expect([faults[at], ...(await billsOf(shop, promoter))]).toEqual([faults[at], `${payout} 5000 SUCCESS`]);
    expect(await balances(shop, promoter)).toBe("0 0 0");
    const facts = await shop.sql("SELECT state FROM payout_fact WHERE payout_no = $1 AND state = 'success'", [
      payout,
    ]);
    expect(facts).toHaveLength(1);
  }
  const { items } = await shop.owner.api.console.alarm.list({ state: "open", limit: 100 });
  const short = items.filter((alarm) => alarm.kind === "payout_not_enough").map((alarm) => alarm.ref);
  expect(short).toEqual([made[faults.indexOf("not_enough")]?.payout]);
});

it("B17: while WeChat is asked, no transaction is open and nothing is locked", async () => {
  await shop.stopWorker();
  const promoter = await fundedPromoter(shop, 5_000);
  const { no, payout } = await approvedWithdrawal(shop, promoter, clerk, 5_000);
  /** What holds on to the database during a call that hangs. */
  const during = async (hangs: Promise<unknown>): Promise<unknown> => {
    await until("the call is under way", async () => {
      const { faults } = await shop.simulator.control.state();
      return faults.every((fault) => fault.name !== "timeout_before_commit");
    });
    const open = await shop.sql(
      `SELECT state, query FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'`,
    );
    await shop.sql("SELECT FROM withdrawal WHERE no = $1 FOR UPDATE NOWAIT", [no]);
    await shop.sql("SELECT FROM account WHERE owner_id = $1 FOR UPDATE NOWAIT", [promoter.id]);
    await hangs;
    return open;
  };
  const hang = () => shop.simulator.control.setFault({ name: "timeout_before_commit", match: payout });
  await hang();
  expect(await during(promoter.api.withdrawal.check({ no }))).toEqual([]);
  await hang();
  expect(await during(clerk.api.console.withdrawal.ask({ no }))).toEqual([]);
  await clerk.api.console.withdrawal.ask({ no });
  expect(await stateOf(promoter, no)).toBe("confirming");
  await hang();
  expect(await during(promoter.api.withdrawal.cancel({ no }))).toEqual([]);
  shop.startWorker();
  await shop.settle();
  expect(await stateOf(promoter, no)).toBe("cancelled");
  expect(await balances(shop, promoter)).toBe("5000 0 0");
}, 120_000);

it("B18: the package is readable by its owner until the end, whatever was lost, and by nobody else", async () => {
  await shop.stopWorker();
  const promoter = await fundedPromoter(shop, 5_000);
  const stranger = await fundedPromoter(shop, 5_000);
  const { no, payout } = await approvedWithdrawal(shop, promoter, clerk, 5_000);
  await shop.simulator.control.setFault({ name: "error_500_after_commit", match: payout });
  shop.startWorker();
  await shop.settle();
  const { confirm } = await promoter.api.withdrawal.get({ no });
  const { mchid, appid } = shop.simulator.credentials;
  expect(confirm).toEqual({ mchId: mchid, appId: appid, package: expect.stringMatching(/^ABBQO/) });
  await promoter.api.withdrawal.check({ no });
  expect((await promoter.api.withdrawal.get({ no })).confirm).toEqual(confirm);
  expect(await wordOf(stranger.api.withdrawal.get({ no }))).toBe("not_found");
  expect(JSON.stringify(await clerk.api.console.withdrawal.get({ no }))).not.toContain(confirm?.package);
  await confirmAs(shop, promoter, no);
  await shop.settle();
  expect((await promoter.api.withdrawal.get({ no })).confirm).toBeNull();
});

it("two workers at once pay everything once", async () => {
  await shop.stopWorker();
  const promoters = await shop.crowd(10);
  const made = [];
  for (const promoter of promoters) {
    await fund(shop, promoter, 2_000);
    made.push(await approvedWithdrawal(shop, promoter, clerk, 2_000));
  }
  const second = startWorker(shop.services);
  shop.startWorker();
  const both = [shop.worker(), second];
  for (let round = 0; round < 3; round += 1) {
    await shop.sql(
      "UPDATE payout SET next_try_at = now() WHERE state NOT IN ('success', 'fail', 'cancelled')",
    );
    await Promise.all(both.map((worker) => worker.jobs.payouts.tick()));
  }
  for (const [at, { no }] of made.entries()) await confirmAs(shop, promoters[at] as Buyer, no);
  await Promise.all([shop.settle(), ...Array.from({ length: 5 }, () => second.jobs.payouts.tick())]);
  await second.close();
  for (const [at, { payout }] of made.entries()) {
    expect(await billsOf(shop, promoters[at] as Buyer)).toEqual([`${payout} 2000 SUCCESS`]);
    expect(await balances(shop, promoters[at] as Buyer)).toBe("0 0 0");
  }
});

it("what was earned meanwhile stays apart, and the books hold after all this", async () => {
  const promoter = await fundedPromoter(shop, 1_000);
  const { no } = await request(promoter, 1_000);
  await earn(shop, promoter, 300);
  await clerk.api.console.withdrawal.refuse({ no, note: "试一下" });
  expect(await balances(shop, promoter)).toBe("1300 0 0");
  await shop.settle();
  await ledgerHolds(shop);
  await booksHold(shop);
});
