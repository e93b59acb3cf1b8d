import type {
  AdjustmentPreview,
  AuditRow,
  ConsoleAdjustment,
  ConsoleAdjustmentRow,
  PromoterAdjustment,
} from "@banyan/contract";
import type { AdjustmentKind } from "@banyan/kernel";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";
import { fundedPromoter, owe } from "./promoter.ts";

type Detail = ConsoleAdjustment & { code?: string; field?: string; message?: string };
let shop: Shop;
let owner: Caller;
let anna: Caller;
let bao: Caller;

beforeAll(async () => {
  shop = await openShop("adjustment");
  [owner, anna, bao] = await Promise.all([shop.staff("owner"), shop.staff("finance"), shop.staff("finance")]);
});
afterAll(() => shop.close());

const limits = (max_fen: number, day_fen: number) =>
  owner.call("GET", "/console/settings").then(async ({ body }) => {
    const { versions } = body as unknown as { versions: { adjustment: number } };
    const value = { max_fen, day_fen };
    const answer = await owner.call("PUT", "/console/settings/adjustment", {
      version: versions.adjustment,
      value,
    });
    expect(answer.status).toBe(200);
  });
const ask = (by: Caller, who: Caller, kind: AdjustmentKind, fen: number, more: object = {}) =>
  by.call<Detail>("POST", "/console/adjustments", {
    request_key: newKey(),
    promoter_id: String(who.id),
    kind,
    amount_fen: fen,
    confirm_fen: fen,
    reason: "十月推广之星",
    ...more,
  });
const decide = (by: Caller, no: string, what: "approve" | "refuse" | "cancel", fen = 0) =>
  by.call<Detail>("POST", `/console/adjustments/${no}/${what}`, { confirm_fen: fen, note: "核对过" });
const account = async (who: Caller) =>
  (
    await shop.sql<{ text: string }>(
      "SELECT concat_ws(' ', available_fen, debt_fen) AS text FROM account WHERE owner_id = $1",
      [who.id],
    )
  )[0]?.text;
const moves = async (no: string) =>
  (
    await shop.sql<{ text: string }>(
      "SELECT key || ' ' || debit || '→' || credit || ' ' || amount_fen AS text FROM ledger WHERE ref = $1 ORDER BY id",
      [no],
    )
  ).map((row) => row.text.replaceAll(no, "J"));

describe("one asks, another decides", () => {
  test("a reward waits, moves nothing, and is posted once by a second person", async () => {
    const who = await fundedPromoter(shop, 1_000);
    const { body: asked, status } = await ask(anna, who, "reward", 500);
    expect(status).toBe(200);
    expect(asked).toMatchObject({
      state: "requested",
      state_text: "待审批",
      kind_text: "奖励",
      promoter: { id: String(who.id) },
      balances: { available_fen: 1_000, debt_fen: 0 },
      after: { available_fen: 1_500, debt_fen: 0 },
      actions: ["cancel"],
      approve_blocked: "需要另一位同事复核",
      decided_by: null,
      batch: null,
    });
    expect(await account(who)).toBe("1000 0");
    expect((await decide(anna, asked.no, "approve", 500)).body.code).toBe("second_person_needed");
    expect(await decide(bao, asked.no, "approve", 499)).toMatchObject({
      status: 409,
      body: { code: "amount_mismatch", field: "confirm_fen" },
    });
    const { body: done } = await decide(bao, asked.no, "approve", 500);
    expect(done).toMatchObject({ state: "approved", after: null, actions: [], approve_blocked: "" });
    expect(done.decided_by).not.toBe(done.requested_by);
    expect(await account(who)).toBe("1500 0");
    expect(await moves(asked.no)).toEqual(["J:reward reward_expense→available 500"]);
    expect((await decide(bao, asked.no, "approve", 500)).body.code).toBe("adjustment_decided");
    expect((await decide(owner, asked.no, "refuse")).body.code).toBe("adjustment_decided");
    expect((await decide(anna, asked.no, "cancel")).body.code).toBe("adjustment_decided");
    const { body: audit } = await owner.call<{ items: AuditRow[] }>("GET", "/console/audit");
    expect(audit.items.slice(0, 2)).toMatchObject([
      { action: "adjustment.approve", action_text: "通过调整", before: { available_fen: "1000" } },
      { action: "adjustment.request", target: `adjustment:${asked.no}` },
    ]);
  });

  test("plus, minus and write-off, each between the accounts it names; what comes in repays debt first", async () => {
    const who = await fundedPromoter(shop, 1_000);
    const one = async (kind: AdjustmentKind, fen: number) => {
      const { body } = await ask(anna, who, kind, fen);
      await decide(bao, body.no, "approve", fen);
      return moves(body.no);
    };
    expect(await one("plus", 300)).toEqual(["J:adjust adjustment→available 300"]);
    expect(await one("minus", 1_300)).toEqual(["J:adjust available→adjustment 1300"]);
    await owe(shop, who, 900);
    expect(await account(who)).toBe("0 900");
    expect(await one("write_off", 200)).toEqual(["J:write_off adjustment→debt 200"]);
    expect(await one("reward", 1_000)).toEqual([
      "J:reward reward_expense→available 1000",
      "J:reward:net available→debt 700",
    ]);
    expect(await account(who)).toBe("300 0");
    const { body } = await who.call<{ items: PromoterAdjustment[] }>("GET", "/promoter/adjustments");
    expect(body.items.map((item) => `${item.change_fen} ${item.said}`)).toEqual([
      "1000 商家奖励 ¥10.00，其中 ¥7.00 抵扣欠款，¥3.00 已到可提现",
      "0 商家核销了您的欠款 ¥2.00",
      "-1300 商家扣减 ¥13.00，已从可提现扣除",
      "300 商家补发 ¥3.00，已到可提现",
    ]);
    expect(shop.requests.at(-1)?.statements).toBeLessThanOrEqual(2);
  });

  test("refused with a reason, or taken back by whoever asked: nothing moves", async () => {
    const who = await fundedPromoter(shop, 100);
    const first = (await ask(anna, who, "reward", 10)).body.no;
    expect(await decide(bao, first, "cancel")).toMatchObject({
      status: 403,
      body: { code: "not_requester" },
    });
    expect((await decide(bao, first, "refuse")).body).toMatchObject({
      state: "refused",
      decision_note: "核对过",
    });
    const second = (await ask(anna, who, "reward", 10)).body.no;
    expect((await decide(anna, second, "cancel")).body).toMatchObject({
      state: "cancelled",
      decided_by: null,
    });
    expect(await account(who)).toBe("100 0");
    expect([await moves(first), await moves(second)]).toEqual([[], []]);
  });

  test("once per request key; with another content the key is refused", async () => {
    const who = await fundedPromoter(shop, 100);
    const request_key = newKey();
    const once = await ask(anna, who, "reward", 10, { request_key });
    const again = await ask(anna, who, "reward", 10, { request_key });
    expect(again.body.no).toBe(once.body.no);
    expect((await ask(anna, who, "reward", 11, { request_key })).body.code).toBe("request_key_reused");
    expect((await ask(anna, who, "plus", 10, { request_key })).body.code).toBe("request_key_reused");
    const rows = await shop.sql("SELECT FROM adjustment WHERE owner_id = $1", [who.id]);
    expect(rows).toHaveLength(1);
  });
});

describe("refused by name", () => {
  test("own matters: by the requester, by the approver, and by a second account of the requester", async () => {
    const [mine, theirs] = [await fundedPromoter(shop, 100), await fundedPromoter(shop, 100)];
    const [clerk, twin] = await Promise.all([shop.staff("finance"), shop.staff("finance")]);
    const link = (who: Caller, staff: Caller) =>
      shop.sql("UPDATE staff SET customer_id = $1 WHERE id = $2", [who.id, staff.id]);
    await link(mine, clerk);
    await link(mine, twin);
    expect((await ask(clerk, mine, "reward", 10)).body.code).toBe("own_matter");
    const about = (await ask(anna, mine, "reward", 10)).body.no;
    expect((await decide(clerk, about, "approve", 10)).body.code).toBe("own_matter");
    const other = (await ask(clerk, theirs, "reward", 10)).body.no;
    expect((await decide(twin, other, "approve", 10)).body.code).toBe("second_person_needed");
    // Whatever the code says, the row itself refuses the same person twice.
    await expect(
      shop.sql(
        "UPDATE adjustment SET state = 'approved', decided_by = requested_by, decided_at = now(), decided_date = current_date WHERE no = $1",
        [other],
      ),
    ).rejects.toThrow("adjustment_two_people");
  });

  test("limits of one and of a day, each with its number", async () => {
    const who = await fundedPromoter(shop, 100);
    await limits(1_000, 1_000_000);
    expect((await ask(anna, who, "plus", 1_001)).body).toMatchObject({
      code: "above_adjustment_limit",
      field: "amount_fen",
      message: "单笔最多 ¥10.00，可以在设置里调整上限",
    });
    const [row] = await shop.sql<{ fen: string }>("SELECT approved_fen AS fen FROM adjustment_day");
    const today = Number(row?.fen ?? 0);
    await limits(1_000, today + 1_500);
    const [a, b] = [
      (await ask(anna, who, "plus", 1_000)).body.no,
      (await ask(anna, who, "plus", 501)).body.no,
    ];
    expect((await decide(bao, a, "approve", 1_000)).body.state).toBe("approved");
    expect((await decide(bao, b, "approve", 501)).body).toMatchObject({ code: "above_adjustment_day" });
    const { body: seen } = await bao.call<Detail>("GET", `/console/adjustments/${b}`);
    expect(seen).toMatchObject({
      after: null,
      actions: ["refuse"],
      approve_blocked: expect.stringContaining("今天的额度不够"),
    });
    await limits(100_000, 1_000_000);
  });

  test("more than is available, more than is owed, nobody, and a reward for whoever does not earn", async () => {
    const who = await fundedPromoter(shop, 100);
    expect((await ask(anna, who, "minus", 101)).body).toMatchObject({
      code: "exceeds_available",
      field: "amount_fen",
    });
    expect((await ask(anna, who, "write_off", 1)).body.code).toBe("exceeds_debt");
    expect((await ask(anna, await shop.customer(), "plus", 1)).body.code).toBe("not_a_promoter");
    await shop.sql("UPDATE promoter SET state = 'frozen' WHERE owner_id = $1", [who.id]);
    expect((await ask(anna, who, "reward", 1)).body.code).toBe("not_a_promoter");
    expect((await ask(anna, who, "plus", 1)).status).toBe(200);
    expect((await ask(anna, who, "plus", 1, { confirm_fen: 2 })).body).toMatchObject({
      code: "amount_mismatch",
    });
    expect((await ask(anna, who, "plus", 1, { ref: "D261124111AAAAAAAAAA" })).body).toMatchObject({
      field: "ref",
    });
  });

  test("what was there when it was asked for may be gone when it is approved", async () => {
    const who = await fundedPromoter(shop, 100);
    const { no } = (await ask(anna, who, "minus", 80)).body;
    const taken = (await ask(anna, who, "minus", 50)).body.no;
    await decide(bao, taken, "approve", 50);
    expect((await decide(bao, no, "approve", 80)).body.code).toBe("exceeds_available");
    expect(await account(who)).toBe("50 0");
  });

  test("roles: 财务 asks and decides, 店主 too, 运营 only looks, 客服 not even that", async () => {
    const who = await fundedPromoter(shop, 100);
    const [operator, service] = await Promise.all([shop.staff("operator"), shop.staff("service")]);
    const { no } = (await ask(anna, who, "reward", 10)).body;
    expect((await operator.call("GET", "/console/adjustments")).status).toBe(200);
    expect((await ask(operator, who, "reward", 10)).body.code).toBe("not_allowed");
    expect((await decide(operator, no, "approve", 10)).body.code).toBe("not_allowed");
    expect((await service.call("GET", "/console/adjustments")).body.code).toBe("not_allowed");
    expect((await decide(owner, no, "approve", 10)).body.state).toBe("approved");
  });
});

describe("the desk", () => {
  test("lists, filters, counts and previews in a few statements", async () => {
    const who = await fundedPromoter(shop, 700);
    const { no } = (await ask(anna, who, "minus", 200)).body;
    const list = async (query: string) =>
      (await bao.call<{ items: ConsoleAdjustmentRow[] }>("GET", `/console/adjustments?${query}`)).body.items;
    expect((await list(`promoter_id=${who.id}`)).map((row) => row.no)).toEqual([no]);
    expect(shop.requests.at(-1)?.statements).toBeLessThanOrEqual(2);
    expect((await list(`state=requested&kind=minus&q=${no.slice(0, 12)}`)).map((row) => row.no)).toContain(
      no,
    );
    expect(await list(`promoter_id=${who.id}&state=approved`)).toEqual([]);
    const { body: counts } = await bao.call<Record<string, number>>("GET", "/console/adjustments/counts");
    expect(counts["requested"]).toBeGreaterThan(0);
    const preview = (kind: AdjustmentKind, fen: number) =>
      anna.call<AdjustmentPreview>(
        "GET",
        `/console/promoters/${who.id}/adjustment?kind=${kind}&amount_fen=${fen}`,
      );
    expect((await preview("minus", 200)).body).toMatchObject({
      balances: { available_fen: 700 },
      after: { available_fen: 500 },
      blocked: null,
    });
    expect((await preview("minus", 701)).body).toMatchObject({
      after: null,
      blocked: { code: "exceeds_available" },
    });
  });
});
