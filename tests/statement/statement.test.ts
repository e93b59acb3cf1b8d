/** Statements of a shop that has lived over three months: they add up, chain, equal the books, and files say the same. */
import { monthsBetween } from "@banyan/domain";
import { startOfBusinessDay } from "@banyan/kernel";
import { type NewTransfer, post } from "@banyan/ledger";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Lived } from "../books/lived.ts";
import { booksHold } from "../support/books.ts";
import type { Buyer, Clerk } from "../support/people.ts";
import { makePromoter } from "../support/relation.ts";
import type { Shop } from "../support/shop.ts";
import { linesOf, ownersOf } from "./reading.ts";
import { NICKNAME, threeMonths } from "./three-months.ts";

let lived: Lived;
let shop: Shop;
let promoter: Buyer;
let finance: Clerk;
beforeAll(async () => {
  lived = await threeMonths("statement");
  shop = lived.shop;
  promoter = lived.person;
  finance = await shop.staff("finance");
});
afterAll(() => shop.close());

const balances = async (id: string) =>
  (
    await shop.sql<Record<string, string>>(
      `SELECT estimated_fen::text, held_fen::text, available_fen::text, withdrawing_fen::text, debt_fen::text
       FROM account WHERE owner_id = $1`,
      [id],
    )
  )[0];
const asText = (row: object) =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value)]));
/** Sums of the rows of objects of numbers, key by key. */
const sum = (rows: readonly object[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const row of rows)
    for (const [key, value] of Object.entries(row)) sums[key] = (sums[key] ?? 0) + Number(value);
  return sums;
};

describe("a promoter's months", () => {
  it("begin with the first business month, chain, and end with what the account says", async () => {
    await booksHold(shop);
    for (const id of [lived.promoter, lived.inviter]) {
      const { months } = await finance.api.console.statement.months({ promoter_id: id });
      const [newest] = months;
      const oldest = months.at(-1);
      expect(months.length).toBeGreaterThanOrEqual(3);
      expect(months.map(({ month }) => month).toReversed()).toEqual(
        monthsBetween(oldest?.month ?? "", newest?.month ?? ""),
      );
      expect(months.map(({ current }) => current)).toEqual(months.map((_, index) => index === 0));
      for (const [index, one] of months.entries()) {
        const before = months[index + 1];
        expect(one.opening).toEqual(before?.closing ?? sum([{ ...one.opening }].map(zero)));
      }
      expect(asText(newest?.closing ?? {})).toEqual(await balances(id));
    }
  });

  it("each add up from its movements and from its lines", async () => {
    const { months } = await promoter.api.statement.months();
    let moved = 0;
    for (const { month, sums, opening, closing } of months) {
      const page = await promoter.api.statement.get({ month });
      expect(page).toMatchObject({ month, sums, opening, closing, adds_up: true });
      for (const one of page.accounts)
        expect(one.opening_fen + one.in_fen - one.out_fen).toBe(one.closing_fen);
      const lines = await linesOf(promoter, month);
      expect(lines).toHaveLength(page.lines);
      expect(lines.map(({ at }) => at)).toEqual(
        lines
          .map(({ at }) => at)
          .toSorted()
          .toReversed(),
      );
      for (const one of page.movements) {
        const same = lines.filter(
          (line) =>
            line.kind === one.kind &&
            line.debit_text === one.debit_text &&
            line.credit_text === one.credit_text,
        );
        expect([
          one.title,
          same.length,
          sum(same.map(({ amount_fen }) => ({ amount_fen })))["amount_fen"],
        ]).toEqual([one.title, one.count, one.amount_fen]);
      }
      moved += page.lines;
    }
    const [ledger] = await shop.sql<{ count: string }>("SELECT count(*) FROM ledger WHERE owner_id = $1", [
      promoter.id,
    ]);
    expect(String(moved)).toBe(ledger?.count);
  });

  it("lead from a line to 怎么算的 or to the withdrawal, and tell of other people's orders only the end", async () => {
    const { months } = await promoter.api.statement.months();
    const lines = (await Promise.all(months.map(({ month }) => linesOf(promoter, month)))).flat();
    const commissions = lines.filter(({ commission_key }) => commission_key !== null);
    expect(new Set(commissions.map(({ kind }) => kind))).toEqual(new Set(["accrue", "settle", "clawback"]));
    for (const { commission_key, ref, what } of commissions) {
      const found = await promoter.api.commission.get({ key: commission_key ?? "" });
      expect(found.commission.product_name).toBe(what);
      expect(ref).toBe(`尾号 ${commission_key?.split("-")[0]?.slice(-4)}`);
      expect(found.order_no).toBe(ref);
    }
    const withdrawals = lines.filter(({ withdrawal_no }) => withdrawal_no !== null);
    expect(withdrawals.map(({ withdrawal_no }) => withdrawal_no)).toContain(lived.arrived);
    expect(withdrawals.every(({ ref, withdrawal_no }) => ref === withdrawal_no)).toBe(true);
  });

  it("are nobody else's, and only those that there are", async () => {
    const { months } = await promoter.api.statement.months();
    const month = months[0]?.month ?? "";
    const mine = await promoter.api.statement.get({ month });
    expect(mine.nickname).toBe(NICKNAME);
    const customer = await shop.customer("路人");
    for (const path of ["", `/${month}`, `/${month}/file?format=csv`]) {
      const answer = await customer.raw("GET", `/promoter/statements${path}`);
      expect([path, answer.status, (answer.body as { code: string }).code]).toEqual([
        path,
        403,
        "promoter_needed",
      ]);
    }
    expect((await customer.api.statement.lines({ month })).items).toEqual([]);
    for (const none of ["2020-01", "2099-12"])
      expect((await promoter.raw("GET", `/promoter/statements/${none}`)).status).toBe(404);
    for (const wrong of ["2026-13", "2026-1", "x"])
      expect((await promoter.raw("GET", `/promoter/statements/${wrong}`)).status).toBe(400);
    const operator = await shop.staff("operator");
    for (const path of [
      "",
      "/totals",
      `/${promoter.id}`,
      `/${promoter.id}/${month}`,
      `/${promoter.id}/${month}/lines`,
    ]) {
      const answer = await operator.raw("GET", `/console/statements${path}?month=${month}`);
      expect([path, answer.status, (answer.body as { code: string }).code]).toEqual([
        path,
        403,
        "not_allowed",
      ]);
    }
  });
});

const zero = (row: object) => Object.fromEntries(Object.keys(row).map((key) => [key, 0]));

describe("the console's month", () => {
  it("of all promoters is the sum of its rows and equals the books", async () => {
    const { statement } = finance.api.console;
    const { first_month, this_month } = await statement.totals({ month: "2026-01" });
    let earned = 0;
    for (const month of monthsBetween(first_month, this_month)) {
      const [totals, rows] = [await statement.totals({ month }), await ownersOf(finance, month)];
      expect(totals.adds_up).toBe(true);
      expect(sum(rows.map(({ opening }) => opening))).toEqual(totals.opening);
      expect(sum(rows.map(({ closing }) => closing))).toEqual(totals.closing);
      expect(sum(rows.map(({ sums }) => sums))).toEqual(totals.sums);
      earned += totals.sums.earned_fen - totals.sums.clawed_back_fen;
      for (const row of rows) {
        const own = await statement.get({ promoter_id: row.owner.id, month });
        expect(own).toMatchObject({ opening: row.opening, closing: row.closing, sums: row.sums });
      }
    }
    const books = await finance.api.console.ledger.totals();
    const last = await statement.totals({ month: this_month });
    expect(last.closing).toEqual(books.promoters);
    expect(earned).toBe(-books.shop.commission_expense_fen);
    const [found] = (await statement.list({ month: this_month, q: "阿布" })).items;
    expect(found?.owner.id).toBe(promoter.id);
  });

  it("shows whole order numbers", async () => {
    const { months } = await finance.api.console.statement.months({ promoter_id: promoter.id });
    const month = months.find(({ sums }) => sums.earned_fen > 0)?.month ?? "";
    const { items } = await finance.api.console.statement.lines({ promoter_id: promoter.id, month });
    const line = items.find(({ kind }) => kind === "accrue");
    expect(line?.order_no).toBe(line?.commission_key?.split("-")[0]);
    expect(line?.ref).toBe(line?.order_no);
  });
});

it("what happened in a month that is over stands in it, however late it is known; many at one moment are all there", async () => {
  const { months } = await promoter.api.statement.months();
  const [current, last] = months;
  const month = last?.month ?? "";
  const before = await promoter.api.statement.get({ month });
  const noon = new Date(startOfBusinessDay(before.to).getTime() + 12 * 3_600_000);
  const late = Array.from({ length: 30 }, (_, index) => ({
    ownerId: BigInt(promoter.id),
    key: `late:${index}:reward`,
    debit: "reward_expense" as const,
    credit: "available" as const,
    amountFen: 1n,
    kind: "reward" as const,
    ref: "J1",
    eventAt: noon,
  }));
  await shop.workerServices.database.transact((tx) => post(tx, late));
  const after = await promoter.api.statement.get({ month });
  expect([after.adds_up, after.sums.rewarded_fen - before.sums.rewarded_fen]).toEqual([true, 30]);
  const now = await promoter.api.statement.get({ month: current?.month ?? "" });
  expect([now.opening, now.adds_up]).toEqual([after.closing, true]);
  for (const limit of [1, 7, 100]) expect(await linesOf(promoter, month, limit)).toHaveLength(after.lines);
});

it("a refund of a month that is over is owed in it, and paid off by what came later when that was there", async () => {
  const [owner] = (await shop.crowd(1)) as [Buyer];
  await makePromoter(shop, owner);
  const { months } = await promoter.api.statement.months();
  const month = months[1]?.month ?? "";
  const noon = new Date(startOfBusinessDay(`${month}-15`).getTime() + 12 * 3_600_000);
  const [{ now } = { now: noon }] = await shop.sql<{ now: Date }>("SELECT business_now() AS now");
  const put = (row: Pick<NewTransfer, "kind" | "debit" | "credit" | "amountFen" | "eventAt">) =>
    shop.workerServices.database.transact((tx) =>
      post(tx, [{ ownerId: BigInt(owner.id), key: `late:${row.kind}`, ref: "J2", ...row }]),
    );
  await put({ kind: "reward", debit: "reward_expense", credit: "available", amountFen: 500n, eventAt: now });
  await put({
    kind: "clawback",
    debit: "debt",
    credit: "commission_expense",
    amountFen: 300n,
    eventAt: noon,
  });
  const then = await owner.api.statement.get({ month });
  expect(then).toMatchObject({ adds_up: true, closing: { available_fen: 0, debt_fen: 300 } });
  const since = await owner.api.statement.get({ month: months[0]?.month ?? "" });
  expect(since).toMatchObject({ adds_up: true, closing: { available_fen: 200, debt_fen: 0 } });
});

it("a month costs the same few statements however much is in it", async () => {
  const { months } = await promoter.api.statement.months();
  const month = months.at(-1)?.month ?? "";
  const before = shop.requests.length;
  await promoter.api.statement.months();
  await promoter.api.statement.get({ month });
  await promoter.api.statement.lines({ month });
  await finance.api.console.statement.list({ month });
  await finance.api.console.statement.totals({ month });
  const cost = shop.requests.slice(before).map(({ statements }) => statements);
  expect(cost).toHaveLength(5);
  expect(Math.max(...cost)).toBeLessThanOrEqual(2);
  expect(shop.errors).toEqual([]);
});
