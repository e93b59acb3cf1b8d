/** The yardstick: a row-lock transaction per hold, as a careful mall writes it. Same pool, same tables. */
import type { Database } from "@banyan/server/db/database.ts";
import { sql } from "kysely";

/** @returns whether the unit is held */
export function holdByRowLock(database: Database, skuId: bigint, orderNo: string): Promise<boolean> {
  return database.transact(async (tx) => {
    const found = await sql<{ available: number }>`
      SELECT on_hand - held AS available FROM sku_stock WHERE sku_id = ${skuId} FOR UPDATE`.execute(tx);
    if ((found.rows[0]?.available ?? 0) < 1) return false;
    await sql`UPDATE sku_stock SET held = held + 1 WHERE sku_id = ${skuId}`.execute(tx);
    await sql`INSERT INTO stock_hold (sku_id, order_no, quantity) VALUES (${skuId}, ${orderNo}, 1)`.execute(
      tx,
    );
    return true;
  });
}
