/** What the bench says at the end, for people and for programs. */
import type { BenchReport } from "@banyan/tools/bench/shape.ts";
import { median, quantile, rounded } from "../measure/sample.ts";
import type { Aged } from "./aged.ts";
import type { Books } from "./books.ts";
import { describeSlice, type Part, type Size, type Slice } from "./course.ts";
import { CONNECTIONS } from "./naive.ts";
import type { Tpcb } from "./tpcb.ts";

export interface Context {
  readonly cores: number;
  readonly postgres: string;
  readonly rows: Record<string, number>;
}
export interface Measured extends Context {
  readonly seed: number;
  readonly size: Size;
  readonly slices: readonly Slice[];
  readonly visible: { readonly perSecond: number; readonly latencies: readonly number[] };
  /** null where the size leaves it out. */
  readonly aged: Aged | null;
  readonly tpcb: Pick<Tpcb, "scale" | "clients">;
  readonly books: { readonly ours: Books; readonly naive: Books };
}

export function report(measured: Measured): BenchReport {
  const { seed, size, slices, aged, tpcb, books, cores, postgres, rows } = measured;
  const figures = figuresOf(measured);
  const { naive, ours, ratio, cpu_ratio, visible_ms: visible, tpcb_ratio } = figures;
  return {
    lines: [
      ...slices.map((slice, index) => `第 ${index + 1} 片  ${describeSlice(slice)}`),
      "",
      `吞吐之比（中位数）  ${ratio} 倍：逐单 ${naive.orders_per_s} 单/秒，我们 ${ours.orders_per_s} 单/秒`,
      `每单 CPU（中位数）  逐单 ${naive.cpu_us_per_order} 微秒，我们 ${ours.cpu_us_per_order} 微秒，是其 1/${cpu_ratio}`,
      "  CPU 取自 /proc/<pid>/stat 的 utime + stime：本进程加上数据库的全部进程（含后台与已结束的）",
      `与 TPC-B 之比       每笔 TPC-B 的时间入账 ${tpcb_ratio} 单：${figures.tpcb.per_s} 笔/秒，规模 ${tpcb.scale}，${tpcb.clients} 个连接（几种连接数中最快的）`,
      `付款到入账可见      中位数 ${visible.median} 毫秒，p99 ${visible.p99} 毫秒（每秒到达 ${visible.per_second} 单，由另一个连接每 5 毫秒看一次）`,
      aged
        ? `${aged.transfers} 笔流水之后   速度是新店的 ${rounded(aged.rate, 2)}：新店 ${aged.young_orders_per_s} 单/秒，老店 ${aged.aged_orders_per_s} 单/秒，轮流入账`
        : "老店                快速模式不测",
      `两边的账            我们 ${books.ours.orders} 单 ${books.ours.transfers} 笔，逐单 ${books.naive.orders} 单 ${books.naive.transfers} 笔，与订单行快照一致`,
      `环境                ${cores} 核，PostgreSQL ${postgres}，fsync 开，种子 ${seed}，分销员 ${size.promoters}（1% 得三分之二），每单 2 行 × 2 个位置`,
      `数据行              ${Object.entries(rows)
        .map(([table, count]) => `${table} ${count}`)
        .join("，")}`,
    ],
    figures,
  };
}

function figuresOf({ seed, size, slices, visible, aged, tpcb, books, ...context }: Measured) {
  const middle = (pick: (slice: Slice) => number | null) => {
    const values = slices.map(pick).filter((value) => value !== null);
    return values.length === 0 ? null : median(values);
  };
  const side = (name: "naive" | "ours") => ({
    orders_per_s: middle((slice) => slice[name].orders_per_s),
    cpu_us_per_order: middle((slice) => slice[name].cpu_us_per_order),
    server_cpu_us_per_order: middle((slice) => slice[name].server_cpu_us_per_order),
  });
  const cpu = (part: Part) => part.cpu_us_per_order || null;
  const cpuRatio = middle(({ naive, ours }) => {
    const [own, other] = [cpu(ours), cpu(naive)];
    return own && other && other / own;
  });
  return {
    name: "posting",
    ratio: rounded(median(slices.map((slice) => slice.ratio)), 2),
    cpu_ratio: cpuRatio && rounded(cpuRatio, 2),
    tpcb_ratio: rounded(median(slices.map((slice) => slice.tpcb_ratio)), 2),
    naive: { ...side("naive"), connections: CONNECTIONS },
    ours: side("ours"),
    tpcb: { ...tpcb, per_s: middle((slice) => slice.tpcb.orders_per_s) },
    visible_ms: {
      per_second: visible.perSecond,
      orders: visible.latencies.length,
      median: rounded(median(visible.latencies), 1),
      p99: rounded(quantile(visible.latencies, 0.99), 1),
    },
    aged,
    slices,
    books,
    seed,
    promoters: size.promoters,
    buyers: size.buyers,
    ...context,
  };
}
