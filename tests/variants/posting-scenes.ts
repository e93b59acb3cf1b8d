/** Lives of commissions: paid, refunded, settled, held, withdrawn, owed; facts that come twice; two postings at once. */
import { post } from "@banyan/ledger";
import { accrue } from "@banyan/server/commission/accrue-store.ts";
import { lockRows, makePair, makePairs, refundByShop, stopPosting } from "../support/commission.ts";
import { paidOrder, ship } from "../support/orders.ts";
import type { Buyer } from "../support/people.ts";
import { balancesOf, makePromoter, ratesOf, usePlan } from "../support/relation.ts";
import type { Shop } from "../support/shop.ts";
import { approvedWithdrawal, confirmAs } from "../support/withdrawals.ts";
import { collide, type Scene, waitFor } from "./scene.ts";

const PRICE = 9_999;
const WEEK_AND_A_DAY = 8 * 86_400_000;

interface Stage {
  promoter: Buyer;
  inviter: Buyer;
  buyer: Buyer;
  sku: string;
}

async function stageOf(shop: Shop): Promise<Stage> {
  const inviter = await shop.customer("波妹");
  await makePromoter(shop, inviter);
  await usePlan(shop, { cap_bps: 3000, rules: ratesOf(1000, 300) });
  const { sku } = await shop.product({ price: PRICE, stock: 100 });
  return { ...(await makePair(shop, inviter)), inviter, sku };
}

/** A fact that the poster has seen comes once more, as after a crash between effect and removal. */
async function again(shop: Shop, buyer: Buyer, no: string, topic: string): Promise<void> {
  await shop.sql(
    `INSERT INTO outbox (owner_id, consumer, topic, ref, order_no, event_at)
     SELECT $1, 'posting', $3, $2, $2, coalesce(settled_at, created_at) FROM orders WHERE no = $2`,
    [buyer.id, no, topic],
  );
  await shop.settle();
  // A paid order that comes twice fails with its batch, goes alone, and is known: that is said in the log, and no trouble.
  const trouble = shop.errors.splice(0).filter(({ error }) => !error.includes("commission_pkey"));
  shop.errors.push(...trouble);
}

/** @returns the order's number, posted */
async function sell(shop: Shop, { buyer, sku }: Stage, quantity: number): Promise<string> {
  const { no } = await paidOrder(shop, buyer, [{ sku, quantity }]);
  await shop.settle();
  return no;
}

const giveBack = async (shop: Shop, no: string, quantity: number) => {
  await refundByShop(shop.owner, no, [{ line_no: 1, quantity, amount_fen: quantity * PRICE }]);
  await shop.settle();
};

async function finish(shop: Shop, { buyer }: Stage, no: string): Promise<void> {
  await ship(shop.owner, no);
  await buyer.api.order.receive({ no });
  await shop.advance(WEEK_AND_A_DAY);
  await shop.settle();
}

/** Three units: two go back before settlement, one by one, the last after the promoter has withdrawn what it earned. */
export const refundsScene: Scene = {
  expected: {
    // floor(2999 × 9999/29997) and floor(899 × 9999/29997) before; afterwards one owes what was withdrawn.
    "before settlement": "999 0 0 0 0 · 299 0 0 0 0",
    settled: "0 0 999 0 0 · 0 0 299 0 0",
    "all gone back": "0 0 0 0 999 · 0 0 0 0 0",
  },
  play: async (shop) => {
    const stage = await stageOf(shop);
    const { promoter, inviter, buyer } = stage;
    const both = async () => `${await balancesOf(shop, promoter)} · ${await balancesOf(shop, inviter)}`;
    const no = await sell(shop, stage, 3);
    await again(shop, buyer, no, "order.paid");
    await giveBack(shop, no, 1);
    await again(shop, buyer, no, "refund.done");
    await giveBack(shop, no, 1);
    const before = await both();
    await finish(shop, stage, no);
    await again(shop, buyer, no, "order.settled");
    const settled = await both();
    const withdrawal = await approvedWithdrawal(shop, promoter, shop.owner, 999);
    await shop.settle();
    await confirmAs(shop, promoter, withdrawal.no);
    await shop.settle();
    await giveBack(shop, no, 1);
    return { "before settlement": before, settled, "all gone back": await both() };
  },
};

/** One commission is held by a person, the inviter is frozen: neither becomes available at settlement; one is released afterwards. */
export const holdsScene: Scene = {
  expected: {
    held: "0 1999 0 0 0 · 599 0 0 0 0",
    settled: "0 1999 0 0 0 · 0 599 0 0 0",
    released: "0 0 1999 0 0 · 0 599 0 0 0",
    thawed: "0 0 1999 0 0 · 0 0 599 0 0",
  },
  play: async (shop) => {
    const stage = await stageOf(shop);
    const { promoter, inviter } = stage;
    const both = async () => `${await balancesOf(shop, promoter)} · ${await balancesOf(shop, inviter)}`;
    const { commission, promoter: desk } = shop.owner.api.console;
    const no = await sell(shop, stage, 2);
    const key = { promoter_id: promoter.id, key: `${no}-1-1-referral` };
    await commission.hold({ ...key, reason: "核对来源" });
    await desk.freeze({ customer_id: inviter.id, frozen: true, reason: "核对来源" });
    const held = await both();
    await finish(shop, stage, no);
    const settled = await both();
    await commission.release({ ...key, reason: "无误" });
    const released = await both();
    await desk.freeze({ customer_id: inviter.id, frozen: false, reason: "无误" });
    return { held, settled, released, thawed: await both() };
  },
};

/** The after-sale period is over while a case is open; the next order's is not over yet. */
export const waitingScene: Scene = {
  expected: { "with an open case": "0", "before its day": "0" },
  play: async (shop) => {
    const stage = await stageOf(shop);
    const { buyer } = stage;
    const settledOf = async (no: string) => {
      const rows = await shop.sql("SELECT FROM orders WHERE no = $1 AND settled_at IS NOT NULL", [no]);
      return String(rows.length);
    };
    const no = await sell(shop, stage, 1);
    await ship(shop.owner, no);
    await buyer.api.order.receive({ no });
    await buyer.api.aftersale.create({
      ...{ request_key: "case-of-the-variant", order_no: no, reason: "不想要了" },
      lines: [{ line_no: 1, quantity: 1, amount_fen: PRICE }],
    });
    await shop.advance(WEEK_AND_A_DAY);
    const young = await sell(shop, stage, 1);
    await ship(shop.owner, young);
    await buyer.api.order.receive({ no: young });
    await shop.settle();
    return { "with an open case": await settledOf(no), "before its day": await settledOf(young) };
  },
};

/** Two buckets post for one inviter at the same moment, and both have begun before either may have the account. */
export const togetherScene: Scene = {
  expected: { inviter: "598 0 0 0 0" },
  play: async (shop) => {
    const { inviter, sku } = await stageOf(shop);
    const pairs = await makePairs(shop, 2, inviter);
    await using still = await stopPosting(shop);
    const orders = await Promise.all(pairs.map(({ buyer }) => paidOrder(shop, buyer, [{ sku }])));
    // At the moment of payment, as the outbox tells it.
    const paid = await shop.sql<{ buyer_id: bigint; no: string; paid_at: Date }>(
      "SELECT buyer_id, no, paid_at FROM orders WHERE no = ANY ($1)",
      [orders.map(({ no }) => no)],
    );
    const acts = paid.map(
      ({ buyer_id, no, paid_at }) =>
        () =>
          shop.services.database.transact((tx) =>
            accrue(tx, [{ buyerId: BigInt(buyer_id), orderNo: no, at: paid_at }]),
          ),
    );
    await collide(shop, ["account WHERE owner_id = $1", [inviter.id]], acts);
    await shop.sql("DELETE FROM outbox WHERE consumer = 'posting'");
    await still.release();
    await shop.settle();
    return { inviter: await balancesOf(shop, inviter) };
  },
};

/** A transfer comes again, and then under its key with another amount. Nothing of it stays. */
export const keyScene: Scene = {
  expected: { again: "0 of 1", "another amount": "LedgerConflict" },
  play: async (shop) => {
    const person = await shop.customer("波妹");
    await makePromoter(shop, person);
    const ways = { debit: "debt", credit: "commission_expense", kind: "clawback" } as const;
    const row = {
      ...ways,
      ownerId: BigInt(person.id),
      key: "known",
      amountFen: 5n,
      ref: "R",
      eventAt: new Date(),
    };
    const facts: Record<string, string> = {};
    const back = new Error("enough");
    await shop.services.database.query
      .transaction()
      .execute(async (tx) => {
        await post(tx, [row]);
        const { inserted, wanted } = await post(tx, [row]);
        facts["again"] = `${inserted} of ${wanted}`;
        facts["another amount"] = await post(tx, [{ ...row, amountFen: 6n }]).then(
          () => "taken",
          (error: Error) => error.name,
        );
        throw back;
      })
      .catch((error: unknown) => {
        if (error !== back) throw error;
      });
    return facts;
  },
};

/** Two postings want the same three accounts, one from the first, one from the last, while somebody has the middle one. */
export const crossingScene: Scene = {
  expected: { deadlocks: "0" },
  play: async (shop) => {
    const people = (await shop.crowd(3)).toSorted((a, b) => Number(a.id) - Number(b.id));
    for (const person of people) await makePromoter(shop, person);
    const [first, middle, last] = people.map(({ id }) => BigInt(id)) as [bigint, bigint, bigint];
    const move = (owners: readonly bigint[], name: string) =>
      // Without the retries that hide a deadlock from everybody but the log; nothing of it stays.
      shop.services.database.query.transaction().execute(async (tx) => {
        const moved = {
          debit: "debt",
          credit: "commission_expense",
          amountFen: 1n,
          kind: "clawback",
        } as const;
        const fact = { ref: name, eventAt: new Date() };
        await post(
          tx,
          owners.map((ownerId, at) => ({ ...moved, ...fact, ownerId, key: `${name}:${at}` })),
        );
        throw new Error("enough");
      });
    await using lock = await lockRows(shop, "account WHERE owner_id = $1", [middle]);
    const running = Promise.allSettled([
      move([first, middle, last], "up"),
      move([last, middle, first], "down"),
    ]);
    await waitFor(shop, 2);
    await lock.release();
    const dead = (await running).filter(
      (end) => end.status === "rejected" && (end.reason as { code?: string }).code === "40P01",
    );
    return { deadlocks: String(dead.length) };
  },
};
