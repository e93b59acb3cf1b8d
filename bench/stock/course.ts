/** Interleaved slices: in each, the next buyers of both sides come, `atOnce` at a time; who begins alternates. */
import type { Database } from "@banyan/server/db/database.ts";
import { measured } from "@banyan/server/db/measure.ts";
import type { HoldDesk } from "@banyan/server/stock/hold-desk.ts";
import { cpuBetween, readCpu } from "../measure/cpu.ts";
import { quantile, rounded } from "../measure/sample.ts";
import { holdByRowLock } from "./naive.ts";

export interface Size {
  readonly units: number;
  readonly buyers: number;
  readonly atOnce: number;
  readonly slices: number;
  /** The yardstick has the same course with one part in so many of units and buyers: it would take all day. */
  readonly naivePart: number;
}

/** One side's part of a slice. CPU is null where there is no /proc. */
export interface Part {
  readonly buyers: number;
  readonly held: number;
  readonly ms: number;
  readonly per_s: number;
  readonly p99_ms: number;
  readonly statements: number;
  readonly cpu_ms: number | null;
  /** Of it, in this process; the rest is the database's. */
  readonly server_cpu_ms: number | null;
}

export interface Slice {
  /** Whether everybody got a unit, or nobody. */
  readonly kind: "held" | "refused";
  readonly ours: Part;
  readonly naive: Part;
  readonly ratio: number;
}

export interface Tally {
  ours: { held: number; refused: number };
  naive: { held: number; refused: number };
}

export class Course {
  /** What the buyers were told. */
  readonly tally: Tally = { ours: { held: 0, refused: 0 }, naive: { held: 0, refused: 0 } };
  readonly #postmaster: number;
  readonly #database: Database;
  readonly #desk: HoldDesk;
  readonly #skus: { ours: bigint; naive: bigint };
  readonly #size: Size;
  #buyers = 0;

  constructor(
    postmaster: number,
    database: Database,
    desk: HoldDesk,
    skus: { ours: bigint; naive: bigint },
    size: Size,
  ) {
    this.#postmaster = postmaster;
    this.#database = database;
    this.#desk = desk;
    this.#skus = skus;
    this.#size = size;
  }

  async slice(index: number): Promise<Slice> {
    const first = index % 2 === 0 ? await this.#naivePart() : undefined;
    const ours = await this.#oursPart();
    const naive = first ?? (await this.#naivePart());
    return { kind: ours.held > 0 ? "held" : "refused", ours, naive, ratio: ours.per_s / naive.per_s };
  }

  async #oursPart(): Promise<Part> {
    const { counts } = this.#desk;
    const before = counts.groups + counts.looks;
    const wants = [{ skuId: this.#skus.ours, quantity: 1 }];
    const part = await this.#serve("ours", this.#size.buyers / this.#size.slices, async (no) => {
      const answer = await this.#desk.hold(no, wants);
      return answer.kind === "held";
    });
    return { ...part, statements: counts.groups + counts.looks - before };
  }

  async #naivePart(): Promise<Part> {
    const { buyers, slices, naivePart } = this.#size;
    const { value, cost } = await measured(() =>
      this.#serve("naive", buyers / slices / naivePart, (no) =>
        holdByRowLock(this.#database, this.#skus.naive, no),
      ),
    );
    return { ...value, statements: cost.statements };
  }

  async #serve(
    side: "ours" | "naive",
    buyers: number,
    hold: (orderNo: string) => Promise<boolean>,
  ): Promise<Omit<Part, "statements">> {
    const waits: number[] = [];
    let [next, held] = [0, 0];
    const buy = async () => {
      while (next < buyers) {
        next += 1;
        this.#buyers += 1;
        const came = performance.now();
        if (await hold(`BENCH${this.#skus.ours}-${this.#buyers}`)) held += 1;
        waits.push(performance.now() - came);
      }
    };
    const before = readCpu(this.#postmaster);
    const began = performance.now();
    await Promise.all(Array.from({ length: Math.min(this.#size.atOnce, buyers) }, buy));
    const ms = performance.now() - began;
    const used = cpuBetween(before, readCpu(this.#postmaster));
    this.tally[side].held += held;
    this.tally[side].refused += buyers - held;
    return {
      buyers,
      held,
      ms: rounded(ms, 1),
      per_s: rounded((buyers * 1_000) / ms, 1),
      p99_ms: rounded(quantile(waits, 0.99), 1),
      cpu_ms: used ? used.server + used.database : null,
      server_cpu_ms: used ? used.server : null,
    };
  }
}

export function describeSlice({ kind, ours, naive, ratio }: Slice): string {
  const part = ({ buyers, per_s, p99_ms, statements }: Part) =>
    `${buyers} 人 ${Math.round(per_s)} 人/秒 p99 ${p99_ms} 毫秒 ${statements} 条语句`;
  return `${kind === "held" ? "占用" : "售罄"}  行锁 ${part(naive)} · 我们 ${part(ours)} · ${rounded(ratio, 1)} 倍`;
}
