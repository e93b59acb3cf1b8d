/** The demo shop's invented past keeps the same books as a lived one, before the worker and after it. */

import { ADJUSTMENT_STATES, APPLICATION_STATES, WITHDRAWAL_STATES } from "@banyan/kernel";
import { type Composed, compose } from "@banyan/server/compose.ts";
import { readMasterKey } from "@banyan/server/config.ts";
import { type HttpServer, startHttp } from "@banyan/server/http/server.ts";
import { checkBooks } from "@banyan/server/reconciliation/check.ts";
import { demoReviews } from "@banyan/tools/demo/catalogue/index.ts";
import { demoRoutes } from "@banyan/tools/demo/routes.ts";
import { seedDemo } from "@banyan/tools/demo/seed.ts";
import { freePort } from "@banyan/tools/launch/port.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { comeOutAgain, explainedAll } from "../commission/piped.ts";
import { openShop, type Shop } from "../support/shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ name: "books_demo", worker: false });
});
afterAll(() => shop.close());

it("sixty days of orders, commissions and withdrawals that balance", { timeout: 120_000 }, async () => {
  // The demo writes settings of its own.
  await shop.sql("DELETE FROM setting");
  await seedDemo({
    databaseUrl: shop.databaseUrl,
    dataDir: shop.dataDir,
    simulatorUrl: shop.simulator.url,
    publicUrl: shop.url,
    log: () => undefined,
  });
  const [count] = await shop.sql<{ orders: number }>("SELECT count(*)::int AS orders FROM orders");
  expect(count?.orders).toBeGreaterThan(100);
  await everythingOfPromoting();
  await believableShares();
  await reviewsOfWhatWasBought();
  const checks = await checkBooks(shop.services.database.query);
  expect(checks.filter((check) => !check.ok)).toEqual([]);
  shop.startWorker();
  await shop.settle();
  expect((await checkBooks(shop.services.database.query)).filter((check) => !check.ok)).toEqual([]);
});

it("every commission of the past comes out of the command line again, and every month adds up", async () => {
  const explained = await explainedAll(shop.owner);
  expect(explained.length).toBeGreaterThan(300);
  comeOutAgain(explained);
  const promoters = await shop.sql<{ id: string }>("SELECT owner_id::text AS id FROM promoter ORDER BY 1");
  const { statement } = shop.owner.api.console;
  let months = 0;
  for (const { id } of promoters) {
    for (const { month } of (await statement.months({ promoter_id: id })).months) {
      const page = await statement.get({ promoter_id: id, month });
      expect([id, month, page.adds_up]).toEqual([id, month, true]);
      months += 1;
    }
  }
  expect(months).toBeGreaterThan(promoters.length);
});

it("WeChat knows the same past: what waits can be confirmed, what is under way comes to its end", async () => {
  const [waiting] = await shop.sql<{ state: string; openid: string; package_info: string }>(`
    SELECT p.state, p.openid, p.package_info FROM payout p JOIN customer_profile c ON c.customer_id = p.owner_id
    WHERE c.nickname = '林晓棠' AND p.state NOT IN ('success', 'fail', 'cancelled')`);
  expect(waiting?.state).toBe("confirming");
  const { openid, package_info } = waiting ?? { openid: "", package_info: "" };
  await shop.simulator.control.confirmTransfer({ openid, package_info });
  await shop.settle();
  const sent = await shop.sql<{ state: string }>(`
    SELECT w.state FROM withdrawal w JOIN payout p ON p.owner_id = w.owner_id AND p.withdrawal_no = w.no
    WHERE w.requested_at > business_now() - interval '30 hours' ORDER BY 1`);
  // 林晓棠's has arrived, the cancelled one came back, the one that was being sent waits for its person as the fourth does.
  expect(sent.map(({ state }) => state)).toEqual(["cancelled", "confirming", "confirming", "paid"]);
  expect((await checkBooks(shop.services.database.query)).filter((check) => !check.ok)).toEqual([]);
  expect(await shop.sql("SELECT kind, title FROM alarm WHERE kind <> 'low_stock'")).toEqual([]);
});

it("WeChat knows every promoter: a withdrawal that waits on the desk can be approved and sent", async () => {
  const known = new Set((await shop.simulator.control.listUsers()).map(({ openid }) => openid));
  const promoters = await shop.sql<{ subject: string }>(
    "SELECT i.subject FROM identity i JOIN promoter p ON p.owner_id = i.customer_id",
  );
  expect(promoters.length).toBeGreaterThanOrEqual(14);
  expect(promoters.filter(({ subject }) => !known.has(subject))).toEqual([]);
  const finance = await shop.staff("finance");
  const { items } = await finance.api.console.withdrawal.list({ state: "reviewing" });
  const [waiting] = items.filter(({ two_people }) => !two_people);
  await finance.api.console.withdrawal.approve({
    no: waiting?.no ?? "",
    confirm_fen: waiting?.amount_fen ?? 0,
  });
  await shop.settle();
  const sent = await finance.api.console.withdrawal.get({ no: waiting?.no ?? "" });
  expect(sent.state).toBe("confirming");
  expect(await shop.sql("SELECT kind, title FROM alarm WHERE kind <> 'low_stock'")).toEqual([]);
});

describe("the movable clock", () => {
  let demo: HttpServer;
  let front: Composed;
  beforeAll(async () => {
    const { config, log } = shop.services;
    front = compose({ ...config, port: await freePort() }, readMasterKey(shop.dataDir), log);
    demo = await startHttp(front.services, [demoRoutes(shop.simulator.url)]);
  });
  afterAll(async () => {
    await demo.close();
    await front.close();
  });

  interface Reading {
    now: string;
    offset_ms: number;
    upcoming: { kind: string }[];
    field?: string;
    message?: string;
  }
  const HOUR_MS = 3_600_000;
  async function ask(body?: unknown): Promise<{ status: number; reading: Reading }> {
    const init =
      body === undefined
        ? {}
        : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(`${demo.url}/api/v1/demo/clock`, init);
    return { status: response.status, reading: (await response.json()) as Reading };
  }
  const dueKinds = (reading: Reading) => reading.upcoming.map(({ kind }) => kind);

  it("has a page that the home page leads to", async () => {
    const home = await (await fetch(`${demo.url}/__wechat/`)).text();
    expect(home).toContain('href="/__wechat/clock"');
    const page = await fetch(`${demo.url}/__wechat/clock`);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(await page.text()).toContain("业务时间");
  });

  it.each([
    [null, "请填写要快进多少毫秒，须为整数"],
    [{}, "请填写要快进多少毫秒，须为整数"],
    [{ advance_ms: "3600000" }, "请填写要快进多少毫秒，须为整数"],
    [{ advance_ms: 1.5 }, "请填写要快进多少毫秒，须为整数"],
    [{ advance_ms: 1e300 }, "请填写要快进多少毫秒，须为整数"],
    [{ advance_ms: 0 }, "业务时间只能向前"],
    [{ advance_ms: -HOUR_MS }, "业务时间只能向前"],
    [{ advance_ms: 400 * 24 * HOUR_MS + 1 }, "一次最多快进 400 天"],
  ])("%j is refused", async (body, message) => {
    const before = (await ask()).reading.offset_ms;
    const { status, reading } = await ask(body);
    expect([status, reading.field, reading.message]).toEqual([400, "advance_ms", message]);
    expect((await ask()).reading.offset_ms).toBe(before);
  });

  it("moves shop and WeChat together; moves at once add up", async () => {
    const before = (await ask()).reading;
    await Promise.all([ask({ advance_ms: HOUR_MS }), ask({ advance_ms: 2 * HOUR_MS })]);
    const { reading } = await ask();
    expect(reading.offset_ms).toBe(before.offset_ms + 3 * HOUR_MS);
    const { now_ms } = await shop.simulator.control.advanceClock(0);
    expect(Math.abs(now_ms - new Date(reading.now).getTime())).toBeLessThan(10 * 60_000);
  });

  it("25 hours later nothing waits to be confirmed, and a week later what was received has settled", async () => {
    expect(dueKinds((await ask()).reading)).toContain("待确认的提现过期");
    await ask({ advance_ms: 25 * HOUR_MS });
    await shop.settle();
    const expired = await shop.sql("SELECT FROM withdrawal WHERE state = 'confirming'");
    expect(expired).toEqual([]);
    const [before] = await shop.sql<{ n: number }>(
      "SELECT count(*)::int AS n FROM commission WHERE settled_at IS NULL",
    );
    await ask({ advance_ms: 7 * 24 * HOUR_MS });
    await shop.settle();
    const [after] = await shop.sql<{ n: number; late: number }>(`
      SELECT count(*)::int AS n, count(*) FILTER (WHERE o.settle_due_at < business_now())::int AS late
      FROM commission c JOIN orders o ON o.buyer_id = c.buyer_id AND o.no = c.order_no
      WHERE c.settled_at IS NULL AND o.state = 'completed'`);
    expect(after?.n).toBeLessThan(before?.n ?? 0);
    expect(after?.late).toBe(0);
    expect((await checkBooks(shop.services.database.query)).filter((check) => !check.ok)).toEqual([]);
  });
});

/** A share that sold was looked at more often than it sold, and nobody sells by one share alone. */
async function believableShares(): Promise<void> {
  const shares = await shop.sql<{ nickname: string; visits: number; orders: number }>(`
    SELECT c.nickname,
      (SELECT count(*)::int FROM touch t WHERE t.owner_id = s.owner_id AND t.share_code = s.code) AS visits,
      (SELECT count(*)::int FROM orders o WHERE o.referrer_id = s.owner_id AND o.share_code = s.code
        AND o.paid_at IS NOT NULL) AS orders
    FROM share s JOIN customer_profile c ON c.customer_id = s.owner_id`);
  expect(shares.filter(({ visits, orders }) => visits < 3 * orders)).toEqual([]);
  const sold = shares.filter(({ nickname, orders }) => nickname === "林晓棠" && orders > 0);
  const all = sold.reduce((sum, { orders }) => sum + orders, 0);
  expect(sold.length).toBeGreaterThan(2);
  expect(Math.max(...sold.map(({ orders }) => orders))).toBeLessThan((all * 2) / 3);
}

/** Words stand on the very kind that they speak of, and nearly all of them found a buyer of it. */
async function reviewsOfWhatWasBought(): Promise<void> {
  const rows = await shop.sql<{ text: string; spec: string[]; added: boolean }>(
    "SELECT text, spec, appended_text IS NOT NULL AS added FROM review WHERE state = 'shown'",
  );
  const meant = new Map(demoReviews.map(({ text, spec }) => [text, spec]));
  expect(rows.filter(({ text, spec }) => String(meant.get(text)) !== String(spec))).toEqual([]);
  expect(rows.length).toBeGreaterThan(demoReviews.length * 0.8);
  expect(rows.filter(({ added }) => added).length).toBeGreaterThan(5);
}

/** What the demo promises to show: each state of promoting at least once. */
async function everythingOfPromoting(): Promise<void> {
  const statesOf = async (table: string) =>
    (await shop.sql<{ state: string }>(`SELECT DISTINCT state FROM ${table} ORDER BY 1`)).map(
      ({ state }) => state,
    );
  expect(await statesOf("withdrawal")).toEqual([...WITHDRAWAL_STATES].sort());
  expect(await statesOf("adjustment")).toEqual([...ADJUSTMENT_STATES].sort());
  expect(await statesOf("promoter_application")).toEqual([...APPLICATION_STATES].sort());
  expect(await statesOf("promoter")).toEqual(["active", "closed", "frozen"]);
  const [seen] = await shop.sql<Record<string, boolean>>(`
    SELECT (SELECT count(DISTINCT tier_id) = 3 FROM promoter) AS tiers,
      (SELECT max(cardinality(path)) = 3 FROM promoter) AS paths,
      (SELECT count(DISTINCT channel) = 4 FROM share) AS channels,
      (SELECT count(*) > 300 FROM touch) AS touches,
      (SELECT bool_or(ended_at IS NULL AND expires_at > business_now()) AND bool_or(end_reason = 'expired')
        AND bool_or(end_reason = 'by_customer') AND bool_or(end_reason = 'became_promoter') FROM binding) AS bindings,
      (SELECT bool_or(state = 'active' AND body ->> 'self_purchase' = 'discount' AND acknowledged_by IS NOT NULL
        AND acknowledged_text <> '') FROM plan) AS plan,
      EXISTS (SELECT FROM orders WHERE self_discount_fen > 0 AND paid_at IS NOT NULL) AS self_discounts,
      (SELECT bool_or(hold_reason <> '' AND settled_at IS NULL) AND bool_or(hold_reason <> '' AND settled_at IS NOT NULL)
        AND bool_or(held_at IS NOT NULL AND hold_reason = '') FROM commission) AS holds,
      EXISTS (SELECT FROM commission WHERE settled_at IS NOT NULL AND kept_fen = 0 AND fen > 0) AS clawed_back_late,
      EXISTS (SELECT FROM account WHERE debt_fen > 0) AS debt`);
  expect(Object.entries(seen ?? {}).filter(([, there]) => !there)).toEqual([]);
}
