/** After a course: exactly as many holds as there were units, on both sides, and what people were told is what stands in the tables. */
import { Problem } from "@banyan/tools/launch/problem.ts";
import type pg from "pg";
import type { Size, Tally } from "./course.ts";

/** @throws Problem naming the side that sold too much or too little: a broken side has no speed */
export async function checkCourse(
  owner: pg.Client,
  skus: { ours: bigint; naive: bigint },
  size: Size,
  tally: Tally,
): Promise<void> {
  for (const [side, part] of [
    ["ours", 1],
    ["naive", size.naivePart],
  ] as const) {
    const found = await owner.query<{ on_hand: number; held: number; rows: number; sum: number }>(
      `SELECT s.on_hand, s.held, count(h.*)::int AS rows, sum(h.quantity)::int AS sum
       FROM sku_stock s JOIN stock_hold h ON h.sku_id = s.sku_id AND h.state = 'held'
       WHERE s.sku_id = $1 GROUP BY s.sku_id`,
      [String(skus[side])],
    );
    const [units, buyers] = [size.units / part, size.buyers / part];
    const wanted = { on_hand: units, held: units, rows: units, sum: units };
    const told = { held: units, refused: buyers - units };
    const right =
      JSON.stringify(found.rows[0]) === JSON.stringify(wanted) &&
      JSON.stringify(tally[side]) === JSON.stringify(told);
    if (!right)
      throw new Problem(
        `${side} 的库存不对，速度不算数：${JSON.stringify(found.rows[0])}，告诉顾客的 ${JSON.stringify(tally[side])}，应为 ${JSON.stringify(told)}`,
      );
  }
}
