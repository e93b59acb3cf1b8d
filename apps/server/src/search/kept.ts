/**
 * One index, and how it stays current: every question first takes in what changed, at once when the catalogue's version says so and otherwise
 * once a second. Sales and stock move without a version: they are read again as often as costs at most a fiftieth of the time.
 */
import { setImmediate as others } from "node:timers/promises";
import type { Database } from "../db/database.ts";
import type { Logger } from "../http/log.ts";
import {
  type CategoryRow,
  type Change,
  readAfter,
  readCategories,
  readFigures,
  readOfCategories,
  readStamps,
  readThese,
  readUnnamedAfter,
} from "./index-store.ts";
import { Shelf } from "./shelf.ts";

const BATCH = 500;
/** Rows without text are a tenth of the work. */
const UNNAMED_BATCH = 2_500;
const FIGURES_BATCH = 5_000;
/** So long it keeps the process to itself while it takes in many: then others are answered. */
const SLICE_MS = 8;
const LOOK_MS = 1_000;
const FIGURES_SHARE = 50;
/** So long a transaction may take to show what it stamped when it began: where a version tells of it, and where none does. */
const OVERLAP_US = 600_000_000;
const SHORT_OVERLAP_US = 10_000_000;
/** A new index forgets what is dead, and finds what slipped by. */
const MOST_DEAD = 0.3;
const LEAST_DEAD = 2_000;
const MOST_AGE_MS = 6 * 3_600_000;

/** While an index is read. */
export interface Reading {
  /** How many products are in. */
  took(taken: number): void;
  /** Nobody wants it any more. */
  readonly signal?: AbortSignal;
}

export interface Read {
  readonly shelf: Shelf;
  readonly categories: CategoryRow[];
  /** µs since 1970, of the database: later changes may be missing. */
  readonly since: number;
}

export class KeptIndex {
  readonly shelf: Shelf;
  categories: CategoryRow[];
  /** What changed while it was read is taken in by the first look, like a change that a version told of. */
  private stale = true;
  private looked = Number.NEGATIVE_INFINITY;
  private looking: Promise<void> | null = null;
  private counting: Promise<void> | null = null;
  private since: number;
  private readonly born = performance.now();
  private figures = performance.now();
  private figuresPauseMs: number;
  private readonly named: boolean;
  private readonly database: Database;
  private readonly log: Logger;

  constructor(
    { database, log }: { database: Database; log: Logger },
    read: Read & { named: boolean; tookMs: number },
  ) {
    this.database = database;
    this.log = log;
    this.shelf = read.shelf;
    this.categories = read.categories;
    this.named = read.named;
    this.since = read.since;
    // Reading everything took so long: its figures alone take about a tenth of it.
    this.figuresPauseMs = Math.max(LOOK_MS, (read.tookMs / 10) * FIGURES_SHARE);
  }

  outdate(): void {
    this.stale = true;
  }

  get isOld(): boolean {
    const { dead, size } = this.shelf;
    const old = performance.now() - this.born > MOST_AGE_MS;
    return old || dead > Math.max(LEAST_DEAD, size * MOST_DEAD);
  }

  /** Takes in everything that was committed before the call, as far as versions tell. */
  async refresh(): Promise<void> {
    // A look under way may have begun after the change that is asked for: it is waited for in any case.
    if (this.looking !== null || performance.now() - this.looked > LOOK_MS) await this.lookOnce();
    while (this.stale) await this.lookOnce();
    await this.count();
  }

  private lookOnce(): Promise<void> {
    this.looking ??= this.look().finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  private async look(): Promise<void> {
    // A change from here on is another look's.
    const told = this.stale;
    this.stale = false;
    try {
      if (told) await this.takeCategories();
      const { now, changed } = await readStamps(
        this.database.query,
        this.since - (told ? OVERLAP_US : SHORT_OVERLAP_US),
      );
      await this.takeThese(
        changed.filter(({ id, updated }) => !this.shelf.has(id, updated)).map(({ id }) => id),
      );
      this.since = now;
      this.looked = performance.now();
    } catch (error) {
      this.stale = told || this.stale;
      throw error;
    }
  }

  private async takeThese(ids: readonly bigint[]): Promise<void> {
    for (let at = 0; at < ids.length; at += BATCH)
      await takeIn(this.shelf, await readThese(this.database.query, ids.slice(at, at + BATCH)));
  }

  /** A category that is called otherwise, or stands elsewhere, changes what its products are found by. */
  private async takeCategories(): Promise<void> {
    const { query } = this.database;
    const before = new Map(this.categories.map((row) => [row.id, row]));
    const rows = await readCategories(query);
    this.categories = rows;
    const changed = rows.filter((row) => {
      const old = before.get(row.id);
      return old !== undefined && (old.name !== row.name || old.parent_id !== row.parent_id);
    });
    // In lists without words products stand by the categories' ids.
    if (changed.length === 0 || !this.named) return;
    const ids = new Set(changed.map(({ id }) => id));
    const below = rows.flatMap(({ id, parent_id }) => (parent_id !== null && ids.has(parent_id) ? [id] : []));
    const all = [...ids, ...below];
    await takeAll((after) => readOfCategories(query, all, after, BATCH), BATCH, this.shelf, null);
  }

  /** A small shop waits the millisecond; a large one answers with the figures it has. */
  private async count(): Promise<void> {
    if (performance.now() - this.figures <= this.figuresPauseMs) return;
    this.counting ??= this.countAll()
      .catch((error: unknown) => this.log.error("search figures", error))
      .finally(() => {
        this.counting = null;
      });
    if (this.figuresPauseMs === LOOK_MS) await this.counting;
  }

  /** Reads sales and stock of everything again. */
  private async countAll(): Promise<void> {
    const began = performance.now();
    let after = 0n;
    for (;;) {
      const rows = await readFigures(this.database.query, after, FIGURES_BATCH);
      for (const { id, sales, sold_out } of rows) this.shelf.setFigures(id, Number(sales), sold_out);
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.id;
    }
    this.figures = performance.now();
    this.figuresPauseMs = Math.max(LOOK_MS, (this.figures - began) * FIGURES_SHARE);
  }
}

/**
 * Reads all products.
 * @param named false: without what they are found by, for lists without words
 */
export async function readShelf(query: Database["query"], named: boolean, reading: Reading): Promise<Read> {
  const { now: since } = await readStamps(query, null);
  const shelf = new Shelf();
  const categories = await readCategories(query);
  if (named) await takeAll((after) => readAfter(query, after, BATCH), BATCH, shelf, reading);
  else await takeAll((after) => readUnnamedAfter(query, after, UNNAMED_BATCH), UNNAMED_BATCH, shelf, reading);
  return { shelf, categories, since };
}

/**
 * Takes in batch after batch; the database reads the next one meanwhile.
 * @param reading null: they are products that the index knew before, and those are written anew
 */
async function takeAll(
  read: (after: bigint) => Promise<Change[]>,
  batch: number,
  shelf: Shelf,
  reading: Reading | null,
): Promise<void> {
  let next: Promise<Change[]> | null = read(0n);
  let taken = 0;
  while (next !== null) {
    const changes: Change[] = await next;
    const last = changes.at(-1);
    const ended = last === undefined || changes.length < batch || reading?.signal?.aborted === true;
    next = ended ? null : read(last.id);
    // It is awaited above only when this batch is in: its failure is told then.
    next?.catch(() => undefined);
    await takeIn(shelf, changes, reading === null);
    taken += changes.length;
    reading?.took(taken);
  }
}

async function takeIn(shelf: Shelf, changes: readonly Change[], again = false): Promise<void> {
  let began = performance.now();
  for (const { id, product } of changes) {
    if (product === null) shelf.drop(id);
    else shelf.put(product, again);
    if (performance.now() - began < SLICE_MS) continue;
    await others();
    began = performance.now();
  }
}
