/** Round after round of people, orders and time; at its end, and on the way, the shop has for every promoter what the book has. */
import { expect } from "vitest";
import { booksHold } from "../../support/books.ts";
import { ledgerHolds } from "../../support/ledger.ts";
import { LongDesk } from "./desk.ts";
import { LongOrders } from "./orders.ts";
import { LongWorld } from "./world.ts";

/** No multiple of either is a day, a week, ten or thirty days: nothing is ever due at the very moment at which somebody looks. */
const PACE_HOURS = 13;
const FAST_HOURS = 37;
/** A life of so few orders goes by faster. */
const SHORT = 500;
const ROUNDS_PER_LOOK = 20;
/** From the last order until it has been received by the timer, and has settled. */
const LAST_HOURS = 18 * 24;
const MOST_PER_ROUND = 120;
const LEAST_ROUNDS = 12;
/** WeChat takes one refund a minute of the same payment. */
const REFUND_GAP_MS = 61_000;
const PATIENCE = 200;

export class LongLife {
  readonly #world: LongWorld;
  readonly #orders: LongOrders;
  readonly #desk: LongDesk;

  private constructor(world: LongWorld) {
    this.#world = world;
    this.#orders = new LongOrders(world);
    this.#desk = new LongDesk(world, this.#orders);
  }

  /** @param report of every look, for who waits */
  static async live(
    seed: number,
    count: number,
    report: (line: string) => void,
  ): Promise<LongWorld["counts"]> {
    const world = await LongWorld.open(seed, count < SHORT ? FAST_HOURS : PACE_HOURS);
    try {
      await new LongLife(world).#live(count, report);
      return { ...world.counts, ...statesOf(world) };
    } finally {
      await world.shop.close();
    }
  }

  async #live(count: number, report: (line: string) => void): Promise<void> {
    const began = performance.now();
    const perRound = Math.min(MOST_PER_ROUND, Math.ceil(count / LEAST_ROUNDS));
    const rounds = Math.ceil(count / perRound) + Math.ceil(LAST_HOURS / this.#world.paceHours);
    await this.#desk.begin();
    for (let round = 1; round <= rounds; round += 1) {
      await this.#round(Math.max(0, Math.min(perRound, count - this.#orders.all.length)));
      const isLook = round % ROUNDS_PER_LOOK === 0 || round === rounds;
      await this.#agrees(`round ${round}`, isLook);
      if (isLook)
        report(
          `round ${round} of ${rounds}: ${this.#orders.all.length} orders, ${this.#world.book.earned.size} commissions, ${this.#world.book.transfers.length} transfers, ${Math.round((performance.now() - began) / 1000)} s`,
        );
    }
    // It looks at every row for every other: the book and the books see the same of a longer life.
    if (count < SHORT) await ledgerHolds(this.#world.shop);
    this.#world.book.read("the end");
    expect(this.#world.shop.errors).toEqual([]);
  }

  async #round(orders: number): Promise<void> {
    const world = this.#world;
    await this.#desk.work();
    if (orders > 0) await this.#orders.buy(orders);
    await this.#rest();
    await this.#orders.move();
    await this.#rest();
    // A case that has just been closed may have been all that an order waited for.
    this.#orders.timers();
    await this.#desk.payOuts();
    await this.#rest();
    await world.pass();
    this.#orders.timers();
    this.#desk.timers();
    await this.#rest();
    await this.#orders.payLate();
    await this.#rest();
  }

  /** All that needs nobody comes to its end; payouts wait for their person. */
  async #rest(): Promise<void> {
    const { shop } = this.#world;
    const { control } = shop.simulator;
    const { jobs } = shop.worker();
    for (let tries = 0; tries < PATIENCE; tries += 1) {
      await control.pump();
      await shop.sql("UPDATE refund SET next_try_at = now() WHERE state IN ('created', 'processing')");
      await shop.sql(
        "UPDATE payout SET next_try_at = now() WHERE state NOT IN ('success', 'fail', 'cancelled')",
      );
      await shop.sql("UPDATE outbox SET due_at = now() WHERE failure IS NULL");
      for (const job of ["close", "receive", "settle", "refunds", "payouts", "outbox", "posting"] as const)
        await jobs[job].tick();
      if (!(await this.#isBusy())) return;
      await control.advanceClock(tries % 3 === 2 ? REFUND_GAP_MS : 10);
    }
    throw new Error("the shop did not come to rest");
  }

  async #isBusy(): Promise<boolean> {
    const { shop, book } = this.#world;
    const waiting = [...book.withdrawals.values()].filter(({ state }) => state === "sending").length;
    const [row] = await shop.sql<{ busy: boolean }>(
      `SELECT EXISTS (SELECT FROM outbox) OR EXISTS (SELECT FROM refund WHERE state IN ('created', 'processing'))
        OR (SELECT count(*) FROM payout WHERE state NOT IN ('success', 'fail', 'cancelled')) <> $1
        OR EXISTS (SELECT FROM payout WHERE state NOT IN ('success', 'fail', 'cancelled') AND (state <> 'confirming' OR package_info IS NULL))
        OR EXISTS (SELECT FROM orders WHERE state IN ('awaiting_payment', 'closing') AND close_due_at <= business_now())
        OR EXISTS (SELECT FROM orders WHERE state = 'awaiting_receipt' AND receive_due_at <= business_now() AND NOT aftersale_open)
        OR EXISTS (SELECT FROM orders WHERE state = 'completed' AND settled_at IS NULL AND settle_due_at <= business_now()
          AND NOT aftersale_open) AS busy`,
      [waiting],
    );
    return row?.busy !== false;
  }

  async #agrees(name: string, everything: boolean): Promise<void> {
    const { shop, book, buyers } = this.#world;
    const person = new Map(buyers.map(({ id }, index) => [id, String(index)]));
    const accounts = await shop.sql<{ id: string; text: string }>(
      `SELECT owner_id::text AS id, concat_ws(' ', estimated_fen, held_fen, available_fen, withdrawing_fen, debt_fen,
        (SELECT coalesce(sum(amount_fen), 0) FROM ledger x WHERE x.owner_id = a.owner_id AND x.kind IN ('payout', 'fee'))) AS text
       FROM account a`,
    );
    const balances = Object.entries(book.balances()).map(([id, b]) => [
      id,
      [b.estimated, b.held, b.available, b.withdrawing, b.debt, b.paidOut].join(" "),
    ]);
    const found = accounts.map(({ id, text }) => [person.get(id), text]);
    expect(Object.fromEntries(found), name).toEqual(Object.fromEntries(balances));
    if (everything) await this.#sharesAgree(name, person);
  }

  async #sharesAgree(name: string, person: ReadonlyMap<string, string>): Promise<void> {
    const { shop, book } = this.#world;
    const order = new Map(this.#orders.all.map((one) => [one.no, one.name]));
    const rows = await shop.sql<{ order_no: string; rest: string; owner: string; text: string }>(
      `SELECT order_no, concat_ws('-', line_no, position, kind) AS rest, owner_id::text AS owner,
        concat_ws(' ', gross_fen, fen, kept_fen, CASE WHEN kept_fen = 0 AND fen > 0 THEN 'clawed_back' WHEN held_at IS NOT NULL
          THEN 'held' WHEN settled_at IS NOT NULL THEN 'settled' ELSE 'estimated' END) AS text
       FROM commission`,
    );
    const states = book.shares();
    const found = rows.map(
      (row) => `${order.get(row.order_no)}-${row.rest} ${person.get(row.owner)} ${row.text}`,
    );
    const expected = [...book.earned.values()].map((one) =>
      [one.key, one.promoter, one.gross_fen, one.fen, one.keptFen, states[one.key]?.state].join(" "),
    );
    // As sets first: a list of ten thousand lines would hide the one that is wrong.
    const [here, there] = [new Set(found), new Set(expected)];
    expect(
      {
        shop: found.filter((one) => !there.has(one)).slice(0, 20),
        book: expected.filter((one) => !here.has(one)).slice(0, 20),
      },
      name,
    ).toEqual({ shop: [], book: [] });
    expect(found.length, name).toBe(expected.length);
    await booksHold(shop);
  }
}

function statesOf({ book }: LongWorld): Record<string, number> {
  const shares = Object.entries(Object.groupBy(Object.values(book.shares()), ({ state }) => state));
  const withdrawals = Object.entries(Object.groupBy([...book.withdrawals.values()], ({ state }) => state));
  return Object.fromEntries([
    ...shares.map(([state, all]) => [`a share ${state}`, all?.length ?? 0]),
    ...withdrawals.map(([state, all]) => [`a withdrawal ${state}`, all?.length ?? 0]),
  ]);
}
