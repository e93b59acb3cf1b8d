/**
 * Holds of one hot SKU: 20,000 buyers, 256 at once, for 5,000 units. Ours (the desk that decides for all who wait by one statement) against
 * a row-lock transaction per hold, in interleaved slices over the same pool, tables and server, fsync included. In the first quarter of a
 * course everybody gets a unit; after that everybody is refused, and the two are told apart. The ratio is the median of the slices' ratios
 * of holds per second, so a disturbance of the machine hits a slice and not one side.
 */
import { cpus } from "node:os";
import { openDatabase } from "@banyan/server/db/database.ts";
import { createHoldDesk } from "@banyan/server/stock/hold-desk.ts";
import type { BenchOptions, BenchReport } from "@banyan/tools/bench/shape.ts";
import type pg from "pg";
import { withScratch } from "./measure/scratch.ts";
import { checkCourse } from "./stock/books.ts";
import { Course, describeSlice, type Size, type Slice } from "./stock/course.ts";
import { report } from "./stock/report.ts";

export const about = "热门商品的库存占用：逐单行锁事务与我们的合并占用之比，5,000 件、20,000 人、256 人同时";

interface Whole extends Size {
  readonly courses: number;
}
const FULL: Whole = { courses: 3, units: 5_000, buyers: 20_000, atOnce: 256, slices: 20, naivePart: 4 };
const QUICK: Whole = { courses: 1, units: 128, buyers: 512, atOnce: 64, slices: 8, naivePart: 4 };

export async function run({ quick, seed, say }: BenchOptions): Promise<BenchReport> {
  const size = quick ? QUICK : FULL;
  say(`种子 ${seed} · 正在启动临时数据库`);
  return await withScratch(async (scratch, owner) => {
    const database = openDatabase({ url: scratch.url });
    try {
      const desk = createHoldDesk(database);
      const slices: Slice[] = [];
      for (let round = 0; round <= size.courses; round += 1) {
        // The first one warms both sides up.
        const warm = round === 0;
        const plan = warm ? QUICK : size;
        const skus = await putOnShelf(owner, plan);
        const course = new Course(scratch.pid, database, desk, skus, plan);
        for (let index = 0; index < plan.slices; index += 1) {
          const slice = await course.slice(index);
          if (warm) continue;
          slices.push(slice);
          say(`第 ${round} 场 ${index + 1}  ${describeSlice(slice)}`);
        }
        await checkCourse(owner, skus, plan, course.tally);
      }
      const version = await owner.query<{ server_version: string }>("SHOW server_version");
      const postgres = version.rows[0]?.server_version ?? "";
      return report({ seed, size, slices, cores: cpus().length, postgres });
    } finally {
      await database.close();
    }
  });
}

/** One SKU for each side. */
async function putOnShelf(owner: pg.Client, size: Size): Promise<{ ours: bigint; naive: bigint }> {
  const made = await owner.query<{ id: string }>(
    `WITH category AS (INSERT INTO category (name) VALUES ('基准') RETURNING id),
       product AS (
         INSERT INTO product (category_id, fulfilment, name) SELECT id, 'parcel', '热门' FROM category RETURNING id)
     INSERT INTO sku (product_id, price_fen) SELECT id, 100 FROM product, generate_series(1, 2) RETURNING id`,
  );
  const [ours, naive] = made.rows.map((row) => BigInt(row.id));
  if (ours === undefined || naive === undefined) throw new Error("two SKUs were not made");
  const units = [size.units, size.units / size.naivePart];
  await owner.query(
    `WITH stocked AS (
       INSERT INTO sku_stock (sku_id, on_hand) SELECT * FROM unnest($1::bigint[], $2::int[]) RETURNING sku_id, on_hand)
     INSERT INTO stock_log (sku_id, event_key, delta, on_hand_after, reason)
     SELECT sku_id, 'opening', on_hand, on_hand, 'opening' FROM stocked`,
    [[String(ours), String(naive)], units],
  );
  return { ours, naive };
}
