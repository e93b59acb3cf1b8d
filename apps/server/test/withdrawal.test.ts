import type { WithdrawalDetail, WithdrawalRow, WithdrawalRules } from "@banyan/contract";
import { DAY_MS } from "@banyan/kernel";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";
import { earn, fundedPromoter, owe } from "./promoter.ts";

type Detail = WithdrawalDetail & { code?: string; field?: string; message?: string };
let shop: Shop;
let owner: Caller;

beforeAll(async () => {
  shop = await openShop("withdrawal");
  owner = await shop.staff("owner");
  await rules({});
});
afterAll(() => shop.close());

const RULES = {
  open: true,
  min_fen: 100,
  max_fen: 20_000,
  per_day: 3,
  fee_bps: 60,
  automatic_fen: 0,
  two_people_fen: 100_000,
  job: "推广员",
  pay_reason: "商品推广佣金",
};
async function rules(change: Partial<typeof RULES>): Promise<void> {
  const { body } = await owner.call<{ versions: Record<string, number> }>("GET", "/console/settings");
  const value = { ...RULES, ...change };
  await owner.call("PUT", "/console/settings/withdrawal", { version: body.versions["withdrawal"], value });
}
const request = (who: Caller, fen: unknown, key = newKey()) =>
  who.call<Detail>("POST", "/promoter/withdrawals", { request_key: key, amount_fen: fen });
const read = async (who: Caller, no: string) =>
  (await who.call<Detail>("GET", `/promoter/withdrawals/${no}`)).body;
const account = async (who: Caller) => {
  const [row] = await shop.sql<{ text: string }>(
    "SELECT concat_ws(' ', available_fen, withdrawing_fen, debt_fen) AS text FROM account WHERE owner_id = $1",
    [who.id],
  );
  return row?.text;
};
const statements = () => shop.requests.at(-1)?.statements ?? Number.POSITIVE_INFINITY;

test("what the person saw arrive is what is taken, or nothing happens", async () => {
  const who = await fundedPromoter(shop, 10_000);
  const seen = { request_key: newKey(), amount_fen: 3_333, net_fen: 3_314 };
  await rules({ fee_bps: 2_000 });
  const changed = await who.call<Detail>("POST", "/promoter/withdrawals", seen);
  expect([changed.status, changed.body.code, changed.body.field]).toEqual([
    409,
    "amount_mismatch",
    "amount_fen",
  ]);
  expect(await account(who)).toBe("10000 0 0");
  await rules({});
  expect((await who.call<Detail>("POST", "/promoter/withdrawals", seen)).body.net_fen).toBe(3_314);
});

test("a request: what it costs, where it stands and what comes next", async () => {
  const who = await fundedPromoter(shop, 10_000);
  const { status, body } = await request(who, 3_333);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    state: "reviewing",
    state_text: "审核中",
    amount_fen: 3_333,
    fee_fen: 19,
    net_fen: 3_314,
    finished_at: null,
    fail_text: "",
    decision_note: "",
    confirm: null,
    confirm_until: null,
    may_cancel: true,
  });
  expect(body.no).toMatch(/^W\d{6}/);
  expect(body.next_text).toMatch(/^\d+月\d+日 \d\d:\d\d 提交，等商家审核；结果会通知您，审核前可以随时取消$/);
  expect(body.timeline).toEqual([
    { kind: "requested", at: body.requested_at, title: "申请提现", note: null },
  ]);
  expect(await account(who)).toBe("6667 3333 0");
  expect(JSON.stringify(body)).not.toContain(`openid-${who.id}`);
});

test("the same key is the same withdrawal, with another amount a refusal, also after the account is empty", async () => {
  const who = await fundedPromoter(shop, 5_000);
  const key = newKey();
  const first = await request(who, 5_000, key);
  expect((await request(who, 5_000, key)).body.no).toBe(first.body.no);
  expect(await request(who, 4_999, key)).toMatchObject({
    status: 409,
    body: { code: "request_key_reused", field: "request_key" },
  });
  expect(await account(who)).toBe("0 5000 0");
});

describe("refusals over HTTP", () => {
  test("nobody, a customer who is no promoter, a frozen one, an old agreement; whoever left takes theirs out", async () => {
    expect(await request(shop.visitor, 500)).toMatchObject({ status: 401 });
    const customer = await shop.customer();
    expect(await request(customer, 500)).toMatchObject({ status: 403, body: { code: "promoter_needed" } });
    const who = await fundedPromoter(shop, 5_000);
    const set = (column: string, value: unknown) =>
      shop.sql(`UPDATE promoter SET ${column} = $2 WHERE owner_id = $1`, [who.id, value]);
    await set("state", "frozen");
    expect((await request(who, 500)).body.code).toBe("promoter_frozen");
    await set("state", "active");
    const { body } = await owner.call<{
      promoter: Record<string, unknown>;
      versions: Record<string, number>;
    }>("GET", "/console/settings");
    await owner.call("PUT", "/console/settings/promoter", {
      version: body.versions["promoter"] ?? 0,
      value: { ...body.promoter, agreement_version: 2 },
    });
    expect((await request(who, 500)).body.code).toBe("agreement_outdated");
    await shop.sql("UPDATE promoter SET state = 'closed', closed_at = now() WHERE owner_id = $1", [who.id]);
    expect((await request(who, 500)).status).toBe(200);
    // No route takes a version back; the other tests' promoters have agreed to the first.
    await shop.sql("DELETE FROM setting WHERE key = 'promoter'");
    await shop.sql("UPDATE page_version SET version = version + 1 WHERE topic = 'setting'");
    await shop.services.versions.refresh();
    expect((await request(who, 500)).status).toBe(200);
  });

  test.each([
    [99, "below_minimum", "每笔至少 ¥1.00，扣除手续费后至少 ¥0.10"],
    [20_001, "above_maximum", "单笔最多 ¥200.00，请分次提现"],
    [10_001, "exceeds_available", "金额超过可提现余额"],
    [0, "invalid_input", "提现金额必须大于 0"],
    [1.5, "invalid_input", "提现金额必须是整数分"],
    [null, "invalid_input", "请填写提现金额"],
  ])("%s fen: %s at its field", async (fen, code, message) => {
    const who = await fundedPromoter(shop, 10_000);
    const { body } = await request(who, fen);
    expect(body).toMatchObject({ code, message, field: "amount_fen" });
    expect(await account(who)).toBe("10000 0 0");
  });

  test("a limit above what WeChat pays without a name is capped, and says why", async () => {
    await rules({ max_fen: 5_000_000 });
    const who = await fundedPromoter(shop, 900_000);
    const { body } = await request(who, 200_000);
    expect(body).toMatchObject({ code: "above_maximum", field: "amount_fen" });
    expect(body.message).toBe("微信对单笔 ¥2000.00 及以上要求实名校验，请分次提现，每笔不超过 ¥1999.99");
    expect((await who.call<WithdrawalRules>("GET", "/promoter/withdrawals/rules")).body.max_fen).toBe(
      199_999,
    );
    expect((await request(who, 199_999)).status).toBe(200);
    await rules({});
  });

  test("who owes, who has asked often enough today, and a shop that is not open for it", async () => {
    const debtor = await fundedPromoter(shop, 0);
    await owe(shop, debtor, 300);
    expect((await request(debtor, 500)).body.code).toBe("has_debt");
    await earn(shop, debtor, 1_000);
    expect(await account(debtor)).toBe("700 0 0");
    const who = await fundedPromoter(shop, 10_000);
    for (const fen of [100, 101, 102]) expect((await request(who, fen)).status).toBe(200);
    expect((await request(who, 103)).body.code).toBe("day_limit_reached");
    await shop.advance(DAY_MS);
    expect((await request(who, 103)).status).toBe(200);
    await rules({ open: false });
    expect((await request(who, 103)).body.code).toBe("withdrawal_closed");
    const { body } = await who.call<WithdrawalRules>("GET", "/promoter/withdrawals/rules");
    expect(body.blocked).toEqual({ code: "withdrawal_closed", message: "店铺暂未开放提现" });
    await rules({});
  });
});

test("the rules before anything is typed", async () => {
  const who = await fundedPromoter(shop, 4_000);
  await request(who, 1_000);
  const { body } = await who.call<WithdrawalRules>("GET", "/promoter/withdrawals/rules");
  expect(body).toEqual({
    available_fen: 3_000,
    debt_fen: 0,
    withdrawing_fen: 1_000,
    min_fen: 100,
    max_fen: 20_000,
    tier_day: null,
    fee_bps: 60,
    per_day: 3,
    used_today: 1,
    automatic_fen: 0,
    blocked: null,
  });
  expect(await (await shop.customer()).call("GET", "/promoter/withdrawals/rules")).toMatchObject({
    status: 403,
    body: { code: "promoter_needed" },
  });
});

test("taking back what is in review: at once, all of it, once; and it does not count for the day", async () => {
  const who = await fundedPromoter(shop, 4_000);
  const { no } = (await request(who, 4_000)).body;
  const { body } = await who.call<Detail>("POST", `/promoter/withdrawals/${no}/cancel`);
  expect(body).toMatchObject({ state: "cancelled", may_cancel: false });
  expect(body.next_text).toMatch(/^\d+月\d+日 \d\d:\d\d 已取消，¥40\.00 已退回可提现$/);
  expect(body.timeline.map((event) => event.title)).toEqual(["已取消，款项退回可提现", "申请提现"]);
  expect(await account(who)).toBe("4000 0 0");
  expect((await who.call<Detail>("POST", `/promoter/withdrawals/${no}/cancel`)).body.code).toBe(
    "withdrawal_not_cancellable",
  );
  expect((await who.call<WithdrawalRules>("GET", "/promoter/withdrawals/rules")).body.used_today).toBe(0);
});

test("small amounts need nobody: the payout stands with its number at once", async () => {
  await rules({ automatic_fen: 500, two_people_fen: 0 });
  const who = await fundedPromoter(shop, 4_000);
  const { body } = await request(who, 500);
  expect(body).toMatchObject({ state: "sending", may_cancel: false });
  expect(body.timeline.map((event) => event.kind).sort()).toEqual(["approved_by_rule", "requested"]);
  const [payout] = await shop.sql(
    "SELECT no, amount_fen, state, openid FROM payout WHERE withdrawal_no = $1",
    [body.no],
  );
  expect(payout).toEqual({
    no: expect.stringMatching(/^T\d{6}[0-9A-Z]{11,24}$/),
    amount_fen: "497",
    state: "created",
    openid: `openid-${who.id}`,
  });
  expect((await request(who, 501)).body.state).toBe("reviewing");
  await rules({});
});

test("another person's withdrawal is not there", async () => {
  const who = await fundedPromoter(shop, 4_000);
  const stranger = await fundedPromoter(shop, 4_000);
  const { no } = (await request(who, 400)).body;
  for (const [method, path] of [
    ["GET", ""],
    ["POST", "/cancel"],
    ["POST", "/check"],
  ] as const) {
    expect(await stranger.call(method, `/promoter/withdrawals/${no}${path}`)).toMatchObject({
      status: 404,
      body: { code: "not_found" },
    });
  }
  expect((await read(who, no)).state).toBe("reviewing");
  expect((await stranger.call<{ items: unknown[] }>("GET", "/promoter/withdrawals")).body.items).toEqual([]);
});

test("pages, newest first, in few statements", async () => {
  await rules({ per_day: 100 });
  const who = await fundedPromoter(shop, 10_000);
  const made: string[] = [];
  for (let at = 0; at < 5; at += 1) made.unshift((await request(who, 100 + at)).body.no);
  const seen: WithdrawalRow[] = [];
  let query = "?limit=2";
  for (;;) {
    const { body } = await who.call<{ items: WithdrawalRow[]; next_cursor: string | null }>(
      "GET",
      `/promoter/withdrawals${query}`,
    );
    expect(statements()).toBeLessThanOrEqual(2);
    seen.push(...body.items);
    if (body.next_cursor === null) break;
    query = `?limit=2&cursor=${body.next_cursor}`;
  }
  expect(seen.map((row) => row.no).sort()).toEqual([...made].sort());
  const at = seen.map((row) => row.requested_at);
  expect(at).toEqual([...at].sort().reverse());
  await read(who, made[0] ?? "");
  expect(statements()).toBeLessThanOrEqual(3);
  expect(await who.call("GET", "/promoter/withdrawals?cursor=x")).toMatchObject({
    status: 400,
    body: { field: "cursor" },
  });
  await rules({});
});
