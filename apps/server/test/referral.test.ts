import type { Referral } from "@banyan/contract";
import { DAY_MS } from "@banyan/kernel";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";
import { openRelations, type Refused, type Relations } from "./relations.ts";

let shop: Shop;
let r: Relations;
beforeAll(async () => {
  shop = await openShop("referral");
  r = await openRelations(shop);
});
afterAll(() => shop.close());

interface History {
  bindings: {
    promoter: { id: string; nickname: string };
    end_reason: string | null;
    by_staff: string | null;
    share_code: string | null;
  }[];
}

const mine = async (who: Caller) => (await who.call<Referral & Refused>("GET", "/referral")).body;
const end = (who: Caller) => who.call<Referral & Refused>("POST", "/referral/end", {});
const move = (who: { id: bigint }, to: Caller | null, extra: Record<string, unknown> = {}, by = r.operator) =>
  by.call<History & Refused>("POST", `/console/customers/${who.id}/bindings`, {
    request_key: newKey(),
    promoter_id: to === null ? null : String(to.id),
    reason: "顾客要求",
    ...extra,
  });

describe("my referrer", () => {
  test("is shown with the end of the relation, and may be ended", async () => {
    const sharer = await r.promoter("段小茶");
    const who = await r.person();
    expect(await mine(who)).toEqual({ promoter: null, bound_at: null, expires_at: null });
    expect(await end(who)).toMatchObject({ status: 409, body: { code: "no_relation" } });
    await r.touch(who, await r.code(sharer));
    const found = await mine(who);
    expect(found.promoter).toEqual({ name: "段小茶", avatar: null });
    const days = (Date.parse(found.expires_at ?? "") - Date.parse(found.bound_at ?? "")) / DAY_MS;
    expect(days).toBe(30);
    expect((await end(who)).body.promoter).toBeNull();
    expect(await r.bindings(who)).toEqual([`${sharer.id} by_customer`]);
    expect((await end(who)).body.code).toBe("no_relation");
    // A later visit is a new choice.
    expect(await r.touch(who, await r.code(sharer))).toBe("bound");
    await shop.advance(30 * DAY_MS);
    expect((await mine(who)).promoter).toBeNull();
    expect((await end(who)).body.code).toBe("no_relation");
    expect((await shop.visitor.call("GET", "/referral")).status).toBe(401);
  });
});

describe("policies", () => {
  test("first touch: stays, and a new one begins when it has run out", async () => {
    const [a, b] = [await r.promoter(), await r.promoter()];
    const who = await r.person();
    expect(await r.touch(who, await r.code(a))).toBe("bound");
    expect(await r.touch(who, await r.code(b))).toBe("kept");
    await shop.advance(30 * DAY_MS);
    expect(await r.touch(who, await r.code(b))).toBe("bound");
    expect(await r.bindings(who)).toEqual([`${a.id} expired`, `${b.id} stands`]);
  });

  test("last touch: the newest wins, the same one is renewed", async () => {
    await r.set("referral", { policy: "last_touch" });
    const [a, b] = [await r.promoter(), await r.promoter()];
    const who = await r.person();
    await r.touch(who, await r.code(a));
    expect(await r.touch(who, await r.code(b))).toBe("bound");
    const before = await mine(who);
    await shop.advance(DAY_MS);
    expect(await r.touch(who, await r.code(b))).toBe("kept");
    const after = await mine(who);
    expect(after.bound_at).toBe(before.bound_at);
    expect(Date.parse(after.expires_at ?? "") - Date.parse(before.expires_at ?? "")).toBeGreaterThanOrEqual(
      DAY_MS,
    );
    expect(await r.bindings(who)).toEqual([`${a.id} replaced`, `${b.id} stands`]);
    await r.set("referral", { policy: "first_touch" });
  });

  test("protected: stays for its days, then the newest wins", async () => {
    await r.set("referral", { policy: "protected", protect_days: 3 });
    const [a, b] = [await r.promoter(), await r.promoter()];
    const who = await r.person();
    await r.touch(who, await r.code(a));
    await shop.advance(2 * DAY_MS);
    expect(await r.touch(who, await r.code(b))).toBe("kept");
    await shop.advance(DAY_MS);
    expect(await r.touch(who, await r.code(b))).toBe("bound");
    expect(await r.bindings(who)).toEqual([`${a.id} replaced`, `${b.id} stands`]);
    await r.set("referral", { policy: "first_touch", protect_days: 7 });
  });
});

describe("at once", () => {
  test.each(["first_touch", "last_touch"])(
    "%s: visits through many shares leave one relation",
    async (policy) => {
      await r.set("referral", { policy });
      const sharers = await Promise.all(Array.from({ length: 4 }, () => r.promoter()));
      const codes = await Promise.all(sharers.map((sharer) => r.code(sharer)));
      for (let round = 0; round < 5; round += 1) {
        const who = await r.person();
        const results = await Promise.all([...codes, ...codes].map((code) => r.touch(who, code)));
        expect(results.every((result) => result === "bound" || result === "kept")).toBe(true);
        const history = await r.bindings(who);
        expect(history.filter((one) => one.endsWith("stands"))).toHaveLength(1);
        if (policy === "first_touch") {
          expect(history).toHaveLength(1);
          expect(results.filter((result) => result === "bound")).toHaveLength(1);
        }
      }
      await r.set("referral", { policy: "first_touch" });
    },
  );

  test("below all of it the database holds: one stands, and nobody's own", async () => {
    const sharer = await r.promoter();
    const who = await r.person();
    await r.touch(who, await r.code(sharer));
    const bind = (customer: Caller, promoter: Caller) =>
      shop.sql(
        "INSERT INTO binding (customer_id, promoter_id, bound_at, expires_at) VALUES ($1, $2, now(), now())",
        [customer.id, promoter.id],
      );
    await expect(bind(who, sharer)).rejects.toMatchObject({ constraint: "binding_one_stands" });
    await expect(bind(sharer, sharer)).rejects.toMatchObject({ constraint: "binding_not_own" });
  });

  test("a visit and an approval: a promoter keeps no relation", async () => {
    const sharer = await r.promoter();
    const code = await r.code(sharer);
    for (let round = 0; round < 8; round += 1) {
      const who = await r.person();
      await r.apply(who);
      const application_id = await r.waiting(who);
      const [result] = await Promise.all([r.touch(who, code), r.decide(who, { application_id })]);
      expect(["bound", "promoter"]).toContain(result);
      expect((await r.bindings(who)).filter((one) => one.endsWith("stands"))).toEqual([]);
    }
  });
});

describe("the operator", () => {
  test("moves a customer, with reason, history and audit; to the same one nothing changes", async () => {
    const [a, b] = [await r.promoter("甲"), await r.promoter("乙")];
    const who = await r.person();
    const code = await r.code(a);
    await r.touch(who, code);
    const moved = await move(who, b);
    expect(moved.body.bindings).toMatchObject([
      { promoter: { nickname: "乙" }, end_reason: null, share_code: null },
      { promoter: { nickname: "甲" }, end_reason: "by_operator", share_code: code, by_staff: null },
    ]);
    expect(moved.body.bindings[0]?.by_staff).toMatch(/^operator-/);
    expect((await mine(who)).promoter?.name).toBe("乙");
    expect((await move(who, b)).body.bindings).toHaveLength(2);
    expect((await move(who, null)).body.bindings[0]).toMatchObject({ end_reason: "by_operator" });
    expect((await move(who, null)).body.code).toBe("no_relation");
    const rows = await shop.sql<{ before: object; after: object }>(
      "SELECT before, after FROM audit WHERE action = 'referral.move' AND target LIKE $1 ORDER BY seq",
      [`customer:${who.id}:%`],
    );
    expect(rows).toEqual([
      { before: { promoter_id: String(a.id) }, after: { promoter_id: String(b.id), reason: "顾客要求" } },
      { before: { promoter_id: String(b.id) }, after: { promoter_id: String(b.id), reason: "顾客要求" } },
      { before: { promoter_id: String(b.id) }, after: { promoter_id: null, reason: "顾客要求" } },
    ]);
  });

  test("once per request key", async () => {
    const [a, b] = [await r.promoter(), await r.promoter()];
    const who = await r.person();
    const request_key = newKey();
    const answers = await Promise.all(Array.from({ length: 5 }, () => move(who, a, { request_key })));
    expect(answers.map(({ body }) => body.bindings?.length)).toEqual([1, 1, 1, 1, 1]);
    expect((await move(who, b, { request_key })).body.code).toBe("request_key_reused");
  });

  test("refusals", async () => {
    const [a, frozen] = [await r.promoter(), await r.promoter()];
    await r.freeze(frozen);
    const who = await r.person();
    const refused = async (...args: Parameters<typeof move>) => {
      const { status, body } = await move(...args);
      return [status, body.code, body.field];
    };
    expect(await refused({ id: 99_999_999n }, a)).toEqual([404, "not_found", undefined]);
    expect(await refused(frozen, a)).toEqual([409, "promoter_has_no_binding", undefined]);
    expect(await refused(who, frozen)).toEqual([409, "not_a_promoter", "promoter_id"]);
    expect(await refused(who, await r.person())).toEqual([409, "not_a_promoter", "promoter_id"]);
    expect(await refused(who, who)).toEqual([409, "not_a_promoter", "promoter_id"]);
    expect(await refused(who, a, { reason: " " })).toEqual([400, "invalid_input", "reason"]);
    await r.set("promoter", { agreement_version: 2 });
    expect(await refused(who, a)).toEqual([409, "not_a_promoter", "promoter_id"]);
    await r.set("promoter", { agreement_version: 1 });
    expect(await refused(who, a, {}, await shop.staff("finance"))).toEqual([403, "not_allowed", undefined]);
    expect(await refused(who, a, {}, who)).toEqual([401, "not_signed_in", undefined]);
    expect(await r.bindings(who)).toEqual([]);
  });

  test("sees a promoter's customers in pages, and a customer's history", async () => {
    const sharer = await r.promoter();
    const code = await r.code(sharer);
    const people = [await r.person("赵一"), await r.person("钱二"), await r.person("孙三")];
    for (const who of people) await r.touch(who, code);
    const page = async (query: string) =>
      (
        await r.operator.call<{ items: { customer: { nickname: string } }[]; next_cursor: string | null }>(
          "GET",
          `/console/promoters/${sharer.id}/customers?${query}`,
        )
      ).body;
    const first = await page("limit=2");
    expect(first.items.map((one) => one.customer.nickname)).toEqual(["孙三", "钱二"]);
    const second = await page(`limit=2&cursor=${first.next_cursor}`);
    expect(second.items.map((one) => one.customer.nickname)).toEqual(["赵一"]);
    const history = (id: bigint) => r.operator.call("GET", `/console/customers/${id}/bindings`);
    expect((await history(people[0]?.id ?? 0n)).body).toMatchObject({ bindings: [{ share_code: code }] });
    expect((await history(sharer.id)).body).toEqual({ bindings: [] });
    expect((await history(99_999_999n)).body.code).toBe("not_found");
  });
});
