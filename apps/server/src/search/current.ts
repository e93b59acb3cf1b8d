/**
 * The index of products of this process. It is read in two goes, since a large shop's takes seconds: first what lists without words need, which
 * is a fraction of it, then the text. Until that is in, lists and categories are answered and a search is refused by name with how long it will take.
 */
import type { Database } from "../db/database.ts";
import { measured } from "../db/measure.ts";
import type { Logger } from "../http/log.ts";
import { refuse } from "../http/refusal.ts";
import type { Versions } from "../setting/versions.ts";
import type { CategoryRow } from "./index-store.ts";
import { type KeptIndex, type Reading, readIndex } from "./kept.ts";
import type { Shelf } from "./shelf.ts";

/** So long a search waits for an index that is nearly there. */
const PATIENCE_MS = 1_500;
const MOST_WAIT_S = 30;

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

export function createCurrentIndex(database: Database, versions: Versions, log: Logger): CurrentIndex {
  const index = new Current(database, log);
  versions.onChange("catalog", () => index.outdate());
  return {
    // What the index costs is nobody's request.
    lists: async () => (await measured(() => index.lists())).value,
    words: async () => (await measured(() => index.words())).value,
    warm: async () => {
      await index.build().catch((error: unknown) => log.error("search index", error));
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
  private reading: (Reading & { since: number }) | null = null;
  private closed = false;
  private readonly isWanted = () => !this.closed;
  private readonly from: { database: Database; log: Logger };

  constructor(database: Database, log: Logger) {
    this.from = { database, log };
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
    this.closed = true;
    await Promise.allSettled([this.building, this.sketching]);
  }

  private async read(): Promise<KeptIndex> {
    if (this.whole === null) await this.sketchOnce();
    this.reading = { taken: 0, isWanted: this.isWanted, since: performance.now() };
    this.whole = await readIndex(this.from, true, this.reading);
    this.sketch = null;
    return this.whole;
  }

  private sketched(): Promise<KeptIndex> {
    this.buildAside();
    return this.sketchOnce();
  }

  private sketchOnce(): Promise<KeptIndex> {
    this.sketching ??= readIndex(this.from, false, { taken: 0, isWanted: this.isWanted })
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
    if (this.building === null && this.whole?.isOld === true) this.buildAside();
  }

  private buildAside(): void {
    void this.build().catch((error: unknown) => this.from.log.error("search index", error));
  }
}
