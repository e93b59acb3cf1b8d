/**
 * Random lives of promoters to whom the shop gives, from whom it takes, whose debt it forgives, and who leave and come back, held against a
 * bookkeeper in plain objects after each step; the shop's own books, each promoter's lifetime among them, are read at the end.
 */

import { DEFAULT_SETTINGS } from "@banyan/server/setting/settings.ts";
import { GivenBook, type GivenStep } from "@banyan/testkit";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { wordOf } from "../support/client.ts";
import { ledgerHolds } from "../support/ledger.ts";
import { type Buyer, type Clerk, newKey } from "../support/people.ts";
import { balances, earn, fundedPromoter, owe } from "../support/promoter.ts";
import { openShop, type Shop } from "../support/shop.ts";

const SEED = Number(process.env["BANYAN_SEED"] ?? "20261130");
const RUNS = 8;
const STEPS = 25;
const LIMITS = { maxFen: 3_000n, minWithdrawalFen: 100n, maxWithdrawalFen: 4_000n };

let shop: Shop;
let asks: Clerk;
let decides: Clerk;
beforeAll(async () => {
  const { promoter, withdrawal } = DEFAULT_SETTINGS;
  shop = await openShop({
    name: "adjusting",
    settings: {
      promoter: { ...promoter, review: "automatic" },
      withdrawal: { ...withdrawal, per_day: 100, max_fen: Number(LIMITS.maxWithdrawalFen) },
      adjustment: { max_fen: Number(LIMITS.maxFen), day_fen: 1_000_000 },
    },
  });
  [asks, decides] = await Promise.all([shop.staff("finance"), shop.staff("finance")]);
});
afterAll(() => shop.close());

/** Mostly small, so that there is enough; now and then above the limit. */
const fen = fc.oneof(
  { weight: 3, arbitrary: fc.bigInt({ min: 1n, max: 700n }) },
  { weight: 1, arbitrary: fc.bigInt({ min: 1n, max: 3_300n }) },
);
const of = <K extends string>(kind: K) => fc.constant(kind);
const step: fc.Arbitrary<GivenStep> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: of("earn"), fen: fc.bigInt({ min: 1n, max: 3_300n }) }) },
  { weight: 2, arbitrary: fc.record({ kind: of("owe"), fen: fc.bigInt({ min: 100n, max: 2_000n }) }) },
  {
    weight: 10,
    arbitrary: fc.record({
      kind: of("adjust"),
      what: fc.constantFrom("reward", "plus", "minus", "minus", "write_off", "write_off"),
      fen,
      decision: fc.constantFrom("approve", "approve", "approve", "refuse", "cancel"),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: of("withdraw"), fen }) },
  { weight: 2, arbitrary: fc.record({ kind: of("giveBack") }) },
  { weight: 2, arbitrary: fc.record({ kind: of("leave") }) },
  { weight: 2, arbitrary: fc.record({ kind: of("comeBack") }) },
);

async function adjust(
  promoter: Buyer,
  { what, fen, decision }: Extract<GivenStep, { kind: "adjust" }>,
): Promise<string> {
  const { adjustment } = asks.api.console;
  const amount = { amount_fen: Number(fen), confirm_fen: Number(fen) };
  let no = "";
  const word = await wordOf(
    adjustment
      .request({
        request_key: newKey(),
        promoter_id: promoter.id,
        kind: what,
        ...amount,
        reason: "核对后调整",
      })
      .then((made) => {
        no = made.no;
      }),
  );
  if (word !== "ok") return word;
  if (decision === "cancel") return wordOf(adjustment.cancel({ no }));
  const second = decides.api.console.adjustment;
  return wordOf(
    decision === "approve"
      ? second.approve({ no, confirm_fen: Number(fen) })
      : second.refuse({ no, note: "不符" }),
  );
}

/** Plays it to the real shop. @param waiting numbers of the withdrawals that wait, oldest first */
async function play(promoter: Buyer, step: GivenStep, waiting: string[]): Promise<string> {
  switch (step.kind) {
    case "earn":
      return wordOf(earn(shop, promoter, Number(step.fen)));
    case "owe":
      return wordOf(owe(shop, promoter, Number(step.fen)));
    case "adjust":
      return adjust(promoter, step);
    case "withdraw":
      return wordOf(
        promoter.api.withdrawal
          .request({ request_key: newKey(), amount_fen: Number(step.fen) })
          .then(({ no }) => waiting.push(no)),
      );
    case "giveBack":
      return wordOf(asks.api.console.withdrawal.refuse({ no: waiting.shift() ?? "", note: "资料不全" }));
    case "leave": {
      const { joined_at } = await promoter.api.promoter.exit();
      return wordOf(promoter.api.promoter.leave({ joined_at, confirm: true }));
    }
    case "comeBack":
      // Whoever comes back within the same millisecond would be the same membership again.
      await shop.advance(1_000);
      return wordOf(promoter.api.promoter.apply({ request_key: newKey(), agreement_version: 1 }));
  }
}

it("what the shop gives, takes and forgives comes out as the bookkeeper says, whoever leaves and comes back meanwhile", {
  timeout: 300_000,
}, async () => {
  const said: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: STEPS, maxLength: STEPS }), async (steps) => {
      const promoter = await fundedPromoter(shop, 0);
      const book = new GivenBook(LIMITS);
      const waiting: string[] = [];
      for (const [at, one] of steps.entries()) {
        const word = book.take(one);
        if (word === null) continue;
        const name = `step ${at + 1} ${one.kind}`;
        expect([name, await play(promoter, one, waiting)]).toEqual([name, word]);
        said[`${one.kind} ${word}`] = (said[`${one.kind} ${word}`] ?? 0) + 1;
        expect([name, await balances(shop, promoter)]).toEqual([
          name,
          `${book.available} ${book.withdrawing} ${book.debt}`,
        ]);
      }
      await shop.settle();
      await ledgerHolds(shop);
      await booksHold(shop);
    }),
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  );
  console.log(said);
  // Lives that never got anywhere would prove nothing.
  for (const what of [
    "adjust ok",
    "adjust not_a_promoter",
    "adjust exceeds_available",
    "adjust exceeds_debt",
    "leave ok",
    "comeBack ok",
    "owe ok",
    "withdraw ok",
    "withdraw has_debt",
    "giveBack ok",
  ])
    expect(Object.keys(said)).toContain(what);
  expect(shop.errors.splice(0)).toEqual([]);
});
