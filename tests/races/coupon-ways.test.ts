/** How one comes by a coupon over HTTP: codes, gifts, the desk; what a refund brings back; and everybody at once. */
import type { CouponInput } from "@banyan/contract";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { tally, wordOf } from "../support/client.ts";
import { at, claim, coupon, DAY, heldBy, orderWith, paidWith, refundOne } from "../support/coupon.ts";
import { type Buyer, newKey } from "../support/people.ts";
import { openShop, type Shop } from "../support/shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({
    name: "race_coupon_ways",
    settings: { freight: { base_fen: 0, free_over_fen: null, remote: [], unserved: [] } },
  });
});
afterAll(() => shop.close());
afterEach(() => expect(shop.errors).toEqual([]));

describe("codes", () => {
  const codesOf = async (id: string) =>
    (await shop.owner.api.console.coupon.codes({ coupon_id: id, limit: 1000 })).items.map((row) => row.code);

  it("a one-time code redeemed fifty times at once is good once, for the others it is no code", async () => {
    const id = await coupon(shop, { way: "codes", total: 3 });
    const codes = await codesOf(id);
    expect(new Set(codes).size).toBe(3);
    const people = await shop.crowd(50);
    const words = await tally(people.map((who) => who.api.coupon.redeem({ code: codes[0] ?? "" })));
    expect(words).toEqual({ ok: 1, coupon_code_unknown: 49 });
    const [row] = await shop.sql<{ taken_by: string }>("SELECT taken_by FROM coupon_code WHERE code = $1", [
      codes[0],
    ]);
    const winner = people.find((who) => who.id === String(row?.taken_by)) as Buyer;
    // Again by the same person, in small letters with spaces: the same coupon.
    const again = await winner.api.coupon.redeem({ code: ` ${codes[0]?.toLowerCase()} ` });
    expect([again.id]).toEqual((await heldBy(winner, "usable")).map((one) => one.id));
  });

  it("a code for all is good as often as it is meant to be, once for each", async () => {
    const code = `ALL${newKey().slice(0, 8).toUpperCase()}`;
    await coupon(shop, { way: "code", code, total: 10 });
    const people = await shop.crowd(50);
    expect(await tally(people.map((who) => who.api.coupon.redeem({ code })))).toEqual({
      ok: 10,
      coupon_exhausted: 40,
    });
    const [first] = people.filter((_, index) => index < 1);
    const greedy = await shop.customer();
    await coupon(shop, { way: "code", code: `${code}B`, total: 100 });
    const words = await tally(
      Array.from({ length: 6 }, () => greedy.api.coupon.redeem({ code: `${code}B` })),
    );
    expect(words["ok"]).toBe(1);
    expect(first).toBeDefined();
    expect(
      await wordOf(
        shop.owner.api.console.coupon.create({
          ...{
            request_key: newKey(),
            name: "同码",
            threshold_fen: 0,
            discount_fen: 1,
            total: 1,
            per_customer: 1,
          },
          ...{ valid_days: 1, starts_at: at(-1), ends_at: at(1), way: "code", code },
        }),
      ),
    ).toBe("coupon_code_taken");
  });

  it("guessing ends after a few, however many at once; an hour later it may go on", async () => {
    const code = `SECRET${newKey().slice(0, 6).toUpperCase()}`;
    await coupon(shop, { way: "code", code });
    const who = await shop.customer();
    const guesses = Array.from({ length: 30 }, (_, index) => `GUESS${100 + index}`);
    expect(await tally(guesses.map((guess) => who.api.coupon.redeem({ code: guess })))).toEqual({
      coupon_code_unknown: 8,
      coupon_guesses: 22,
    });
    expect(await wordOf(who.api.coupon.redeem({ code }))).toBe("coupon_guesses");
    await shop.advance(61 * 60_000);
    expect(await wordOf(who.api.coupon.redeem({ code }))).toBe("ok");
  });
});

describe("gifts and returns", () => {
  it("an order of enough brings its gift once; a full refund takes it back and returns what was spent", async () => {
    const tea = await shop.product({ price: 10_000, stock: 50 });
    const gift = await coupon(shop, {
      ...{ name: "礼", way: "gift", gift_from_fen: 9000, gift_when: "paid", gift_taken_back: true },
    });
    const who = await shop.customer();
    const back = await claim(who, await coupon(shop, { name: "退回", returned_days: 40 }));
    const no = await paidWith(shop, who, tea.sku, [back.id]);
    expect((await who.api.coupon.gifts({ no })).coupons.map((one) => one.coupon_id)).toEqual([gift]);
    // The fact told once more brings nothing.
    await shop.sql(
      "INSERT INTO outbox (owner_id, consumer, topic, ref, event_at) VALUES ($1, 'coupon', 'order.paid', $2, now())",
      [who.id, no],
    );
    await shop.settle();
    expect((await who.api.coupon.gifts({ no })).coupons).toHaveLength(1);
    expect(await wordOf((await shop.customer()).api.coupon.gifts({ no }))).toBe("not_found");
    await refundOne(shop, no, 9000);
    expect((await who.api.coupon.gifts({ no })).coupons).toEqual([]);
    const [returned] = await heldBy(who, "usable");
    expect(returned).toMatchObject({ id: back.id, returned: true });
    const days = (Date.parse(returned?.expires_at ?? "") - Date.now()) / DAY;
    expect(days).toBeGreaterThan(39);
    const small = await shop.product({ price: 8000, stock: 5 });
    const cheap = await paidWith(shop, who, small.sku);
    expect((await who.api.coupon.gifts({ no: cheap })).coupons).toEqual([]);
    await shop.owner.api.console.coupon.stop({ coupon_id: gift, stopped: true });
  });

  it("a gift that was spent when its order was refunded does not come back by the order that spent it", async () => {
    const tea = await shop.product({ price: 10_000, stock: 50 });
    const gift = await coupon(shop, {
      ...{ name: "借花", way: "gift", gift_from_fen: 0, gift_when: "paid", gift_taken_back: true },
      ...{ per_customer: 9, returned_days: 40 },
    });
    const who = await shop.customer();
    const given = async (no: string) => (await who.api.coupon.gifts({ no })).coupons[0]?.id ?? "";

    const first = await paidWith(shop, who, tea.sku);
    const unpaid = await orderWith(who, tea.sku, [await given(first)]);
    await refundOne(shop, first, 10_000);
    await who.api.order.cancel({ no: unpaid.no });
    expect(await heldBy(who, "usable")).toEqual([]);

    const second = await paidWith(shop, who, tea.sku);
    const spent = await paidWith(shop, who, tea.sku, [await given(second)]);
    await shop.owner.api.console.coupon.stop({ coupon_id: gift, stopped: true });
    await refundOne(shop, second, 10_000);
    await refundOne(shop, spent, 9000);
    expect(await heldBy(who, "usable")).toEqual([]);
  });

  it("a partial refund returns nothing, nor does a full one where the coupon says so", async () => {
    const tea = await shop.product({ price: 10_000, stock: 50 });
    const who = await shop.customer();
    const kept = await claim(who, await coupon(shop, { name: "不退", returned_days: null }));
    const part = await claim(who, await coupon(shop, { name: "部分", returned_days: 3 }));
    await refundOne(shop, await paidWith(shop, who, tea.sku, [kept.id]), 9000);
    const no = await paidWith(shop, who, tea.sku, [part.id], 2);
    await refundOne(shop, no, 9500);
    expect(await heldBy(who, "usable")).toEqual([]);
    expect((await heldBy(who, "used")).map((one) => one.name).sort()).toEqual(["不退", "部分"].sort());
  });
});

describe("the desk", () => {
  it("a stop that was answered holds: claims at the same moment count before it or not at all", async () => {
    const id = await coupon(shop, { total: 1000 });
    const people = await shop.crowd(40);
    const claims = people.map((who) => wordOf(claim(who, id)));
    const stop = shop.owner.api.console.coupon.stop({ coupon_id: id, stopped: true }).then(async () => {
      const [row] = await shop.sql<{ claimed: number }>(
        "SELECT claimed FROM coupon_counter WHERE coupon_id = $1",
        [id],
      );
      return row?.claimed;
    });
    const words = await Promise.all(claims);
    const claimed = await stop;
    const got = words.filter((word) => word === "ok").length;
    expect(new Set(words.filter((word) => word !== "ok"))).toEqual(
      new Set(got === 40 ? [] : ["coupon_ended"]),
    );
    expect(claimed).toBe(got);
    expect(await wordOf(claim(await shop.customer(), id))).toBe("coupon_ended");
  });

  it("terms stay once somebody has it; the rest may change, by one at a time", async () => {
    const id = await coupon(shop);
    const { api } = shop.owner;
    const now = await api.console.coupon.get({ coupon_id: id });
    const input = (extra: Partial<CouponInput>) => ({
      ...{ coupon_id: id, request_key: newKey(), revision: now.revision, name: "试一试", threshold_fen: 0 },
      ...{
        discount_fen: 1000,
        total: 100,
        per_customer: 1,
        valid_days: 30,
        starts_at: at(-1),
        ends_at: at(30),
      },
      ...extra,
    });
    const changed = await api.console.coupon.update(input({ discount_fen: 2000 }));
    expect(changed).toMatchObject({ discount_fen: 2000, revision: now.revision + 1 });
    expect(await wordOf(api.console.coupon.update(input({ discount_fen: 3000 })))).toBe("coupon_changed");
    await claim(await shop.customer(), id);
    const revision = changed.revision;
    const next = (extra: Partial<CouponInput>) => ({ ...input({ discount_fen: 2000, ...extra }), revision });
    expect(await wordOf(api.console.coupon.update(next({ discount_fen: 1 })))).toBe("coupon_terms_fixed");
    expect(await wordOf(api.console.coupon.update(next({ way: "hand" })))).toBe("invalid_input");
    const renamed = await api.console.coupon.update(next({ name: "新名字", total: 50 }));
    expect(renamed).toMatchObject({ name: "新名字", total: 50, terms_fixed: true });
  });

  it("by hand: each their share, counted, told apart, and once", async () => {
    const id = await coupon(shop, { way: "hand", total: 3 });
    const [a, b, c] = await shop.crowd(3);
    const { api } = shop.owner;
    const body = { coupon_id: id, request_key: newKey(), note: "补偿" };
    const first = await api.console.coupon.grant({
      ...body,
      customer_ids: [a?.id ?? "", b?.id ?? "", "999999999"],
    });
    expect(first).toEqual({
      granted: 2,
      passed_over: [{ customer_id: "999999999", message: "没有这位顾客" }],
    });
    expect(await wordOf(claim(c as Buyer, id))).toBe("not_found");
    const second = await api.console.coupon.grant({
      ...{ ...body, request_key: newKey(), customer_ids: [a?.id ?? "", c?.id ?? ""] },
    });
    expect(second.granted).toBe(1);
    expect(second.passed_over).toEqual([{ customer_id: a?.id, message: "已有 1 张，达到每人限领" }]);
    const claims = await api.console.coupon.claims({ coupon_id: id });
    expect(claims.items.map((row) => row.source)).toEqual(["hand", "hand", "hand"]);
    expect((await api.console.coupon.get({ coupon_id: id })).phase).toBe("exhausted");
  });
});

it("the books hold after all this", () => booksHold(shop));
