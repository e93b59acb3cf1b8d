/** What the bench says at the end, for people and for programs. */
import type { BenchReport } from "@banyan/tools/bench/shape.ts";
import { median, rounded } from "../measure/sample.ts";
import type { Part, Size, Slice } from "./course.ts";

export interface Measured {
  readonly seed: number;
  readonly size: Size & { readonly courses: number };
  readonly slices: readonly Slice[];
  readonly cores: number;
  readonly postgres: string;
}

export function report({ seed, size, slices, cores, postgres }: Measured): BenchReport {
  const kinds = { held: figuresOf(slices, "held"), refused: figuresOf(slices, "refused") };
  const { held, refused } = kinds;
  const told = {
    courses: size.courses,
    holds: sum(slices, (slice) => slice.ours.held),
    refusals: sum(slices, (slice) => slice.ours.buyers - slice.ours.held),
  };
  const cpu = (side: Side) => (side.cpu_us === null ? "不详" : `${side.cpu_us} 微秒`);
  const line = (what: string, { ratio, cpu_ratio, ours, naive }: Figures) => [
    `${what}（中位数）  ${ratio} 倍：行锁 ${naive.per_s} 人/秒，我们 ${ours.per_s} 人/秒`,
    `  每人 CPU      行锁 ${cpu(naive)}，我们 ${cpu(ours)}（本进程 ${ours.server_cpu_us} 微秒），是其 1/${cpu_ratio}`,
    `  等待 p99      行锁 ${naive.p99_ms} 毫秒，我们 ${ours.p99_ms} 毫秒`,
    `  每百人语句    行锁 ${naive.statements_per_100}，我们 ${ours.statements_per_100}（BEGIN/COMMIT 不计）`,
  ];
  return {
    lines: [
      ...line("占用", held),
      ...line("售罄后的拒绝", refused),
      `每场            ${size.units} 件、${size.buyers} 人、${size.atOnce} 人同时，${size.courses} 场：共占用 ${told.holds}，拒绝 ${told.refusals}，库存逐场核对无误`,
      `环境            ${cores} 核，PostgreSQL ${postgres}，fsync 开，连接池 20，种子 ${seed}；CPU 取自 /proc/<pid>/stat：本进程加数据库全部进程`,
    ],
    figures: {
      name: "stock",
      ratio: held.ratio,
      cpu_ratio: held.cpu_ratio,
      refusal_ratio: refused.ratio,
      refusal_cpu_ratio: refused.cpu_ratio,
      held,
      refused,
      ...told,
      units: size.units,
      buyers: size.buyers,
      at_once: size.atOnce,
      seed,
      cores,
      postgres,
    },
  };
}

interface Side {
  readonly per_s: number;
  readonly p99_ms: number;
  readonly cpu_us: number | null;
  readonly server_cpu_us: number | null;
  readonly statements_per_100: number;
}
interface Figures {
  readonly slices: number;
  readonly ratio: number;
  readonly cpu_ratio: number | null;
  readonly ours: Side;
  readonly naive: Side;
}

/** A slice that was cut by the last unit is neither, and is left out. */
function figuresOf(slices: readonly Slice[], kind: Slice["kind"]): Figures {
  const some = slices.filter(
    (slice) => slice.kind === kind && (slice.ours.held === 0 || slice.ours.held === slice.ours.buyers),
  );
  const side = (name: "ours" | "naive"): Side => {
    const parts = some.map((slice) => slice[name]);
    const buyers = sum(parts, (part) => part.buyers);
    // A slice is shorter than some ticks of the CPU clock, so all of them are taken together.
    const cpuOf = (pick: (part: Part) => number | null) =>
      parts.some((part) => pick(part) === null)
        ? null
        : rounded((sum(parts, (part) => pick(part) ?? 0) * 1_000) / buyers, 1);
    return {
      per_s: median(parts.map((part) => part.per_s)),
      p99_ms: median(parts.map((part) => part.p99_ms)),
      cpu_us: cpuOf((part) => part.cpu_ms),
      server_cpu_us: cpuOf((part) => part.server_cpu_ms),
      statements_per_100: rounded((sum(parts, (part) => part.statements) * 100) / buyers, 2),
    };
  };
  const [ours, naive] = [side("ours"), side("naive")];
  return {
    slices: some.length,
    ratio: rounded(median(some.map((slice) => slice.ratio)), 2),
    cpu_ratio: ours.cpu_us && naive.cpu_us && rounded(naive.cpu_us / ours.cpu_us, 2),
    ours,
    naive,
  };
}

const sum = <T>(values: readonly T[], pick: (value: T) => number): number =>
  values.reduce((total, value) => total + pick(value), 0);
