/**
 * Keeps this process's index of products current. It is built when first asked for; afterwards every question first takes in what changed,
 * at once when the catalogue's version says so and otherwise once a second. Sales and stock move without a version: they are read again
 * as often as costs at most a fiftieth of the time.
 */
import type { Database } from "../db/database.ts";
import { measured } from "../db/measure.ts";
import type { Logger } from "../http/log.ts";
import type { Versions } from "../setting/versions.ts";
import {
  type CategoryRow,
  type Change,
  readAfter,
  readCategories,
  readFigures,
  readOfCategories,
  readStamps,
  readThese,
} from "./index-store.ts";
import { Shelf } from "./shelf.ts";

const BATCH = 1_000;
const FIGURES_BATCH = 5_000;
const LOOK_MS = 1_000;
const FIGURES_SHARE = 50;
/** So long a transaction may take to show what it stamped when it began: where a version tells of it, and where none does. */
const OVERLAP_US = 600_000_000;
const SHORT_OVERLAP_US = 10_000_000;
/** A new index forgets what is dead, and finds what slipped by. */
const MOST_DEAD = 0.3;
const LEAST_DEAD = 2_000;
const MOST_AGE_MS = 6 * 3_600_000;

export interface Indexed {
  readonly shelf: Shelf;
  readonly categories: readonly CategoryRow[];
}

export interface CurrentIndex {
  /** The index with everything that was committed before the call, as far as versions tell. */
  get(): Promise<Indexed>;
  /** Builds it ahead of the first question. */
  warm(): void;
}

interface State extends Indexed {
  categories: CategoryRow[];
  born: number;
  since: number;
  looked: number;
  figures: number;
  figuresPauseMs: number;
}

export function createCurrentIndex(database: Database, versions: Versions, log: Logger): CurrentIndex {
  const index = new Current(database, log);
  versions.onChange("catalog", () => index.outdate());
  return {
    // What the index costs is nobody's request.
    get: async () => (await measured(() => index.get())).value,
    warm: () => void index.build().catch((error: unknown) => log.error("search index", error)),
  };
}

class Current {
  private state: State | null = null;
  private stale = false;
  private building: Promise<State> | null = null;
  private looking: Promise<void> | null = null;
  private counting: Promise<void> | null = null;
  private readonly database: Database;
  private readonly log: Logger;

  constructor(database: Database, log: Logger) {
    this.database = database;
    this.log = log;
  }

  outdate(): void {
    this.stale = true;
  }

  async get(): Promise<Indexed> {
    const current = this.state ?? (await this.build());
    // A look under way may have begun after the change that is asked for: it is waited for in any case.
    if (this.looking !== null || performance.now() - current.looked > LOOK_MS) await this.refresh(current);
    while (this.stale) await this.refresh(current);
    await this.count(current);
    this.renewIfOld(current);
    return this.state ?? current;
  }

  build(): Promise<State> {
    this.building ??= buildState(this.database)
      .then((built) => {
        this.state = built;
        return built;
      })
      .finally(() => {
        this.building = null;
      });
    return this.building;
  }

  private refresh(current: State): Promise<void> {
    this.looking ??= this.look(current).finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  private async look(current: State): Promise<void> {
    // A change from here on is another look's.
    const told = this.stale;
    this.stale = false;
    try {
      if (told) await takeCategories(this.database, current);
      const { now, changed } = await readStamps(
        this.database.query,
        current.since - (told ? OVERLAP_US : SHORT_OVERLAP_US),
      );
      const unknown = changed.filter(({ id, updated }) => !current.shelf.has(id, updated));
      await takeThese(
        this.database,
        current.shelf,
        unknown.map(({ id }) => id),
      );
      current.since = now;
      current.looked = performance.now();
    } catch (error) {
      this.stale = told || this.stale;
      throw error;
    }
  }

  /** A small shop waits the millisecond; a large one answers with the figures it has. */
  private async count(current: State): Promise<void> {
    if (performance.now() - current.figures <= current.figuresPauseMs) return;
    this.counting ??= countAll(this.database, current)
      .catch((error: unknown) => this.log.error("search figures", error))
      .finally(() => {
        this.counting = null;
      });
    if (current.figuresPauseMs === LOOK_MS) await this.counting;
  }

  private renewIfOld(current: State): void {
    const { dead, size } = current.shelf;
    const old = performance.now() - current.born > MOST_AGE_MS;
    if (this.building === null && (old || dead > Math.max(LEAST_DEAD, size * MOST_DEAD)))
      void this.build().catch((error: unknown) => this.log.error("search index", error));
  }
}

/** Reads sales and stock of everything again. */
async function countAll({ query }: Database, current: State): Promise<void> {
  const began = performance.now();
  let after = 0n;
  for (;;) {
    const rows = await readFigures(query, after, FIGURES_BATCH);
    for (const { id, sales, sold_out } of rows) current.shelf.setFigures(id, Number(sales), sold_out);
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  current.figures = performance.now();
  current.figuresPauseMs = Math.max(LOOK_MS, (current.figures - began) * FIGURES_SHARE);
}

async function buildState({ query }: Database): Promise<State> {
  const began = performance.now();
  const { now: since } = await readStamps(query, null);
  const shelf = new Shelf();
  const categories = await readCategories(query);
  await takeAll((after) => readAfter(query, after, BATCH), shelf);
  const now = performance.now();
  // What changed while it was built is taken in by the first look.
  const looked = Number.NEGATIVE_INFINITY;
  // Reading everything took so long: its figures alone take about a tenth of it.
  const figuresPauseMs = Math.max(LOOK_MS, ((now - began) / 10) * FIGURES_SHARE);
  return { shelf, categories, since, born: now, looked, figures: now, figuresPauseMs };
}

/** Takes in batch after batch; between two of them the process answers others. */
async function takeAll(
  read: (after: bigint) => Promise<Change[]>,
  shelf: Shelf,
  again = false,
): Promise<void> {
  let after = 0n;
  for (;;) {
    const changes = await read(after);
    for (const { id, product } of changes) {
      if (product === null) shelf.drop(id);
      else shelf.put(product, again);
    }
    const last = changes.at(-1);
    if (last === undefined || changes.length < BATCH) return;
    after = last.id;
  }
}

async function takeThese({ query }: Database, shelf: Shelf, ids: readonly bigint[]): Promise<void> {
  for (let at = 0; at < ids.length; at += BATCH) {
    for (const { id, product } of await readThese(query, ids.slice(at, at + BATCH))) {
      if (product === null) shelf.drop(id);
      else shelf.put(product);
    }
  }
}

/** A category that is called otherwise, or stands elsewhere, changes what its products are found by. */
async function takeCategories({ query }: Database, state: State): Promise<void> {
  const before = new Map(state.categories.map((row) => [row.id, row]));
  const rows = await readCategories(query);
  state.categories = rows;
  const changed = rows.filter((row) => {
    const old = before.get(row.id);
    return old !== undefined && (old.name !== row.name || old.parent_id !== row.parent_id);
  });
  if (changed.length === 0) return;
  const ids = new Set(changed.map(({ id }) => id));
  const below = rows.flatMap(({ id, parent_id }) => (parent_id !== null && ids.has(parent_id) ? [id] : []));
  const all = [...ids, ...below];
  await takeAll((after) => readOfCategories(query, all, after, BATCH), state.shelf, true);
}
