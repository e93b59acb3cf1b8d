/** Interleaved slices: each round lets every side post or transact for a while; who begins alternates. */
import { type Cpu, cpuBetween, readCpu } from "../measure/cpu.ts";
import { rounded } from "../measure/sample.ts";
import type { Naive } from "./naive.ts";
import type { BenchOrder, Crowd } from "./orders.ts";
import type { Ours } from "./ours.ts";
import type { Tpcb } from "./tpcb.ts";

/** How much of each. Slices are counted without the first round, which warms all sides up. */
export interface Size extends Crowd {
  readonly slices: number;
  readonly naiveOrders: number;
  readonly oursOrders: number;
  readonly tpcbMs: number;
}
/** On a machine where the yardstick would take all day its slice ends here, with what it has posted. */
const NAIVE_LIMIT_MS = 6_000;

/** One side's part of a slice. CPU is null where there is no /proc. */
export interface Part {
  readonly orders: number;
  readonly ms: number;
  readonly orders_per_s: number;
  readonly cpu_us_per_order: number | null;
  /** Of it, in this process; the rest is the database's. */
  readonly server_cpu_us_per_order: number | null;
}

export interface Slice {
  readonly naive: Part;
  readonly ours: Part;
  readonly ratio: number;
  /** Its orders are transactions. */
  readonly tpcb: Part;
  /** Our orders to one transaction of TPC-B. */
  readonly tpcb_ratio: number;
}

/** Where the sides stand in the row of orders. */
export class Course {
  /** Orders that the yardstick has posted: the first ones. */
  naivePosted = 0;
  oursPosted = 0;
  readonly #postmaster: number;
  readonly #sides: { naive: Naive; ours: Ours; tpcb: Tpcb };
  readonly #orders: readonly BenchOrder[];
  readonly #size: Size;

  constructor(
    postmaster: number,
    sides: { naive: Naive; ours: Ours; tpcb: Tpcb },
    orders: readonly BenchOrder[],
    size: Size,
  ) {
    this.#postmaster = postmaster;
    this.#sides = sides;
    this.#orders = orders;
    this.#size = size;
  }

  async slice(index: number): Promise<Slice> {
    const first = index % 2 === 0 ? await this.#naivePart() : undefined;
    const ours = await this.#oursPart();
    const naive = first ?? (await this.#naivePart());
    const tpcb = await this.#timed(() => this.#sides.tpcb.run(this.#size.tpcbMs));
    return {
      naive,
      ours,
      ratio: ours.orders_per_s / naive.orders_per_s,
      tpcb,
      tpcb_ratio: ours.orders_per_s / tpcb.orders_per_s,
    };
  }

  #naivePart(): Promise<Part> {
    const from = this.naivePosted;
    return this.#timed(async () => {
      const some = this.#orders.slice(from, from + this.#size.naiveOrders);
      const posted = await this.#sides.naive.post(some, NAIVE_LIMIT_MS);
      this.naivePosted += posted;
      return posted;
    });
  }

  async #oursPart(): Promise<Part> {
    const { ours } = this.#sides;
    await ours.enqueue(this.oursPosted + 1, this.oursPosted + this.#size.oursOrders);
    return this.#timed(async () => {
      const orders = await ours.drain();
      this.oursPosted += orders;
      return orders;
    });
  }

  async #timed(work: () => Promise<number>): Promise<Part> {
    const before = readCpu(this.#postmaster);
    const began = performance.now();
    const orders = await work();
    const ms = performance.now() - began;
    const used = cpuBetween(before, readCpu(this.#postmaster));
    const perOrder = (pick: (cpu: Cpu) => number) =>
      used ? rounded((pick(used) * 1_000) / orders, 1) : null;
    return {
      orders,
      ms: Math.round(ms),
      orders_per_s: rounded((orders * 1_000) / ms, 1),
      cpu_us_per_order: perOrder((cpu) => cpu.server + cpu.database),
      server_cpu_us_per_order: perOrder((cpu) => cpu.server),
    };
  }
}

export function describeSlice({ naive, ours, ratio, tpcb, tpcb_ratio }: Slice): string {
  const part = ({ orders, ms, orders_per_s, cpu_us_per_order, server_cpu_us_per_order }: Part) =>
    `${orders} 单 ${ms} 毫秒 ${Math.round(orders_per_s)} 单/秒 CPU ${cpu_us_per_order} 微秒/单（本进程 ${server_cpu_us_per_order}）`;
  return `逐单 ${part(naive)} · 我们 ${part(ours)} · ${rounded(ratio, 1)} 倍 · TPC-B ${Math.round(tpcb.orders_per_s)} 笔/秒，${rounded(tpcb_ratio, 1)} 单/笔`;
}
