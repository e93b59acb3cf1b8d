/**
 * A long life of one shelf against a plain book: holds in two processes, adopted, sold, released, given up, expired, goods that come and
 * go. After every step each SKU has what the book says, and every ask got the book's answer. BANYAN_SEED repeats a life.
 */
import { type Ask, adoptHolds, dropHolds, expireHolds } from "@banyan/server/stock/group-store.ts";
import { releaseHolds, restock, sellHolds, takeHolds } from "@banyan/server/stock/hold-store.ts";
import { lockStock, moveStock } from "@banyan/server/stock/store.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomOf } from "../support/random.ts";
import { openShelf, type Shelf } from "../support/shelf.ts";

const SEED = Number(process.env["BANYAN_SEED"] ?? "20261130");
const STEPS = 160;

let shelf: Shelf;
beforeAll(async () => {
  shelf = await openShelf("model_shelf");
});
afterAll(() => shelf.close());

/** early: no order has it yet. */
type State = "early" | "held" | "sold" | "released";
interface PlainHold {
  no: string;
  wants: Ask["wants"];
  state: State;
}

class Book {
  readonly onHand = new Map<bigint, number>();
  readonly holds: PlainHold[] = [];

  held(skuId: bigint): number {
    const open = this.holds.filter((hold) => hold.state === "early" || hold.state === "held");
    return open
      .flatMap((hold) => hold.wants)
      .reduce((sum, want) => sum + (want.skuId === skuId ? want.quantity : 0), 0);
  }
  fits(wants: Ask["wants"]): boolean {
    return wants.every(({ skuId, quantity }) => (this.onHand.get(skuId) ?? 0) - this.held(skuId) >= quantity);
  }
  move(wants: Ask["wants"], sign: 1 | -1): void {
    for (const { skuId, quantity } of wants)
      this.onHand.set(skuId, (this.onHand.get(skuId) ?? 0) + sign * quantity);
  }
  all(): string[] {
    return [...this.onHand].map(([skuId, onHand]) => `${skuId} ${onHand} ${this.held(skuId)}`);
  }
}

test(`${STEPS} steps (seed ${SEED})`, { timeout: 60_000 }, async () => {
  const next = randomOf(SEED);
  const upTo = (most: number) => Math.trunc(next() * most);
  const book = new Book();
  const skus = await Promise.all([12, 5, 30, 1].map((units) => shelf.sku(units)));
  for (const [at, skuId] of skus.entries()) book.onHand.set(skuId, [12, 5, 30, 1][at] ?? 0);
  const staff = await shelf.sql<{ id: string }>(
    "INSERT INTO staff (name, role) VALUES ('仓', 'operator') RETURNING id",
  );
  const staffId = BigInt(staff[0]?.id ?? 0);
  const pick = (state: State) => {
    const some = book.holds.filter((hold) => hold.state === state);
    return some[upTo(some.length)];
  };
  const wantsOf = () =>
    [...new Set(Array.from({ length: 1 + upTo(3) }, () => skus[upTo(skus.length)] as bigint))].map(
      (skuId) => ({
        skuId,
        quantity: 1 + upTo(3),
      }),
    );
  const done: Record<string, number> = {};
  for (let step = 0; step < STEPS; step += 1) {
    const { database, desk } = shelf.doors[upTo(2) === 0 ? 0 : 1];
    const what = await act(upTo(12), step, { book, pick, wantsOf, upTo, skus, staffId, database, desk });
    done[what] = (done[what] ?? 0) + 1;
    const rows = await shelf.sql<{ text: string }>(
      "SELECT concat_ws(' ', sku_id, on_hand, held) AS text FROM sku_stock ORDER BY sku_id",
    );
    expect(rows.map((row) => row.text).toSorted(), `seed ${SEED}, step ${step}: ${what}`).toEqual(
      book.all().toSorted(),
    );
  }
  expect(await shelf.offences()).toEqual([]);
  console.log(`seed ${SEED}: ${JSON.stringify(done)}`);
});

interface Around {
  book: Book;
  pick: (state: State) => PlainHold | undefined;
  wantsOf: () => Ask["wants"];
  upTo: (most: number) => number;
  skus: readonly bigint[];
  staffId: bigint;
  database: Shelf["doors"][0]["database"];
  desk: Shelf["doors"][0]["desk"];
}

/** One step, done in the shop and in the book. @returns its name */
async function act(dice: number, step: number, around: Around): Promise<string> {
  const { book, pick, wantsOf, database, desk } = around;
  const no = `DM${step}`;
  if (dice < 3) {
    const wants = wantsOf();
    const fits = book.fits(wants);
    expect((await desk.hold(no, wants)).kind).toBe(fits ? "held" : "short");
    if (fits) book.holds.push({ no, wants, state: "early" });
    return fits ? "held early" : "short early";
  }
  if (dice < 5) {
    const wants = wantsOf();
    const fits = book.fits(wants);
    const rollback = new Error("short");
    const taken = await database
      .transact(async (tx) => {
        if ((await takeHolds(tx, no, wants)).short.length > 0) throw rollback;
        return true;
      })
      .catch((error: unknown) => {
        if (error !== rollback) throw error;
        return false;
      });
    expect(taken).toBe(fits);
    if (fits) book.holds.push({ no, wants, state: "held" });
    return fits ? "held alone" : "short alone";
  }
  if (dice === 5 || dice === 6) {
    const hold = pick(dice === 5 ? "early" : "released");
    if (!hold) return "nothing to adopt";
    const adopted = await database.transact((tx) => adoptHolds(tx, hold.no, hold.wants));
    expect(adopted).toBe(hold.state === "early");
    if (adopted) hold.state = "held";
    return adopted ? "adopted" : "too late";
  }
  return dice < 9 ? await giveBack(dice, around) : await moveGoods(dice, step, around);
}

async function giveBack(dice: number, { book, pick, database }: Around): Promise<string> {
  if (dice === 7) {
    const hold = pick("held");
    if (!hold) return "nothing to release";
    const ids = hold.wants.map((want) => want.skuId);
    await database.transact((tx) => releaseHolds(tx, hold.no, ids));
    hold.state = "released";
    return "released";
  }
  const hold = pick("early");
  if (!hold) return "nothing early";
  if (hold.wants.length > 1) {
    await database.transact((tx) => dropHolds(tx, hold.no, hold.wants));
    hold.state = "released";
    return "given up";
  }
  await shelf.sql("UPDATE stock_hold SET expires_at = now() WHERE order_no = $1", [hold.no]);
  const { freed } = await database.transact((tx) => expireHolds(tx, 100));
  expect(freed).toBe(1);
  hold.state = "released";
  expect(book.holds.filter((one) => one.no === hold.no)).toHaveLength(1);
  return "expired";
}

async function moveGoods(dice: number, step: number, around: Around): Promise<string> {
  const { book, pick, upTo, skus, staffId, database } = around;
  if (dice === 9) {
    const hold = pick("held");
    if (!hold) return "nothing to sell";
    await database.transact((tx) => sellHolds(tx, [hold.no, hold.no]));
    hold.state = "sold";
    book.move(hold.wants, -1);
    return "sold";
  }
  if (dice === 10) {
    const hold = pick("sold");
    if (!hold) return "nothing to bring back";
    const key = `refund:${step}`;
    for (let time = 0; time < 2; time += 1)
      await database.transact((tx) => restock(tx, key, hold.no, hold.wants));
    book.move(hold.wants, 1);
    return "brought back";
  }
  const skuId = skus[upTo(skus.length)] as bigint;
  const delta = 1 + upTo(6);
  await database.transact(async (tx) => {
    await lockStock(tx, skuId);
    await moveStock(tx, { skuId, eventKey: `adjust:${step}`, delta, reason: "purchase", note: "", staffId });
  });
  book.move([{ skuId, quantity: delta }], 1);
  return "bought";
}
