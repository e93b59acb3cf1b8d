/** A shelf without a shop around it: a database with SKUs, and doors to it as several processes have them. */
import { type Database, openDatabase } from "@banyan/server/db/database.ts";
import { createHoldDesk, type HoldDesk } from "@banyan/server/stock/hold-desk.ts";
import { createTestDatabase } from "@banyan/testkit";
import pg from "pg";

export interface Shelf {
  readonly url: string;
  /** Two processes: each has its own pool and its own desk. */
  readonly doors: readonly [Door, Door];
  sku(onHand: number): Promise<bigint>;
  /** As the owner of the schema, for looking and for arranging. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** What is wrong with the figures of all SKUs: [] = on hand is the log's sum, held the holds' sum, and not more. */
  offences(): Promise<unknown[]>;
  close(): Promise<void>;
}
export interface Door {
  readonly database: Database;
  readonly desk: HoldDesk;
}

export async function openShelf(name: string): Promise<Shelf> {
  const scratch = await createTestDatabase(name);
  const owner = new pg.Pool({ connectionString: scratch.url, max: 4 });
  // A pool says it has ended before its connections are gone, and DROP DATABASE cuts them off.
  owner.on("connect", (client) => client.on("error", () => undefined));
  const door = (): Door => {
    const database = openDatabase({ url: scratch.url, maxConnections: 12 });
    return { database, desk: createHoldDesk(database) };
  };
  const doors = [door(), door()] as const;
  const sql: Shelf["sql"] = async (text, values = []) => (await owner.query(text, values)).rows;
  await sql(`INSERT INTO category (name) VALUES ('山货')`);
  await sql(`INSERT INTO product (category_id, fulfilment, name) SELECT id, 'parcel', '茶' FROM category`);
  return {
    url: scratch.url,
    doors,
    sql,
    sku: async (onHand) => {
      const [made] = await sql<{ id: string }>(
        `WITH made AS (INSERT INTO sku (product_id, price_fen) SELECT max(id), 100 FROM product RETURNING id),
           stocked AS (INSERT INTO sku_stock (sku_id, on_hand) SELECT id, $1 FROM made)
         INSERT INTO stock_log (sku_id, event_key, delta, on_hand_after, reason)
         SELECT id, 'opening', $1, $1, 'opening' FROM made WHERE $1 > 0 RETURNING sku_id AS id`,
        [onHand],
      );
      return BigInt(made?.id ?? 0);
    },
    offences: () =>
      sql(`SELECT s.*, l.sum AS log, h.sum AS holds FROM sku_stock s
        LEFT JOIN (SELECT sku_id, sum(delta) FROM stock_log GROUP BY 1) l USING (sku_id)
        LEFT JOIN (SELECT sku_id, sum(quantity) FROM stock_hold WHERE state = 'held' GROUP BY 1) h USING (sku_id)
        WHERE s.on_hand <> coalesce(l.sum, 0) OR s.held <> coalesce(h.sum, 0) OR s.held > s.on_hand`),
    close: async () => {
      await Promise.all(doors.map(({ database }) => database.close()));
      await owner.end();
      await scratch.drop();
    },
  };
}
