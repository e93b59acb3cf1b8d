import type { AuditRow, ConsoleWithdrawal, ConsoleWithdrawalRow, Staff } from "@banyan/contract";
import { businessDate, DAY_MS } from "@banyan/kernel";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";
import { fundedPromoter } from "./promoter.ts";

type Detail = ConsoleWithdrawal & { code?: string; field?: string };
type Page = { items: ConsoleWithdrawalRow[]; next_cursor: string | null };
let shop: Shop;
let owner: Caller;
let anna: Caller;
let bao: Caller;

beforeAll(async () => {
  shop = await openShop("withdrawal_console");
  [owner, anna, bao] = await Promise.all([shop.staff("owner"), shop.staff("finance"), shop.staff("finance")]);
  await shop.sql("INSERT INTO setting (key, value) VALUES ('withdrawal', $1)", [
    JSON.stringify({
      open: true,
      min_fen: 100,
      max_fen: 100_000,
      per_day: 100,
      fee_bps: 0,
      automatic_fen: 0,
      two_people_fen: 50_000,
      job: "推广员",
      pay_reason: "商品推广佣金",
    }),
  ]);
});
afterAll(() => shop.close());

async function asked(fen: number, who?: Caller): Promise<{ who: Caller; no: string }> {
  const promoter = who ?? (await fundedPromoter(shop, fen));
  const body = { request_key: newKey(), amount_fen: fen };
  return {
    who: promoter,
    no: (await promoter.call<{ no: string }>("POST", "/promoter/withdrawals", body)).body.no,
  };
}
const read = async (by: Caller, no: string) =>
  (await by.call<Detail>("GET", `/console/withdrawals/${no}`)).body;
const approve = (by: Caller, no: string, fen: number) =>
  by.call<Detail>("POST", `/console/withdrawals/${no}/approve`, { confirm_fen: fen, note: "核对过" });
const refuse = (by: Caller, no: string, note = "资料不全") =>
  by.call<Detail>("POST", `/console/withdrawals/${no}/refuse`, { note });
const list = async (query: string) => (await anna.call<Page>("GET", `/console/withdrawals${query}`)).body;
const nameOf = async (staff: Caller) =>
  (await shop.sql<{ name: string }>("SELECT name FROM staff WHERE id = $1", [staff.id]))[0]?.name;
const account = async (who: Caller) => {
  const [row] = await shop.sql<{ text: string }>(
    "SELECT concat_ws(' ', available_fen, withdrawing_fen) AS text FROM account WHERE owner_id = $1",
    [who.id],
  );
  return row?.text;
};

test("one person below the limit: the amount typed by hand, a payout with its number, an audit row", async () => {
  const { who, no } = await asked(3_000);
  expect(await read(anna, no)).toMatchObject({
    state: "reviewing",
    two_people: false,
    actions: ["approve", "refuse"],
    approve_blocked: "",
    payout: null,
    promoter: { id: String(who.id), nickname: "山里人" },
    balances: { available_fen: 0, withdrawing_fen: 3_000, held_fen: 0, debt_fen: 0 },
  });
  expect(shop.requests.at(-1)?.statements).toBeLessThanOrEqual(3);
  expect(await approve(anna, no, 2_999)).toMatchObject({
    status: 409,
    body: { code: "amount_mismatch", field: "confirm_fen" },
  });
  const { body } = await approve(anna, no, 3_000);
  expect(body).toMatchObject({ state: "sending", decision_note: "核对过", actions: ["cancel", "ask"] });
  expect(body.payout).toMatchObject({
    no: expect.stringMatching(/^T/),
    state: "created",
    tries: 0,
    bill_no: null,
  });
  expect(body.timeline.map((event) => `${event.title}${event.note ?? ""}`)).toEqual([
    "审核通过核对过",
    "申请提现",
  ]);
  expect((await approve(bao, no, 3_000)).body.code).toBe("withdrawal_decided");
  expect((await refuse(bao, no)).body.code).toBe("withdrawal_decided");
  const { body: audit } = await owner.call<{ items: AuditRow[] }>("GET", "/console/audit");
  expect(audit.items[0]).toMatchObject({
    action: "withdrawal.approve",
    action_text: "通过提现",
    target: `withdrawal:${no}`,
  });
});

test("two people from the limit on: the first checks, the same one cannot approve, the second does", async () => {
  const { no } = await asked(50_000);
  expect(await read(anna, no)).toMatchObject({ two_people: true, actions: ["check", "refuse"] });
  expect((await approve(anna, no, 50_000)).body).toMatchObject({
    state: "checked",
    checked_by: expect.stringMatching(/^finance-/),
    decided_by: null,
    payout: null,
    actions: ["refuse"],
    approve_blocked: "需要另一位同事复核",
  });
  expect(await approve(anna, no, 50_000)).toMatchObject({
    status: 409,
    body: { code: "second_person_needed" },
  });
  expect(await read(bao, no)).toMatchObject({ actions: ["approve", "refuse"], approve_blocked: "" });
  const { body } = await approve(bao, no, 50_000);
  expect(body.state).toBe("sending");
  expect(body.checked_by).not.toBe(body.approved_by);
  expect(body.decided_by).toBe(body.approved_by);
  expect([body.checked_by, body.approved_by]).toEqual([
    expect.stringMatching(/^finance-/),
    expect.stringMatching(/^finance-/),
  ]);
});

test("refused: the money is back with the reason, and the reason is needed", async () => {
  const { who, no } = await asked(3_000);
  expect(await refuse(anna, no, " ")).toMatchObject({ status: 400, body: { field: "note" } });
  expect((await refuse(anna, no)).body).toMatchObject({
    state: "refused",
    decision_note: "资料不全",
    approved_by: null,
    decided_by: await nameOf(anna),
    actions: [],
  });
  const [row] = (await list(`?q=${no}&state=refused`)).items;
  expect(row?.decided_by).toBe(await nameOf(anna));
  expect(await account(who)).toBe("3000 0");
  const { body } = await who.call<Detail>("GET", `/promoter/withdrawals/${no}`);
  expect(body.next_text).toMatch(/^\d+月\d+日 \d\d:\d\d 审核未通过，¥30\.00 已退回可提现$/);
});

describe("nobody decides about their own money", () => {
  const link = (by: Caller, staff: Caller, customer: bigint | null) =>
    by.call<Staff & { code?: string }>("PUT", `/console/staff/${staff.id}/customer`, {
      customer_id: customer === null ? null : String(customer),
    });

  test("a linked staff member neither approves nor refuses, and the row itself would not take it", async () => {
    const clerk = await shop.staff("finance");
    const { who, no } = await asked(3_000);
    expect((await link(owner, clerk, who.id)).body).toMatchObject({
      id: String(clerk.id),
      customer_id: String(who.id),
    });
    expect(await read(clerk, no)).toMatchObject({ actions: [], approve_blocked: "不能审核自己的提现" });
    expect(await approve(clerk, no, 3_000)).toMatchObject({ status: 403, body: { code: "own_withdrawal" } });
    expect(await refuse(clerk, no)).toMatchObject({ status: 403, body: { code: "own_withdrawal" } });
    await expect(
      shop.sql("UPDATE withdrawal SET decider_customer_ids = ARRAY[owner_id] WHERE no = $1", [no]),
    ).rejects.toMatchObject({ constraint: "withdrawal_approver_not_requester" });
    expect((await approve(anna, no, 3_000)).body.state).toBe("sending");
  });

  test("two accounts of one person are one person", async () => {
    const person = await shop.customer();
    const [first, second] = [await shop.staff("finance"), await shop.staff("finance")];
    for (const clerk of [first, second]) await link(owner, clerk, person.id);
    const { no } = await asked(60_000);
    expect((await approve(first, no, 60_000)).body.state).toBe("checked");
    expect((await approve(second, no, 60_000)).body.code).toBe("second_person_needed");
  });

  test("linking: by an owner, to somebody there is, never off oneself; audited", async () => {
    const clerk = await shop.staff("finance");
    const person = await shop.customer();
    expect(await link(anna, clerk, person.id)).toMatchObject({ status: 403, body: { code: "not_allowed" } });
    expect(await link(owner, clerk, 999_999n)).toMatchObject({ status: 404 });
    expect((await link(owner, owner, person.id)).status).toBe(200);
    expect(await link(owner, owner, null)).toMatchObject({ status: 403, body: { code: "not_allowed" } });
    expect((await link(owner, clerk, person.id)).status).toBe(200);
    expect((await link(owner, clerk, null)).body.customer_id).toBeNull();
    const { body } = await owner.call<{ items: AuditRow[] }>("GET", "/console/audit");
    expect(body.items[0]).toMatchObject({
      action: "staff.link",
      before: { customer_id: String(person.id) },
      after: { customer_id: null },
    });
  });
});

test("who may: reading and deciding are two rights", async () => {
  const { no } = await asked(3_000);
  const [operator, service] = [await shop.staff("operator"), await shop.staff("service")];
  expect(await read(operator, no)).toMatchObject({ state: "reviewing", actions: [], approve_blocked: "" });
  expect((await approve(operator, no, 3_000)).status).toBe(403);
  expect((await refuse(operator, no)).status).toBe(403);
  for (const path of [`/console/withdrawals/${no}`, "/console/withdrawals", "/console/withdrawals/counts"])
    expect((await service.call("GET", path)).status).toBe(403);
  expect((await shop.visitor.call("GET", "/console/withdrawals")).status).toBe(401);
  expect((await anna.call("GET", "/console/withdrawals/W2611291A0123456789")).status).toBe(404);
});

test("what is being paid is taken back only by the right way", async () => {
  const { who, no } = await asked(3_000);
  const cancel = (note = "点错了") =>
    anna.call<Detail>("POST", `/console/withdrawals/${no}/cancel`, { note });
  expect((await cancel()).body.code).toBe("withdrawal_not_cancellable");
  await approve(anna, no, 3_000);
  expect((await cancel()).body).toMatchObject({ state: "cancelled", payout: { state: "cancelled" } });
  expect(await account(who)).toBe("3000 0");
  expect((await cancel()).body.code).toBe("withdrawal_not_cancellable");
});

test("lists: filters, counts, pages, few statements", async () => {
  const who = await fundedPromoter(shop, 10_000);
  await shop.sql("UPDATE customer_profile SET nickname = '阿诗玛' WHERE customer_id = $1", [who.id]);
  const made: string[] = [];
  for (let at = 0; at < 3; at += 1) made.unshift((await asked(1_000 + at, who)).no);
  await refuse(anna, made[2] ?? "");
  const numbers = (page: Page) => page.items.map((row) => row.no);
  expect(numbers(await list(`?promoter_id=${who.id}`)).sort()).toEqual([...made].sort());
  expect(shop.requests.at(-1)?.statements).toBeLessThanOrEqual(2);
  expect(numbers(await list(`?promoter_id=${who.id}&state=refused`))).toEqual([made[2]]);
  expect(numbers(await list(`?promoter_id=${who.id}&state=open`)).sort()).toEqual(made.slice(0, 2).sort());
  expect(numbers(await list(`?q=${encodeURIComponent("诗玛")}`))).toHaveLength(3);
  expect(numbers(await list(`?q=${made[1]?.toLowerCase()}`))).toEqual([made[1]]);
  expect(numbers(await list(`?promoter_id=${who.id}&state=waiting`)).sort()).toEqual(made.slice(0, 2).sort());
  const big = (await asked(50_000)).no;
  await approve(anna, big, 50_000);
  expect(numbers(await list(`?q=${big}&state=waiting`))).toEqual([big]);
  await approve(bao, big, 50_000);
  expect(numbers(await list(`?q=${big}&state=waiting`))).toEqual([]);
  expect(numbers(await list(`?q=${big}&state=open`))).toEqual([big]);
  const today = businessDate(new Date());
  const tomorrow = businessDate(new Date(Date.now() + DAY_MS));
  expect(numbers(await list(`?promoter_id=${who.id}&from=${today}&to=${today}`))).toHaveLength(3);
  expect(numbers(await list(`?promoter_id=${who.id}&from=${tomorrow}`))).toEqual([]);
  const first = await list(`?promoter_id=${who.id}&limit=2`);
  const second = await list(`?promoter_id=${who.id}&limit=2&cursor=${first.next_cursor}`);
  expect([...numbers(first), ...numbers(second)].sort()).toEqual([...made].sort());
  const { body } = await anna.call<{ counts: Record<string, number>; reviewing_fen: number }>(
    "GET",
    "/console/withdrawals/counts",
  );
  const [sums] = await shop.sql(
    `SELECT count(*) FILTER (WHERE state = 'reviewing')::int AS reviewing, count(*) FILTER (WHERE state = 'refused')::int AS refused,
       sum(amount_fen) FILTER (WHERE state IN ('reviewing', 'checked'))::int AS fen,
       count(*) FILTER (WHERE state NOT IN ('paid', 'refused', 'cancelled', 'failed', 'expired'))::int AS open FROM withdrawal`,
  );
  expect({ ...body.counts, fen: body.reviewing_fen }).toMatchObject(sums ?? {});
});

test("the next look is told in business time, also when the clock was moved", async () => {
  await shop.advance(10 * DAY_MS);
  const { no } = await asked(3_000);
  const { body } = await approve(anna, no, 3_000);
  const [clock] = await shop.sql<{ now: Date }>("SELECT business_now() AS now");
  const aheadMs = Date.parse(body.payout?.next_try_at ?? "") - (clock?.now.getTime() ?? 0);
  expect(Math.abs(aheadMs)).toBeLessThan(60_000);
});
