/** Bytes by tier: nobody sees another's figures, whatever is kept, and kept answers cost nothing. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { BETTER, get, type OwnPrice, openOwnPrice, SELF, SHARE } from "./own-price.ts";

let o: OwnPrice;
beforeAll(async () => {
  o = await openOwnPrice("own_price_bytes");
});
afterAll(() => o.shop.close());

describe("nobody else's figures", () => {
  beforeEach(() => o.newPlan(SELF, SHARE, BETTER));
  const paths = () => ["/home", "/products", `/products/${o.tea.productId}`, `/products/${o.pot.productId}`];

  test("each tier has its own, everybody else none, in whatever order they ask", async () => {
    const [low, high, frozen, customer] = await Promise.all([
      o.promoter("1"),
      o.promoter("2"),
      o.promoter("2"),
      o.r.person(),
    ]);
    await o.r.freeze(frozen);
    await o.seen();
    const everybody = [low, high, frozen, customer, o.shop.visitor];
    const owns = [9_200, 8_500, null, null, null];
    for (const order of [
      [0, 1, 2, 3, 4],
      [4, 3, 2, 1, 0],
      [1, 4, 0, 3, 2],
    ]) {
      for (const at of order) {
        const who = everybody[at] ?? o.shop.visitor;
        const page = await o.page(who, o.tea);
        expect(page.skus[0]?.worth?.own_price_fen ?? null).toBe(owns[at]);
        expect(page.promoting === null).toBe(owns[at] === null);
        expect((await o.card(who, o.tea)).worth?.own_price_fen ?? null).toBe(owns[at]);
        expect((await o.homeCard(who, o.tea)).worth?.own_price_fen ?? null).toBe(owns[at]);
      }
    }
  });

  test("all at once, cold, and with every answer kept afterwards", async () => {
    const people = await Promise.all([o.promoter("1"), o.promoter("2"), o.r.person(), o.r.person()]);
    await o.plan({});
    const crowd = [...people, o.shop.visitor].flatMap((who, at) =>
      paths().map(async (path) => ({ at, path, body: JSON.stringify(await get(who, path)) })),
    );
    const cold = await Promise.all([...crowd].reverse());
    for (const { at, path, body } of cold) {
      expect(body.includes('"own_price_fen"'), path).toBe(at < 2);
      expect(JSON.stringify(await get([...people, o.shop.visitor][at] ?? o.shop.visitor, path))).toBe(body);
    }
    expect(new Set(cold.filter(({ path }) => path === "/home").map(({ body }) => body)).size).toBe(3);
  });

  test("what a client says of itself counts for nothing", async () => {
    await o.promoter("2").then((who) => o.page(who, o.tea));
    const customer = await o.r.person();
    const plain = JSON.stringify(await o.page(customer, o.tea));
    const url = `${o.shop.url}/api/v1/products/${o.tea.productId}`;
    const claims: Record<string, string>[] = [
      { "x-tier": "2", cookie: "tier=2" },
      { authorization: "Bearer 2" },
      { authorization: `Bearer ${"A".repeat(43)}` },
      { authorization: "2" },
      { authorization: "" },
    ];
    for (const headers of [...claims, ...claims]) {
      const response = await fetch(url, { headers });
      expect(await response.text(), JSON.stringify(headers)).toBe(plain);
    }
    for (const address of [`2 ${url}`, `${url}?tier=2`, `${url}?2`]) {
      const text = await fetch(address.replace(/^2 /, ""), {}).then((answer) => answer.text());
      expect(text.includes("own_price_fen"), address).toBe(false);
    }
  });

  test("no cache on the way may keep an answer, and each is told by who asks", async () => {
    const who = await o.promoter();
    const url = `${o.shop.url}/api/v1/products/${o.pot.productId}`;
    await fetch(url);
    for (let round = 0; round < 2; round += 1) {
      const { headers } = await fetch(url);
      expect([headers.get("cache-control"), headers.get("vary"), headers.get("etag")]).toEqual([
        "no-store",
        "authorization",
        null,
      ]);
    }
    expect((await o.page(who, o.pot)).promoting).not.toBeNull();
  });
});

describe("what it costs", () => {
  test("a promoter's pages are answered from memory: without session, promoter, products or plan", async () => {
    await o.newPlan(SELF, SHARE);
    const who = await o.promoter();
    const paths = ["/home", "/products", "/products?sort=sales&limit=6", `/products/${o.tea.productId}`];
    const first = await Promise.all(paths.map((path) => get(who, path)));
    const asked = o.shop.requests.length;
    const away = ["session", "promoter", "product", "plan"];
    for (const table of away) await o.shop.sql(`ALTER TABLE ${table} RENAME TO ${table}_away`);
    const second = await Promise.all(paths.map((path) => get(who, path)));
    for (const table of away) await o.shop.sql(`ALTER TABLE ${table}_away RENAME TO ${table}`);
    expect(second).toEqual(first);
    expect(JSON.stringify(second).match(/own_price_fen/g)?.length).toBeGreaterThan(4);
    expect(o.shop.requests.length).toBe(asked);
  });

  test("cold: one statement for the page and at most two to know who asks", async () => {
    await o.newPlan(SELF, SHARE);
    const who = await o.promoter();
    for (const path of ["/products", `/products/${o.tea.productId}`, "/home"]) {
      await o.plan({});
      await get(who, path);
      const { statements } = o.shop.requests.at(-1) ?? { statements: 99 };
      // The home page takes four, and the plan is read anew.
      expect(statements, path).toBeLessThanOrEqual(path === "/home" ? 5 : 2);
    }
  });
});
