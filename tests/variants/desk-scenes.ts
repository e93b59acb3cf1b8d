/** Lives in which several people want the same row: withdrawals, decisions, coupons, stock, refunds. */
import { DEFAULT_SETTINGS } from "@banyan/server/setting/settings.ts";
import { until } from "../support/child.ts";
import { wordOf } from "../support/client.ts";
import { lockRows, refundByShop } from "../support/commission.ts";
import { paidOrder } from "../support/orders.ts";
import { type Buyer, newKey } from "../support/people.ts";
import { balances, fundedPromoter } from "../support/promoter.ts";
import { putSettings } from "../support/setup.ts";
import type { Shop } from "../support/shop.ts";
import { collide, type Scene, waitFor } from "./scene.ts";

const DAY_MS = 86_400_000;
const counted = (words: readonly string[]) => words.toSorted().join(" ");

/** Two requests, each of everything, and both have read the balance before either may take it. */
export const overdrawScene: Scene = {
  expected: { answers: "exceeds_available ok", balances: "0 10000 0" },
  play: async (shop) => {
    const promoter = await fundedPromoter(shop, 10_000);
    const request = () =>
      wordOf(promoter.api.withdrawal.request({ request_key: newKey(), amount_fen: 10_000 }));
    const answers = await collide(shop, ["account WHERE owner_id = $1", [promoter.id]], [request, request]);
    return { answers: counted(answers), balances: await balances(shop, promoter) };
  },
};

/** The same request comes three times, as from an impatient finger. */
export const repeatScene: Scene = {
  expected: { answers: "ok ok ok", balances: "7000 3000 0" },
  play: async (shop) => {
    const promoter = await fundedPromoter(shop, 10_000);
    const key = newKey();
    const answers: string[] = [];
    for (let time = 0; time < 3; time += 1)
      answers.push(await wordOf(promoter.api.withdrawal.request({ request_key: key, amount_fen: 3_000 })));
    return { answers: counted(answers), balances: await balances(shop, promoter) };
  },
};

/** Approved and refused at once, by two people who both saw it in review. */
export const decisionScene: Scene = {
  expected: { answers: "ok withdrawal_decided" },
  play: async (shop) => {
    await shop.stopWorker();
    const promoter = await fundedPromoter(shop, 10_000);
    const { no } = await promoter.api.withdrawal.request({ request_key: newKey(), amount_fen: 5_000 });
    const [clerk, other] = [await shop.staff("finance"), await shop.staff("finance")];
    const answers = await collide(
      shop,
      ["withdrawal WHERE no = $1", [no]],
      [
        () => wordOf(clerk.api.console.withdrawal.approve({ no, confirm_fen: 5_000 })),
        () => wordOf(other.api.console.withdrawal.refuse({ no, note: "资料不全" })),
      ],
    );
    return { answers: counted(answers) };
  },
};

/** Approved by two people at once: one payout, whatever they think. */
export const approvalsScene: Scene = {
  expected: { answers: "ok withdrawal_decided", payouts: "1" },
  play: async (shop) => {
    await shop.stopWorker();
    const promoter = await fundedPromoter(shop, 10_000);
    const { no } = await promoter.api.withdrawal.request({ request_key: newKey(), amount_fen: 5_000 });
    const clerks = [await shop.staff("finance"), await shop.staff("finance")];
    const approve = clerks.map(
      (clerk) => () => wordOf(clerk.api.console.withdrawal.approve({ no, confirm_fen: 5_000 })),
    );
    const answers = await collide(shop, ["withdrawal WHERE no = $1", [no]], approve);
    const payouts = await shop.sql("SELECT FROM payout WHERE withdrawal_no = $1", [no]);
    return { answers: counted(answers), payouts: String(payouts.length) };
  },
};

/** A withdrawal that two people must see: the first of them says yes again, then the second does. */
export const twoPeopleScene: Scene = {
  expected: { first: "ok", again: "second_person_needed", second: "ok", state: "sending" },
  play: async (shop) => {
    await shop.stopWorker();
    const withdrawal = { ...DEFAULT_SETTINGS.withdrawal, two_people_fen: 5_000 };
    await putSettings(shop, { withdrawal });
    const promoter = await fundedPromoter(shop, 10_000);
    const { no } = await promoter.api.withdrawal.request({ request_key: newKey(), amount_fen: 10_000 });
    const [clerk, other] = [await shop.staff("finance"), await shop.staff("finance")];
    const approve = (by: typeof clerk) =>
      wordOf(by.api.console.withdrawal.approve({ no, confirm_fen: 10_000 }));
    const [first, again, second] = [await approve(clerk), await approve(clerk), await approve(other)];
    const [row] = await shop.sql("SELECT state FROM withdrawal WHERE no = $1", [no]);
    return { first, again, second, state: String(row?.["state"]) };
  },
};

/** Two coupons, three people, all at the counter at once. */
export const couponScene: Scene = {
  expected: { answers: "coupon_exhausted ok ok", claimed: "2" },
  play: async (shop) => {
    const { id } = await shop.owner.api.console.coupon.create({
      ...{ request_key: newKey(), name: "满10减1", threshold_fen: 1_000, discount_fen: 100, total: 2 },
      ...{ per_customer: 1, valid_days: 30 },
      starts_at: new Date(Date.now() - DAY_MS).toISOString(),
      ends_at: new Date(Date.now() + DAY_MS).toISOString(),
    });
    const people = await shop.crowd(3);
    const answers = await collide(
      shop,
      ["coupon_counter WHERE coupon_id = $1", [id]],
      people.map((person) => () => wordOf(person.api.coupon.claim({ coupon_id: id }))),
    );
    const [row] = await shop.sql("SELECT claimed FROM coupon_counter WHERE coupon_id = $1", [id]);
    return { answers: counted(answers), claimed: String(row?.["claimed"]) };
  },
};

/**
 * Two units, four buyers at once: the first is alone at the shelf, the three who come while it stands there are decided in groups, more
 * than there is even if all of them come before it. Then the paid fact of one order comes to the shelf twice. And a last unit goes from
 * the shelf while a buyer, who is alone there, waits for it.
 */
export const shelfScene: Scene = {
  expected: { answers: "ok ok out_of_stock out_of_stock", shelf: "1 1", "the last unit": "ok out_of_stock" },
  play: async (shop) => {
    const { sku } = await shop.product({ price: 2_500, stock: 2 });
    const people = await shop.crowd(4);
    const orders: { no: string; buyer: (typeof people)[number] }[] = [];
    const quotes = await Promise.all(people.map((buyer) => buyer.quote([{ sku }])));
    const asked = shop.services.holds.counts.asks;
    const answers = await collide(
      shop,
      ["sku_stock WHERE sku_id = $1", [sku]],
      people.map((buyer, at) => async () => {
        const quote = quotes[at];
        const submitted = buyer.api.order.submit({
          quote_id: quote?.id ?? "",
          payable_fen: quote?.payable_fen ?? 0,
        });
        const word = await wordOf(submitted);
        if (word === "ok") orders.push({ no: (await submitted).no, buyer });
        return word;
      }),
      () => allAtTheShelf(shop, asked + people.length - 1),
    );
    const last = await lastUnit(shop, people[0]);
    const [one] = orders;
    if (one) await one.buyer.pay(one.no);
    await shop.settle();
    await shop.sql(
      "INSERT INTO outbox (owner_id, consumer, topic, ref, event_at) VALUES ($1, 'stock', 'order.paid', $2, now())",
      [one?.buyer.id, one?.no],
    );
    await shop.settle();
    const [row] = await shop.sql<{ text: string }>(
      "SELECT concat_ws(' ', on_hand, held) AS text FROM sku_stock WHERE sku_id = $1",
      [sku],
    );
    return { answers: counted(answers), shelf: row?.text ?? "", "the last unit": last };
  },
};

/** One and a group stand before the lock, and so many have asked to be in a group: who comes later would be alone again. */
async function allAtTheShelf(shop: Shop, asks: number): Promise<void> {
  await waitFor(shop, 2);
  await until("all ask for the units", async () => shop.services.holds.counts.asks >= asks);
}

/** Seen by the buyer, and taken off the shelf by the shop while the order already stands before its row. */
async function lastUnit(shop: Shop, buyer: Buyer | undefined): Promise<string> {
  if (!buyer) return "nobody";
  const { sku } = await shop.product({ price: 2_500, stock: 1 });
  const quote = await buyer.quote([{ sku }]);
  const adjustment = { request_key: newKey(), sku_id: sku, delta: -1, reason: "damage", note: "" } as const;
  await using lock = await lockRows(shop, "sku_stock WHERE sku_id = $1", [sku]);
  const taken = wordOf(shop.owner.api.console.stock.adjust(adjustment));
  await waitFor(shop, 1);
  const bought = wordOf(buyer.api.order.submit({ quote_id: quote.id ?? "", payable_fen: quote.payable_fen }));
  await waitFor(shop, 2);
  await lock.release();
  return `${await taken} ${await bought}`;
}

/** Two clerks give the same unit back at once. */
export const refundScene: Scene = {
  expected: { answers: "aftersale_open ok" },
  play: async (shop) => {
    await shop.stopWorker();
    const { sku } = await shop.product({ price: 2_500, stock: 2 });
    const { no } = await paidOrder(shop, await shop.customer("阿依"), [{ sku }]);
    // Two people: what one of them does is one after another already.
    const clerks = [await shop.staff("finance"), await shop.staff("finance")];
    const unit = { line_no: 1, quantity: 1, amount_fen: 2_500 };
    const refunds = clerks.map((clerk) => () => wordOf(refundByShop(clerk, no, [unit])));
    const answers = await collide(shop, ["orders WHERE no = $1", [no]], refunds);
    return { answers: counted(answers) };
  },
};

/** A reward that one person asked for: two others decide about it at once, each their own way. */
export const adjustmentScene: Scene = {
  expected: { answers: "adjustment_decided ok" },
  play: async (shop) => {
    const promoter = await fundedPromoter(shop, 0);
    const [asks, clerk, other] = [
      await shop.staff("finance"),
      await shop.staff("finance"),
      await shop.staff("finance"),
    ];
    const { no } = await asks.api.console.adjustment.request({
      ...{ request_key: newKey(), promoter_id: promoter.id, kind: "reward", reason: "开业活动" },
      ...{ amount_fen: 500, confirm_fen: 500 },
    });
    const answers = await collide(
      shop,
      ["adjustment WHERE no = $1", [no]],
      [
        () => wordOf(clerk.api.console.adjustment.approve({ no, confirm_fen: 500 })),
        () => wordOf(other.api.console.adjustment.refuse({ no, note: "没有依据" })),
      ],
    );
    return { answers: counted(answers) };
  },
};
