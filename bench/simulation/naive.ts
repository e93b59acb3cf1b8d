/**
 * The yardstick: one line at a time, as a loop over orders is written first. Each line is read by its key and computed under each plan by
 * the same engine; only the totals of what is given away are summed, so the yardstick does less than we do.
 */
import { computeLine, type Member, type PreparedPlan } from "@banyan/domain";
import type pg from "pg";

export interface Key {
  buyer_id: string;
  order_no: string;
  line_no: number;
}

/** Some lines of the shop, spread over all of it. */
export async function drawKeys(client: pg.Client, count: number): Promise<Key[]> {
  const result = await client.query<Key>(
    "SELECT buyer_id, order_no, line_no FROM order_line ORDER BY md5(order_no || line_no) LIMIT $1",
    [count],
  );
  return result.rows;
}

/** @returns what each plan gives away on these lines, in fen */
export async function simulateOneByOne(
  client: pg.Client,
  keys: readonly Key[],
  plans: readonly PreparedPlan[],
): Promise<bigint[]> {
  const totals = plans.map(() => 0n);
  for (const key of keys) {
    const { rows } = await client.query<{
      sku_id: string;
      product_id: string;
      category_path: string[];
      quantity: number;
      net_fen: string;
      promotion: "flash_sale" | "group_buy" | null;
      buyer_promoter: Member | null;
      chain: Member[];
    }>({
      name: "one-line",
      text: `SELECT sku_id, product_id, category_path, quantity, net_fen, promotion, buyer_promoter, chain FROM order_line
             WHERE buyer_id = $1 AND order_no = $2 AND line_no = $3`,
      values: [key.buyer_id, key.order_no, key.line_no],
    });
    for (const row of rows) {
      const line = {
        sku: row.sku_id,
        product: row.product_id,
        categories: row.category_path,
        quantity: row.quantity,
        netFen: BigInt(row.net_fen),
        promotion: row.promotion,
      };
      for (const [index, plan] of plans.entries()) {
        const buyer = { promoter: row.buyer_promoter };
        const { discountFen, shares } = computeLine({ plan, line, buyer, chain: row.chain });
        totals[index] = shares.reduce((sum, { fen }) => sum + fen, (totals[index] ?? 0n) + discountFen);
      }
    }
  }
  return totals;
}
