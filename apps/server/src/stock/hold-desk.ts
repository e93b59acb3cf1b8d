/**
 * Where this process takes stock holds. An order that is alone at its goods takes them inside its own transaction: one statement, as
 * cheap as it gets. When several want the same goods in the same moment they queue here, and one statement decides for all who wait,
 * in the order they came (docs/decisions/2026-11-30-grouped-holds.md). What is right is decided by PostgreSQL alone: other processes may
 * do the same at the same time, and this one may die at any moment.
 */
import { setImmediate as nextTurn, setTimeout } from "node:timers/promises";
import type { Database, Tx } from "../db/database.ts";
import { measured } from "../db/measure.ts";
import { bumpVersion } from "../setting/store.ts";
import { type Ask, adoptHolds, dropHolds, holdGroup, lookAt } from "./group-store.ts";
import { takeHolds } from "./hold-store.ts";

/** held: until it expires or an order adopts it; short: `left` is what a look after the ask came found; lapsed: given back already. */
export type Answer =
  | { kind: "held"; emptied: boolean }
  | { kind: "short"; left: ReadonlyMap<bigint, number> }
  | { kind: "lapsed" };

/** An order's place at the goods it wants, from before its transaction until after it. */
export interface Place {
  /** Why there is no use in beginning the transaction; null = begin. */
  readonly refused: "short" | "lapsed" | null;
  /** The stock part of the order's transaction, its last one: the hot rows are locked for it and the commit. @returns null = held */
  take(tx: Tx): Promise<"short" | "lapsed" | null>;
  /** The order will not be: what was held before its transaction is back at once. */
  giveBack(): Promise<void>;
  /** Always, at the end. */
  leave(): void;
}

export interface HoldDesk {
  /** @param early holds before the transaction even if nobody else is here: after a try in which the number had a hold already */
  enter(orderNo: string, wants: Ask["wants"], early?: boolean): Promise<Place>;
  /** A hold before its order, decided together with all who ask in the same moment. */
  hold(orderNo: string, wants: Ask["wants"]): Promise<Answer>;
  /** Whether this number holds already, from a try before this one. */
  isHeld(orderNo: string, wants: Ask["wants"]): Promise<boolean>;
  /** Statements of groups and looks, and whom they answered, since the start. */
  readonly counts: Readonly<Counts>;
}
interface Counts {
  asks: number;
  groups: number;
  looks: number;
}

interface Waiting extends Ask {
  readonly answer: Promise<Answer>;
  settle(answer: Answer): void;
  fail(error: unknown): void;
}

/** All who want the same SKUs, in any quantities. */
interface Lane {
  queue: Waiting[];
  /** By number: two taps of one order are one ask. */
  readonly open: Map<string, Waiting>;
}

/** In one statement: it must not take so long that whoever comes behind it notices. */
const MAX_GROUP = 500;
/** How long a sold-out lane is looked at before it is locked. Only the order of two statements hangs on it, never an answer. */
const NOTE_MS = 2_000;
const MAX_NOTES = 1_000;

export function createHoldDesk(database: Database): HoldDesk {
  return new Desk(database);
}

class Desk implements HoldDesk {
  readonly counts: Counts = { asks: 0, groups: 0, looks: 0 };
  readonly #database: Database;
  /** How many orders of this process are at a SKU. */
  readonly #inside = new Map<bigint, number>();
  readonly #lanes = new Map<string, Lane>();
  /** Lanes found sold out, until when that is worth a look before a lock. */
  readonly #notes = new Map<string, number>();

  constructor(database: Database) {
    this.#database = database;
  }

  async enter(orderNo: string, wants: Ask["wants"], early = false): Promise<Place> {
    const ids = wants.map((want) => want.skuId);
    const alone = !early && !ids.some((id) => this.#inside.has(id)) && !this.#soldOut(laneOf(wants));
    for (const id of ids) this.#inside.set(id, (this.#inside.get(id) ?? 0) + 1);
    const leave = () => {
      for (const id of ids) {
        const others = (this.#inside.get(id) ?? 1) - 1;
        if (others > 0) this.#inside.set(id, others);
        else this.#inside.delete(id);
      }
    };
    if (alone) return { refused: null, take: (tx) => takeAlone(tx, orderNo, wants), giveBack, leave };
    try {
      const answer = await this.hold(orderNo, wants);
      if (answer.kind !== "held") return { refused: answer.kind, take: never, giveBack, leave };
      return {
        refused: null,
        take: (tx) => adopt(tx, orderNo, wants, answer.emptied),
        giveBack: () => this.#drop(orderNo, wants),
        leave,
      };
    } catch (error) {
      leave();
      throw error;
    }
  }

  hold(orderNo: string, wants: Ask["wants"]): Promise<Answer> {
    this.counts.asks += 1;
    const key = laneOf(wants);
    const known = this.#lanes.get(key);
    const lane: Lane = known ?? { queue: [], open: new Map() };
    const same = lane.open.get(orderNo);
    if (same) return same.answer;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const done = () => lane.open.delete(orderNo);
    const waiting: Waiting = {
      orderNo,
      wants,
      answer: promise,
      settle: (answer) => {
        done();
        resolve(answer);
      },
      fail: (error) => {
        done();
        reject(error);
      },
    };
    lane.queue.push(waiting);
    lane.open.set(orderNo, waiting);
    if (!known) {
      this.#lanes.set(key, lane);
      // Its statements are nobody's own: whoever came first must not be charged for all.
      void measured(() => this.#serve(key, lane));
    }
    return promise;
  }

  async isHeld(orderNo: string, wants: Ask["wants"]): Promise<boolean> {
    const { known } = await lookAt(this.#database.query, [{ orderNo, wants }]);
    return known.get(orderNo) === true;
  }

  /** One statement after the other while somebody waits: whoever comes during one is in the next. */
  async #serve(key: string, lane: Lane): Promise<void> {
    // Whoever comes in the same turn of the event loop is in the first group already.
    await nextTurn();
    while (lane.queue.length > 0) {
      const group = lane.queue.splice(0, MAX_GROUP);
      await this.#decide(key, group).catch((error: unknown) => {
        for (const waiting of group) waiting.fail(error);
      });
    }
    this.#lanes.delete(key);
  }

  /**
   * A group's locked row says yes to some. No is said only by a look that began after the ask had come: at that moment there was less than
   * asked for, and no hold by its number. Every pair of the two decides at least about whoever came first.
   */
  async #decide(key: string, group: readonly Waiting[]): Promise<void> {
    let open = group;
    let troubles = 0;
    let looking = this.#soldOut(key);
    while (open.length > 0) {
      try {
        open = looking ? await this.#look(key, open) : await this.#group(open);
      } catch (error) {
        // Whether it was done is found by the look that follows; the numbers make it harmless.
        troubles += 1;
        if (troubles > MAX_TROUBLES) throw error;
        // A connection that broke may be handed out once more before the pool hears of it.
        await setTimeout(5 * troubles ** 2);
        looking = false;
      }
      looking = !looking;
    }
  }

  /** @returns who is not held yet */
  async #group(open: readonly Waiting[]): Promise<readonly Waiting[]> {
    this.counts.groups += 1;
    const { granted, emptied } = await holdGroup(this.#database.query, open);
    const turns = new Set(granted);
    // The last one tells cached pages, in the transaction of its order: if that never comes, the unit comes back.
    const last = Math.max(...granted);
    return open.filter((waiting, turn) => {
      if (turns.has(turn)) waiting.settle({ kind: "held", emptied: emptied && turn === last });
      return !turns.has(turn);
    });
  }

  /** @returns for whom there is enough, as far as one can see without locking */
  async #look(key: string, open: readonly Waiting[]): Promise<readonly Waiting[]> {
    this.counts.looks += 1;
    const { available, known } = await lookAt(this.#database.query, open);
    const soldOut = open[0]?.wants.some(({ skuId }) => (available.get(skuId) ?? 0) === 0) === true;
    this.#note(key, soldOut);
    return open.filter((waiting) => {
      const holds = known.get(waiting.orderNo);
      if (holds === true) waiting.settle({ kind: "held", emptied: soldOut });
      else if (holds === false) waiting.settle({ kind: "lapsed" });
      else if (waiting.wants.some(({ skuId, quantity }) => (available.get(skuId) ?? 0) < quantity)) {
        waiting.settle({ kind: "short", left: available });
      } else return true;
      return false;
    });
  }

  #soldOut(key: string): boolean {
    return (this.#notes.get(key) ?? 0) > performance.now();
  }

  #note(key: string, soldOut: boolean): void {
    if (this.#notes.size >= MAX_NOTES) this.#notes.clear();
    if (soldOut) this.#notes.set(key, performance.now() + NOTE_MS);
    else this.#notes.delete(key);
  }

  async #drop(orderNo: string, wants: Ask["wants"]): Promise<void> {
    await this.#database.transact(async (tx) => {
      if ((await dropHolds(tx, orderNo, wants)) > 0) await bumpVersion(tx, "catalog");
    });
  }
}
/** A connection that broke, a deadlock, two taps of one order in two processes: all are over after a try or two. */
const MAX_TROUBLES = 4;

const laneOf = (wants: Ask["wants"]): string =>
  wants.length === 1
    ? String(wants[0]?.skuId)
    : wants
        .map((want) => String(want.skuId))
        .sort()
        .join();

/** Nothing was held before the transaction, so nothing is to be given back. */
const giveBack = async (): Promise<void> => undefined;
const never = (): Promise<never> => Promise.reject(new Error("an order that was refused has no transaction"));

async function takeAlone(tx: Tx, orderNo: string, wants: Ask["wants"]): Promise<"short" | null> {
  const { short, emptied } = await takeHolds(tx, orderNo, wants);
  // Another tap of the same quote may have held the last unit for this very order meanwhile.
  if (short.length > 0) return (await adoptHolds(tx, orderNo, wants)) ? null : "short";
  if (emptied.length > 0) await bumpVersion(tx, "catalog");
  return null;
}

async function adopt(
  tx: Tx,
  orderNo: string,
  wants: Ask["wants"],
  emptied: boolean,
): Promise<"lapsed" | null> {
  if (!(await adoptHolds(tx, orderNo, wants))) return "lapsed";
  if (emptied) await bumpVersion(tx, "catalog");
  return null;
}
