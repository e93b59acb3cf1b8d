/**
 * Cart → paid: what an order costs in statements and CPU, from the look into the cart to WeChat's callback, over real HTTP, PostgreSQL and
 * the WeChat simulator's real protocol. Server and database are counted; the buyers' phones (this process) and WeChat (a process of its
 * own) are not. The yardstick is the same path written naively (checkout/naive.ts): it shows what the machine does at all today, and
 * what merging and naming statements is worth. Both sell in turns in the same database; the ratio is the median over the turns of the
 * yardstick's CPU ÷ ours.
 */
import { cpus } from "node:os";
import type { BenchOptions, BenchReport } from "@banyan/tools/bench/shape.ts";
import { freePort } from "@banyan/tools/launch/port.ts";
import { Problem } from "@banyan/tools/launch/problem.ts";
import type pg from "pg";
import { AT_ONCE, Log, type Side, type Slice, sell } from "./checkout/course.ts";
import { startNaive, startShop } from "./checkout/processes.ts";
import { openScene, type Scene } from "./checkout/scene.ts";
import { median, rounded } from "./measure/sample.ts";
import { withScratch } from "./measure/scratch.ts";

export const about = "购物车到付款：每单的语句数与 CPU（服务加数据库，含加解密），与逐行语句的写法之比";

interface Size {
  readonly buyers: number;
  /** Of the buyers, for whom the yardstick's turn is enough. */
  readonly naiveBuyers: number;
  readonly turns: number;
  /**
   * Turns before that, for compilers and plans. Half way the tables' statistics are made, as autovacuum makes them within a shop's first
   * minutes: plans for empty tables read them from end to end.
   */
  readonly warm: number;
}
const FULL: Size = { buyers: 200, naiveBuyers: 100, turns: 7, warm: 8 };
const QUICK: Size = { buyers: 24, naiveBuyers: 12, turns: 2, warm: 2 };

interface Turn {
  readonly ours: Slice;
  readonly naive: Slice;
}

export async function run({ quick, seed, say }: BenchOptions): Promise<BenchReport> {
  const size = quick ? QUICK : FULL;
  say(`种子 ${seed} · 正在启动临时数据库、微信模拟与店铺`);
  return await withScratch(async (database, owner) => {
    const scene = await openScene(database.url, owner, size.buyers);
    const sides: Side[] = [];
    const open = async (start: typeof startShop) => {
      const port = await freePort();
      const log = new Log();
      const side = {
        process: await start(scene.place, port, log.hear),
        url: `http://127.0.0.1:${port}`,
        log,
      };
      sides.push(side);
      return side;
    };
    try {
      const ours = await open(startShop);
      const naive = await open(startNaive);
      const turns: Turn[] = [];
      const p = { owner, postmaster: database.pid };
      for (let turn = 0; turn < size.warm + size.turns; turn += 1) {
        if (turn === 0 || turn === size.warm / 2) {
          await owner.query("VACUUM ANALYZE");
          await owner.query("CHECKPOINT");
        }
        const sold = {
          ours: await sell(ours, scene, { ...p, buyers: scene.buyers }),
          naive: await sell(naive, scene, { ...p, buyers: scene.buyers.slice(0, size.naiveBuyers) }),
        };
        say(`${turn < size.warm ? "热身" : `第 ${turn - size.warm + 1} 轮`}  ${describe(sold)}`);
        if (turn >= size.warm) turns.push(sold);
      }
      await check(owner, scene, (size.warm + size.turns) * (size.buyers + size.naiveBuyers));
      return report(turns, { ours, naive }, { seed, size });
    } finally {
      for (const side of sides) await side.process.stop();
      await scene.close();
    }
  });
}

/** Both sides must have written the whole of every order. */
async function check(owner: pg.Client, scene: Scene, orders: number): Promise<void> {
  const found = await owner.query<{ whole: number; left: number }>(
    `SELECT (SELECT count(*)::int FROM orders o WHERE o.state = 'awaiting_shipment' AND o.paid_at IS NOT NULL
        AND (SELECT count(*) FROM order_line l WHERE l.buyer_id = o.buyer_id AND l.order_no = o.no AND jsonb_array_length(l.shares) = 1) = 2
        AND (SELECT count(*) FROM order_contact c WHERE c.buyer_id = o.buyer_id AND c.order_no = o.no) = 1
        AND (SELECT count(*) FROM order_event e WHERE e.buyer_id = o.buyer_id AND e.order_no = o.no) = 2
        AND (SELECT count(*) FROM stock_hold h WHERE h.order_no = o.no AND h.state = 'held') = 2
        AND (SELECT count(*) FROM outbox b WHERE b.owner_id = o.buyer_id AND b.ref = o.no) = 4
        AND (SELECT sum(f.amount_fen) FROM payment_attempt a JOIN payment_fact f ON f.buyer_id = a.buyer_id AND f.payment_no = a.no
          WHERE a.buyer_id = o.buyer_id AND a.order_no = o.no AND a.state = 'paid') = o.payable_fen) AS whole,
      (SELECT count(*)::int FROM cart_line WHERE customer_id = ANY ($1::bigint[])) AS left`,
    [scene.buyers.map(({ id }) => id)],
  );
  const [row] = found.rows;
  if (row?.whole !== orders || row.left !== 0)
    throw new Problem(`订单不完整：${row?.whole} / ${orders} 单完整，购物车里还有 ${row?.left} 行`);
}

const ms = (value: number | null) => (value === null ? "—" : value.toFixed(2));
const describeSide = (slice: Slice) =>
  `${slice.statements.toFixed(1)} 条 · CPU ${ms(slice.cpu_ms)} 毫秒（服务 ${ms(slice.server_ms)}，数据库 ${ms(slice.database_ms)}）`;
const describe = ({ ours, naive }: Turn) => `我们 ${describeSide(ours)} · 逐行 ${describeSide(naive)}`;

function middle(slices: readonly Slice[], pick: (slice: Slice) => number | null): number | null {
  const values = slices.map(pick).filter((value) => value !== null);
  return values.length === 0 ? null : rounded(median(values), 2);
}

const figuresOf = (slices: readonly Slice[]) => ({
  statements: middle(slices, (slice) => slice.statements) ?? 0,
  cpu_ms: middle(slices, (slice) => slice.cpu_ms),
  server_ms: middle(slices, (slice) => slice.server_ms),
  database_ms: middle(slices, (slice) => slice.database_ms),
});

function report(
  turns: readonly Turn[],
  sides: { ours: Side; naive: Side },
  { seed, size }: { seed: number; size: Size },
): BenchReport {
  const ours = figuresOf(turns.map((turn) => turn.ours));
  const naive = figuresOf(turns.map((turn) => turn.naive));
  const ratios = turns.map((turn) => (turn.naive.cpu_ms ?? turn.naive.statements) / (turn.ours.cpu_ms || 1));
  const ratio = rounded(median(ratios), 2);
  const table = sides.ours.log.table();
  return {
    lines: [
      ...table.map(({ request, statements }) => `${statements.toFixed(2).padStart(6)} 条  ${request}`),
      "",
      `每单语句（BEGIN、COMMIT 不计）  我们 ${ours.statements}，逐行 ${naive.statements}`,
      `每单 CPU（中位数，毫秒）        我们 ${ms(ours.cpu_ms)} = 服务 ${ms(ours.server_ms)} + 数据库 ${ms(ours.database_ms)}；逐行 ${ms(naive.cpu_ms)} = ${ms(naive.server_ms)} + ${ms(naive.database_ms)}`,
      `CPU 之比（逐行 ÷ 我们）         ${ratio}`,
      "CPU 取自 /proc/<pid>/stat 的 utime + stime：店铺的 HTTP 进程加数据库的全部进程（含后台）；微信模拟与下单的客户端是另外的进程，不计",
      `环境  ${cpus().length} 核，fsync 开，种子 ${seed}，${size.turns} 轮 × ${size.buyers} 单，每单 2 行，${AT_ONCE} 人同时`,
    ],
    figures: {
      name: "checkout",
      ratio,
      ours,
      naive,
      requests: table,
      orders: size.turns * size.buyers,
      seed,
      cores: cpus().length,
    },
  };
}
