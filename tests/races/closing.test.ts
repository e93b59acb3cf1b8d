/** An account is closed while something begins for its person: one sees the other, and never do both happen. */

import { CLOSING_WORDS } from "@banyan/contract";
import { planOf } from "@banyan/server/worker/worker.ts";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { wordOf } from "../support/client.ts";
import { askRefund, paidOrder, ship, together } from "../support/orders.ts";
import { type Buyer, createCaller, newKey } from "../support/people.ts";
import { fundedPromoter } from "../support/promoter.ts";
import { openShop, type Shop } from "../support/shop.ts";

const ROUNDS = 12;
let shop: Shop;
let sku: string;
beforeAll(async () => {
  shop = await openShop({ name: "race_closing" });
  ({ sku } = await shop.product({ name: "散茶", price: 1_000, stock: 10_000 }));
});
afterAll(() => shop.close());
afterEach(async () => {
  await shop.settle();
  await booksHold(shop);
  expect(shop.errors.splice(0)).toEqual([]);
});

const close = (who: Buyer) => wordOf(who.api.customer.close({ confirm: CLOSING_WORDS }));
/** Whatever a closed account says to whoever still holds a token. */
const GONE = ["session_expired", "not_signed_in"];

async function closed(who: Buyer): Promise<boolean> {
  const [row] = await shop.sql<{ closed: boolean }>(
    "SELECT closed_at IS NOT NULL AS closed FROM customer WHERE id = $1",
    [who.id],
  );
  return row?.closed === true;
}

/** Both at once, for one person after another. @returns how often which word came of the other act */
async function race(
  crowd: readonly Buyer[],
  other: (who: Buyer) => Promise<string>,
  check: (who: Buyer, outcome: { closing: string; other: string }) => Promise<void>,
): Promise<Record<string, number>> {
  const words: Record<string, number> = {};
  for (const who of crowd) {
    const [closing, word] = await together(
      () => close(who),
      () => other(who),
    );
    await check(who, { closing, other: word });
    words[`${closing}/${word}`] = (words[`${closing}/${word}`] ?? 0) + 1;
  }
  return words;
}

describe("closing against", () => {
  it("a correction in a promoter's favour: what is asked for stands in the way, and a closed account gets none", async () => {
    const crowd: Buyer[] = [];
    for (let n = 0; n < 4; n += 1) {
      const who = await fundedPromoter(shop, 0);
      const { joined_at } = await who.api.promoter.exit();
      await who.api.promoter.leave({ joined_at, confirm: true });
      crowd.push(who);
    }
    const ask = (who: Buyer) =>
      wordOf(
        shop.owner.api.console.adjustment.request({
          ...{ request_key: newKey(), promoter_id: who.id, kind: "plus" as const, amount_fen: 100 },
          ...{ confirm_fen: 100, reason: "补发", ref: "" },
        }),
      );
    await race(crowd, ask, async (who, { closing, other }) => {
      expect([closing, other]).toEqual(
        (await closed(who)) ? ["ok", "account_gone"] : ["closing_blocked", "ok"],
      );
    });
  });

  it("an order: an account with an open order stands, a closed one has none", async () => {
    const crowd = await shop.crowd(ROUNDS);
    const quotes = new Map<Buyer, { id: string; payable_fen: number }>();
    for (const who of crowd) quotes.set(who, await who.quote([{ sku }]));
    const words = await race(
      crowd,
      (who) => {
        const quote = quotes.get(who);
        return wordOf(
          who.api.order.submit({ quote_id: quote?.id ?? "", payable_fen: quote?.payable_fen ?? 0 }),
        );
      },
      async (who, { closing, other }) => {
        const [row] = await shop.sql<{ n: number }>(
          "SELECT count(*)::int AS n FROM orders WHERE buyer_id = $1",
          [who.id],
        );
        expect([closing === "ok", row?.n]).toEqual(other === "ok" ? [false, 1] : [true, 0]);
        expect(await closed(who)).toBe(closing === "ok");
        // The quote goes with its person, so whoever comes a moment late may also find it gone.
        if (other !== "ok") expect([...GONE, "not_found"]).toContain(other);
        else expect(closing).toBe("closing_blocked");
      },
    );
    console.log(`closing against an order: ${JSON.stringify(words)}`);
  });

  it("a review: it is left behind nameless, or nobody writes it", async () => {
    const crowd = (await shop.crowd(ROUNDS / 3)) as Buyer[];
    const orders = new Map<Buyer, string>();
    for (const who of crowd) {
      const { no } = await paidOrder(shop, who, [{ sku }]);
      await ship(shop.owner, no);
      await who.api.order.receive({ no });
      orders.set(who, no);
    }
    const write = (who: Buyer) =>
      wordOf(
        who.api.review.create({
          request_key: newKey(),
          order_no: orders.get(who) ?? "",
          reviews: [{ line_no: 1, rating: 5 }],
        }),
      );
    await race(crowd, write, async (who, { closing, other }) => {
      const rows = await shop.sql("SELECT anonymous FROM review WHERE customer_id = $1", [who.id]);
      expect([closing, rows]).toEqual(["ok", other === "ok" ? [{ anonymous: true }] : []]);
      if (other !== "ok") expect(GONE).toContain(other);
    });
  });

  it("a request for a refund: it is dealt with first, or there is nobody who asks", async () => {
    const crowd = (await shop.crowd(ROUNDS / 3)) as Buyer[];
    const orders = new Map<Buyer, string>();
    for (const who of crowd) {
      const { no } = await paidOrder(shop, who, [{ sku }]);
      await ship(shop.owner, no);
      await who.api.order.receive({ no });
      orders.set(who, no);
    }
    const words = await race(
      crowd,
      (who) =>
        wordOf(askRefund(who, orders.get(who) ?? "", [{ line_no: 1, quantity: 1, amount_fen: 1_000 }])),
      async (who, { closing, other }) => {
        const open = await shop.sql("SELECT 1 FROM aftersale WHERE buyer_id = $1", [who.id]);
        expect([closing === "ok", open.length]).toEqual(other === "ok" ? [false, 1] : [true, 0]);
      },
    );
    console.log(`closing against a refund: ${JSON.stringify(words)}`);
  });

  it("an application: it waits and keeps the account, or nobody applies", async () => {
    const words = await race(
      await shop.crowd(ROUNDS),
      (who) =>
        wordOf(who.api.promoter.apply({ request_key: newKey(), agreement_version: 1, reason: "想试试" })),
      async (who, { closing, other }) => {
        const waits = await shop.sql("SELECT 1 FROM promoter_application WHERE owner_id = $1", [who.id]);
        expect([closing === "ok", waits.length]).toEqual(other === "ok" ? [false, 1] : [true, 0]);
      },
    );
    console.log(`closing against an application: ${JSON.stringify(words)}`);
  });

  it("a sign-in of the same WeChat: a token never belongs to a closed account", async () => {
    const visitor = createCaller({ url: shop.url, heard: () => undefined }, {});
    const codes = new Map<Buyer, string>();
    const crowd = await shop.crowd(ROUNDS);
    for (const who of crowd) codes.set(who, await shop.simulator.control.login(who.openid));
    let anew = 0;
    await race(
      crowd,
      async (who) => {
        const code = codes.get(who) ?? "";
        const { customer_id, token } = await visitor.api.session.signIn({
          provider: "wechat",
          code,
          privacy_version: 1,
        });
        if (customer_id !== who.id) {
          anew += 1;
          const fresh = createCaller(
            { url: shop.url, heard: () => undefined },
            { authorization: `Bearer ${token}` },
          );
          expect((await fresh.api.customer.me()).id).toBe(customer_id);
        }
        return "ok";
      },
      async (who, { closing }) => {
        expect(closing).toBe("ok");
        expect(await shop.sql("SELECT 1 FROM session WHERE customer_id = $1", [who.id])).toEqual([]);
        expect(await shop.sql("SELECT 1 FROM identity WHERE customer_id = $1", [who.id])).toEqual([]);
      },
    );
    console.log(`closing against a sign-in: ${anew} of ${ROUNDS} came back as somebody new`);
  });

  it("a withdrawal and money: the account stands for as long as a fen is in it", async () => {
    for (let round = 0; round < 2; round += 1) {
      const who = await fundedPromoter(shop, 600);
      const { joined_at } = await who.api.promoter.exit();
      await who.api.promoter.leave({ joined_at, confirm: true });
      const [closing, asked] = await together(
        () => close(who),
        () => wordOf(who.api.withdrawal.request({ request_key: newKey(), amount_fen: 600 })),
      );
      expect([closing, asked]).toEqual(["closing_blocked", "ok"]);
      expect(await closed(who)).toBe(false);
    }
  });

  it("itself: of five taps one closes, and the rest find it done", async () => {
    for (const who of await shop.crowd(4)) {
      const words = await Promise.all(Array.from({ length: 5 }, () => close(who)));
      expect(words).toContain("ok");
      for (const word of words) expect(["ok", ...GONE]).toContain(word);
      const [row] = await shop.sql<{ at: Date }>("SELECT closed_at AS at FROM customer WHERE id = $1", [
        who.id,
      ]);
      expect(GONE).toContain(await close(who));
      expect(await shop.sql("SELECT closed_at AS at FROM customer WHERE id = $1", [who.id])).toEqual([row]);
    }
  });

  it("a device elsewhere that still believes its session: what it wrote goes with the second round", async () => {
    const who = (await shop.crowd(1))[0] as Buyer;
    expect(await close(who)).toBe("ok");
    await shop.sql(
      "INSERT INTO favourite (customer_id, product_id, price_fen, added_at) VALUES ($1, 1, 1, now())",
      [who.id],
    );
    const { closed: job } = planOf(shop.workerServices);
    await job.work();
    expect(await shop.sql("SELECT 1 FROM favourite WHERE customer_id = $1", [who.id])).toHaveLength(1);
    await shop.sql("UPDATE customer SET erase_due_at = now() WHERE id = $1", [who.id]);
    await job.work();
    expect(await shop.sql("SELECT 1 FROM favourite WHERE customer_id = $1", [who.id])).toEqual([]);
    expect(await shop.sql("SELECT erase_due_at FROM customer WHERE id = $1", [who.id])).toEqual([
      { erase_due_at: null },
    ]);
  });
});
