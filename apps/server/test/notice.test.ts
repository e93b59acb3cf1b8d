import type { CustomerProfile, Notice } from "@banyan/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type NewNotice, recordNotices, takeConsent } from "../src/notice/record.ts";
import { type Caller, openShop, type Shop } from "./open-shop.ts";

type Page = { items: Notice[]; next_cursor: string | null };

let shop: Shop;
let who: Caller;

beforeAll(async () => {
  shop = await openShop("notice");
  await shop.sql("INSERT INTO setting (key, value) VALUES ('notice', $1)", [
    JSON.stringify({ order_paid: "tmpl-paid", order_shipped: "tmpl-shipped", refund_done: "" }),
  ]);
});
beforeEach(async () => {
  who = await shop.customer();
});
afterAll(() => shop.close());

const fact = (at: number, extra: Partial<NewNotice> = {}): NewNotice => ({
  customerId: who.id,
  eventKey: `order.paid:D${who.id}-${at}`,
  topic: "order.paid",
  title: "支付成功",
  body: `第 ${at} 笔`,
  link: null,
  at: new Date(Date.UTC(2026, 10, 1, 0, at)),
  ...extra,
});
const record = (rows: readonly NewNotice[]) =>
  shop.services.database.transact((tx) => recordNotices(tx, rows));
const list = async (query = "", by = who) => (await by.call<Page>("GET", `/notices${query}`)).body;
const unread = async () => (await who.call<CustomerProfile>("GET", "/me")).body.unread_notices;

test("one fact, one notice: in a batch, in a retry and in ten workers at once", async () => {
  expect(await record([])).toEqual([]);
  expect(await record([fact(1), fact(1), fact(2)])).toEqual([fact(1).eventKey, fact(2).eventKey]);
  const results = await Promise.all(Array.from({ length: 10 }, () => record([fact(3), fact(2), fact(1)])));
  expect(results.flat()).toEqual([fact(3).eventKey]);
  expect((await list()).items.map((notice) => notice.body)).toEqual(["第 3 笔", "第 2 笔", "第 1 笔"]);
  await list();
  expect(shop.requests.at(-1)?.statements).toBe(1);
});

test("newest first, page by page, with the same time on two", async () => {
  await record([fact(1), fact(2, { at: fact(1).at }), fact(3)]);
  const seen: string[] = [];
  let query = "?limit=1";
  for (;;) {
    const page = await list(query);
    seen.push(...page.items.map((notice) => notice.body));
    if (page.next_cursor === null) break;
    query = `?limit=1&cursor=${page.next_cursor}`;
  }
  expect(seen).toEqual(["第 3 笔", "第 2 笔", "第 1 笔"]);
});

test("read: some, all, and never another person's", async () => {
  await record([fact(1), fact(2), fact(3)]);
  const ids = (await list()).items.map((notice) => notice.id);
  await (await shop.customer()).call("POST", "/notices/read", { ids });
  expect(await unread()).toBe(3);
  await who.call("POST", "/notices/read", { ids: [ids[0], "999999"] });
  expect((await list()).items.map((notice) => notice.read)).toEqual([true, false, false]);
  await who.call("POST", "/notices/read", {});
  expect(await unread()).toBe(0);
});

describe("consent", () => {
  const accept = (ids: unknown) => who.call("POST", "/notices/consents", { template_ids: ids });
  const take = (template: string) => takeConsent(shop.services.database.query, who.id, template);

  test("one accept is one send", async () => {
    expect(await take("tmpl-paid")).toBe(false);
    await accept(["tmpl-paid", "tmpl-paid", "tmpl-shipped"]);
    await accept(["tmpl-paid"]);
    const taken = await Promise.all(Array.from({ length: 10 }, () => take("tmpl-paid")));
    expect(taken.filter(Boolean)).toHaveLength(2);
    expect(await take("tmpl-shipped")).toBe(true);
  });

  test("a template that is not the shop's is passed over", async () => {
    expect(await accept(["other", "", "tmpl-paid"])).toMatchObject({ status: 400 });
    expect(await accept(["other", "a\u0000b"])).toMatchObject({ status: 400 });
    expect(await accept(["other", "another"])).toMatchObject({ status: 200 });
    const rows = await shop.sql("SELECT template_id FROM notice_consent WHERE customer_id = $1", [who.id]);
    expect(rows).toEqual([]);
  });

  test.each([[[]], ["tmpl-paid"], [[1]], [Array.from({ length: 6 }, () => "tmpl-paid")]])(
    "refuses %j",
    async (ids) => {
      expect(await accept(ids)).toMatchObject({ status: 400, body: { code: "invalid_input" } });
    },
  );
});

test("bad input, and nobody", async () => {
  expect(await who.call("POST", "/notices/read", { ids: ["x"] })).toMatchObject({
    status: 400,
    body: { field: "ids.0" },
  });
  expect(await who.call("GET", "/notices?cursor=1~2~3")).toMatchObject({
    status: 400,
    body: { field: "cursor" },
  });
  expect(await shop.visitor.call("GET", "/notices")).toMatchObject({ status: 401 });
});
