/** The audit log says who did what, cannot be changed by the product, and shows when somebody else changed it. */
import type { AuditRow } from "@banyan/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import { verifyAudit } from "../src/audit/verify.ts";
import { actionText } from "../src/audit/words.ts";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";

let shop: Shop;
let owner: Caller;
beforeAll(async () => {
  shop = await openShop("audit");
  owner = await shop.staff("owner");
});
afterAll(() => shop.close());

interface Listed {
  items: AuditRow[];
  next_cursor: string | null;
}
const coupon = (name: string) => ({
  request_key: newKey(),
  name,
  threshold_fen: 5000,
  discount_fen: 500,
  total: 10,
  per_customer: 1,
  valid_days: 7,
  starts_at: "2026-01-01T00:00:00Z",
  ends_at: "2036-01-01T00:00:00Z",
});

it("keeps before and after of each change, newest first, in pages", async () => {
  const made = await owner.call<{ id: string }>("POST", "/console/coupons", coupon("山货券"));
  await owner.call("POST", `/console/coupons/${made.body.id}/stop`, { stopped: true });
  const first = await owner.call<Listed>("GET", "/console/audit?limit=1");
  expect(first.body.items[0]).toMatchObject({
    action: "coupon.stop",
    before: { stopped: false },
    after: { stopped: true },
  });
  const second = await owner.call<Listed>("GET", `/console/audit?limit=1&cursor=${first.body.next_cursor}`);
  expect(second.body.items[0]?.action).toBe("coupon.create");
});

it("names every action in Chinese", async () => {
  const actions = await shop.sql<{ action: string }>("SELECT DISTINCT action FROM audit");
  expect(actions.length).toBeGreaterThan(1);
  for (const { action } of actions) expect(actionText(action)).toMatch(/\p{Script=Han}/u);
});

it("a repeated key acts once, the same key for something else is refused", async () => {
  const body = coupon("一次券");
  const before = await shop.sql("SELECT FROM audit");
  const [a, b] = await Promise.all(
    [1, 2].map(() => owner.call<{ id: string }>("POST", "/console/coupons", body)),
  );
  expect(a?.body.id).toBe(b?.body.id);
  expect((await shop.sql("SELECT FROM audit")).length - before.length).toBe(1);
  const other = await owner.call("POST", "/console/stock/1/adjust", {
    request_key: body.request_key,
    delta: 1,
    reason: "count",
  });
  expect(["request_key_reused", "not_found"]).toContain(other.body.code);
});

it("the product has no right to change or remove a row", async () => {
  for (const text of [
    "UPDATE audit SET action = 'x'",
    "DELETE FROM audit",
    "UPDATE payment_fact SET amount_fen = 1",
    "DELETE FROM stock_log",
  ]) {
    await shop.sql("SET ROLE banyan_app");
    await expect(shop.sql(text)).rejects.toMatchObject({ code: "42501" });
    await shop.sql("RESET ROLE");
  }
});

it("twenty writes of one person at once still make one unbroken chain", async () => {
  await Promise.all(
    Array.from({ length: 20 }, (_, n) => owner.call("POST", "/console/coupons", coupon(`并发券${n}`))),
  );
  const { rows, broken } = await verifyAudit(shop.services.database.query);
  expect(rows).toBeGreaterThanOrEqual(23);
  expect(broken).toEqual([]);
});

it.each([
  ["a changed after", "UPDATE audit SET after = '{\"stopped\": false}' WHERE action = 'coupon.stop'"],
  ["a changed name of the action", "UPDATE audit SET action = 'coupon.create' WHERE action = 'coupon.stop'"],
  ["a missing row", "DELETE FROM audit WHERE seq = 2"],
  ["a moved time", "UPDATE audit SET created_at = created_at - interval '1 hour' WHERE seq = 3"],
])("sees %s", async (_what, tamper) => {
  await shop.sql("CREATE TABLE kept AS SELECT * FROM audit");
  await shop.sql(tamper);
  expect((await verifyAudit(shop.services.database.query)).broken.length).toBeGreaterThan(0);
  await shop.sql("DELETE FROM audit");
  await shop.sql("INSERT INTO audit SELECT * FROM kept");
  await shop.sql("DROP TABLE kept");
  expect((await verifyAudit(shop.services.database.query)).broken).toEqual([]);
});
