import type { ConsoleCoupon, CouponGrant, CouponOffer } from "@banyan/contract";
import { DAY_MS } from "@banyan/kernel";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { returnCoupons } from "../src/coupon/spend.ts";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";

let shop: Shop;
let operator: Caller;

beforeAll(async () => {
  shop = await openShop("coupon");
  operator = await shop.staff("operator");
});
afterAll(() => shop.close());

const form = (extra: Record<string, unknown> = {}) => ({
  request_key: newKey(),
  name: "满 99 减 10",
  threshold_fen: 9900,
  discount_fen: 1000,
  total: 100,
  per_customer: 1,
  valid_days: 7,
  starts_at: new Date(Date.now() - DAY_MS).toISOString(),
  ends_at: new Date(Date.now() + 30 * DAY_MS).toISOString(),
  ...extra,
});

async function create(extra: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await operator.call<ConsoleCoupon>("POST", "/console/coupons", form(extra));
  expect(status).toBe(200);
  return body.id;
}

const claim = (who: Caller, id: string) =>
  who.call<CouponGrant & { code: string }>("POST", `/coupons/${id}/claim`);
const mine = async (who: Caller, state: string) =>
  (await who.call<{ items: CouponGrant[]; next_cursor: string | null }>("GET", `/me/coupons?state=${state}`))
    .body;
const consoleRow = async (id: string) => {
  const { body } = await operator.call<{ coupons: ConsoleCoupon[] }>("GET", "/console/coupons");
  return body.coupons.find((coupon) => coupon.id === id);
};

describe("claim", () => {
  test("gives a coupon that is good for its days, once", async () => {
    const id = await create();
    const who = await shop.customer();
    const { status, body } = await claim(who, id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ coupon_id: id, state: "usable", threshold_fen: 9900, discount_fen: 1000 });
    const days = (Date.parse(body.expires_at) - Date.now()) / DAY_MS;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThan(7.01);
    expect(shop.requests.at(-1)?.statements).toBeLessThanOrEqual(4);
    expect(await claim(who, id)).toMatchObject({ status: 409, body: { code: "coupon_claimed" } });
    expect((await mine(who, "usable")).items.map((grant) => grant.id)).toEqual([body.id]);
    expect(await consoleRow(id)).toMatchObject({ claimed: 1, used: 0 });
  });

  test("fifty people and one last coupon: one gets it", async () => {
    const id = await create({ total: 3 });
    for (let i = 0; i < 2; i += 1) await claim(await shop.customer(), id);
    const people = await Promise.all(Array.from({ length: 50 }, () => shop.customer()));
    const answers = await Promise.all(people.map((who) => claim(who, id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code))).toEqual(
      new Set(["coupon_exhausted"]),
    );
    const [rows] = await shop.sql<{ grants: string; claimed: number }>(
      `SELECT (SELECT count(*) FROM coupon_grant WHERE coupon_id = $1) AS grants, claimed FROM coupon_counter WHERE coupon_id = $1`,
      [id],
    );
    expect(rows).toEqual({ grants: "3", claimed: 3 });
  });

  test("fifty taps of one person get no more than the person's share", async () => {
    const id = await create({ per_customer: 2 });
    const who = await shop.customer();
    const answers = await Promise.all(Array.from({ length: 50 }, () => claim(who, id)));
    const got = answers.filter(({ status }) => status === 200).length;
    expect(got).toBeGreaterThanOrEqual(1);
    expect(got).toBeLessThanOrEqual(2);
    expect((await mine(who, "usable")).items).toHaveLength(got);
    expect(await consoleRow(id)).toMatchObject({ claimed: got });
  });

  test("not started, and ended", async () => {
    const coming = await create({ starts_at: new Date(Date.now() + DAY_MS).toISOString() });
    const over = await create();
    await shop.sql("UPDATE coupon SET ends_at = now() - interval '1 hour' WHERE id = $1", [over]);
    for (const id of [coming, over]) {
      expect(await claim(await shop.customer(), id)).toMatchObject({
        status: 409,
        body: { code: "coupon_ended" },
      });
    }
  });

  test("stopped: no more are handed out, what was claimed stays", async () => {
    const id = await create();
    const who = await shop.customer();
    await claim(who, id);
    const stopped = await operator.call<ConsoleCoupon>("POST", `/console/coupons/${id}/stop`, {
      stopped: true,
    });
    expect(stopped.body).toMatchObject({ id, stopped: true, claimed: 1 });
    expect(await claim(await shop.customer(), id)).toMatchObject({ body: { code: "coupon_ended" } });
    expect((await mine(who, "usable")).items).toHaveLength(1);
    const offers = await who.call<{ coupons: CouponOffer[] }>("GET", "/coupons");
    expect(offers.body.coupons.map((coupon) => coupon.id)).not.toContain(id);
  });

  test("unknown, nonsense, nobody", async () => {
    const who = await shop.customer();
    expect(await claim(who, "999999")).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(await claim(who, "abc")).toMatchObject({ status: 400, body: { code: "invalid_input" } });
    expect(await claim(shop.visitor, "1")).toMatchObject({ status: 401, body: { code: "not_signed_in" } });
  });
});

test("the last claim shows the coupon as exhausted at once", async () => {
  const id = await create({ total: 1 });
  const who = await shop.customer();
  const offer = async (by: Caller) => {
    const { body } = await by.call<{ coupons: CouponOffer[] }>("GET", "/coupons");
    return body.coupons.find((coupon) => coupon.id === id);
  };
  expect(await offer(shop.visitor)).toMatchObject({ claimed: null, exhausted: false });
  expect(await offer(who)).toMatchObject({ claimed: false, exhausted: false });
  await claim(who, id);
  expect(await offer(who)).toMatchObject({ claimed: true, exhausted: true });
});

test("states: used by an order, given back once, expired by business time", async () => {
  const id = await create({ valid_days: 1 });
  const who = await shop.customer();
  const grant = (await claim(who, id)).body;
  await shop.sql("UPDATE coupon_grant SET state = 'used', order_no = 'D1' WHERE id = $1", [grant.id]);
  expect((await mine(who, "used")).items).toMatchObject([{ id: grant.id, state: "used" }]);
  const giveBack = (customer: bigint, orderNo: string) =>
    shop.services.database.transact((tx) => returnCoupons(tx, customer, orderNo));
  expect(await giveBack(who.id, "D2")).toBe(0);
  expect(await giveBack((await shop.customer()).id, "D1")).toBe(0);
  expect(await giveBack(who.id, "D1")).toBe(1);
  expect(await giveBack(who.id, "D1")).toBe(0);
  await shop.advance(2 * DAY_MS);
  expect((await mine(who, "usable")).items).toEqual([]);
  expect((await mine(who, "expired")).items).toMatchObject([{ id: grant.id, state: "expired" }]);
  await shop.advance(-2 * DAY_MS);
});

test("own coupons page by page", async () => {
  const who = await shop.customer();
  for (let i = 0; i < 3; i += 1) await claim(who, await create());
  const all = (await mine(who, "usable")).items.map((grant) => grant.id);
  const seen: string[] = [];
  let query = "";
  for (;;) {
    const { body } = await who.call<{ items: CouponGrant[]; next_cursor: string | null }>(
      "GET",
      `/me/coupons?limit=1${query}`,
    );
    seen.push(...body.items.map((grant) => grant.id));
    if (body.next_cursor === null) break;
    query = `&cursor=${body.next_cursor}`;
  }
  expect(seen).toEqual(all);
  expect(all).toHaveLength(3);
});

describe("console", () => {
  test("the same key makes one coupon; with other content it is refused", async () => {
    const input = form();
    const first = await operator.call<ConsoleCoupon>("POST", "/console/coupons", input);
    const again = await operator.call<ConsoleCoupon>("POST", "/console/coupons", input);
    expect(again.body).toEqual(first.body);
    const other = await operator.call("POST", "/console/coupons", { ...input, name: "另一张" });
    expect(other).toMatchObject({ status: 409, body: { code: "request_key_reused" } });
    const audit = await shop.sql("SELECT action, target FROM audit WHERE target = $1", [
      `coupon:${first.body.id}`,
    ]);
    expect(audit).toEqual([{ action: "coupon.create", target: `coupon:${first.body.id}` }]);
  });

  test.each([
    [{ discount_fen: 9900 }, "discount_fen"],
    [{ discount_fen: 0 }, "discount_fen"],
    [{ threshold_fen: 99.5 }, "threshold_fen"],
    [{ total: 0 }, "total"],
    [{ total: 1e9 }, "total"],
    [{ name: " " }, "name"],
    [{ name: "\u202e反" }, "name"],
    [{ ends_at: "2020-01-01T00:00:00Z" }, "ends_at"],
    [{ starts_at: "明天" }, "starts_at"],
  ])("refuses %j", async (extra, field) => {
    const { status, body } = await operator.call("POST", "/console/coupons", form(extra));
    expect({ status, code: body.code, field: body.field }).toEqual({
      status: 400,
      code: "invalid_input",
      field,
    });
  });

  test("customers and staff without the right are refused", async () => {
    const finance = await shop.staff("finance");
    expect(await finance.call("POST", "/console/coupons", form())).toMatchObject({
      body: { code: "not_allowed" },
    });
    const who = await shop.customer();
    expect(await who.call("GET", "/console/coupons")).toMatchObject({ body: { code: "not_signed_in" } });
  });

  test("stopping an unknown coupon", async () => {
    const answer = await operator.call("POST", "/console/coupons/999999/stop", { stopped: true });
    expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
  });
});
