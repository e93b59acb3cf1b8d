/**
 * The index of products of this process. It is read in two goes, since a large shop's takes seconds: first what lists without words need, which
 * is a fraction of it, then the text. Until that is in, lists and categories are answered and a search is refused by name with how long it will take.
 */
import type { Database } from "../db/database.ts";
import { measured } from "../db/measure.ts";
import type { Logger } from "../http/log.ts";
import { refuse } from "../http/refusal.ts";
import type { Versions } from "../setting/versions.ts";
import { readAside } from "./aside.ts";
import { type CategoryRow, holdsProducts } from "./index-store.ts";
import { KeptIndex, readShelf } from "./kept.ts";
import type { Shelf } from "./shelf.ts";

/** So long a search waits for an index that is nearly there. */
const PATIENCE_MS = 1_500;
const MOST_WAIT_S = 30;
/** A shop of so many is read in a thread of its own; a smaller one is in before a thread has begun. */
const MANY_PRODUCTS = 5_000;

export interface Indexed {
  readonly shelf: Shelf;
  readonly categories: readonly CategoryRow[];
}

/** Each with everything that was committed before the call, as far as versions tell. */
export interface CurrentIndex {
  /** For lists without words; nothing may be found by name in it yet. */
  lists(): Promise<Indexed>;
  /** @throws Refusal search_warming with `retry_after_s` while the first index of this process is being read */
  words(): Promise<Indexed>;
  /** Reads it ahead of the first question; resolves when all of it is there. */
  warm(): Promise<void>;
  /** Ends the reading. */
  close(): Promise<void>;
}

export interface IndexSource {
  readonly database: Database;
  /** Of the same database, for a thread. */
  readonly url: string;
  readonly versions: Versions;
  readonly log: Logger;
  /** From so many products on a thread reads them; 5,000 unless a test asks for another. */
  readonly many?: number;
}

export function createCurrentIndex(source: IndexSource): CurrentIndex {
  const { versions } = source;
  const index = new Current(source);
  versions.onChange("catalog", () => index.outdate());
  return {
    // What the index costs is nobody's request.
    lists: async () => (await measured(() => index.lists())).value,
    words: async () => (await measured(() => index.words())).value,
    warm: async () => {
      await index.buildAside();
    },
    close: () => index.close(),
  };
}

class Current {
  private whole: KeptIndex | null = null;
  /** Without text: stands in until the first whole one is there. */
  private sketch: KeptIndex | null = null;
  private building: Promise<KeptIndex> | null = null;
  private sketching: Promise<KeptIndex> | null = null;
  private reading: { taken: number; since: number } | null = null;
  private readonly closing = new AbortController();
  private readonly from: IndexSource;

  constructor(source: IndexSource) {
    this.from = source;
  }

  outdate(): void {
    this.whole?.outdate();
    this.sketch?.outdate();
  }

  async lists(): Promise<Indexed> {
    const index = this.whole ?? this.sketch ?? (await this.sketched());
    await index.refresh();
    this.renewIfOld();
    return index;
  }

  async words(): Promise<Indexed> {
    const index = this.whole ?? (await this.soon());
    await index.refresh();
    this.renewIfOld();
    return index;
  }

  build(): Promise<KeptIndex> {
    this.building ??= this.read().finally(() => {
      this.building = null;
      this.reading = null;
    });
    return this.building;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.allSettled([this.building, this.sketching]);
  }

  private async read(): Promise<KeptIndex> {
    if (this.whole === null) await this.sketchOnce();
    const reading = { taken: 0, since: performance.now() };
    this.reading = reading;
    this.whole = await this.readIndex(true, (taken) => {
      reading.taken = taken;
    });
    this.sketch = null;
    return this.whole;
  }

  /** @param named false: without what products are found by, for lists without words */
  private async readIndex(named: boolean, took: (taken: number) => void): Promise<KeptIndex> {
    const { database, url, many = MANY_PRODUCTS } = this.from;
    const began = performance.now();
    const { signal } = this.closing;
    const reading = { took, signal };
    const isLarge = await holdsProducts(database.query, many);
    signal.throwIfAborted();
    const read = isLarge
      ? await readAside({ url, named }, reading)
      : await readShelf(database.query, named, reading);
    return new KeptIndex(this.from, { ...read, named, tookMs: performance.now() - began });
  }

  private sketched(): Promise<KeptIndex> {
    void this.buildAside();
    return this.sketchOnce();
  }

  private sketchOnce(): Promise<KeptIndex> {
    this.sketching ??= this.readIndex(false, () => undefined)
      .then((sketch) => {
        this.sketch = sketch;
        return sketch;
      })
      .finally(() => {
        this.sketching = null;
      });
    return this.sketching;
  }

  /** The whole index, if it is there within a moment. */
  private async soon(): Promise<KeptIndex> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, null);
    });
    const built = await Promise.race([this.build(), patience]).finally(() => clearTimeout(timer));
    return built ?? refuse("search_warming", { data: { retry_after_s: this.waitS() } });
  }

  /** By how far it came in the time that it took. */
  private waitS(): number {
    const total = this.sketch?.shelf.size ?? 0;
    const { taken = 0, since = 0 } = this.reading ?? {};
    const leftMs = taken === 0 ? 0 : ((performance.now() - since) * Math.max(0, total - taken)) / taken;
    return Math.min(MOST_WAIT_S, Math.max(1, Math.ceil(leftMs / 1_000)));
  }

  private renewIfOld(): void {
    if (this.building === null && this.whole?.isOld === true) void this.buildAside();
  }

  /** A failure is told to the log; whoever asks next tries again. */
  async buildAside(): Promise<void> {
    try {
      await this.build();
    } catch (error) {
      if (!this.closing.signal.aborted) this.from.log.error("search index", error);
    }
  }
}
