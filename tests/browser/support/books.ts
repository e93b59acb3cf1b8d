/** The truth behind the screens: the shop's database and WeChat's books. */
import { openDatabase } from "@banyan/server/db/database.ts";
import { type Check, checkBooks } from "@banyan/server/reconciliation/check.ts";
import { connectControl, type SimulatorControl } from "@banyan/wechat-sim";
import pg from "pg";
import type { DemoAddress } from "./demo.ts";

export interface Books {
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** The sentences of `npm run books` that do not hold, with whoever breaks them. */
  broken(): Promise<Check[]>;
  wechat: SimulatorControl;
  close(): Promise<void>;
}

export async function openBooks(demo: DemoAddress): Promise<Books> {
  const pool = new pg.Pool({ connectionString: demo.databaseUrl, max: 2 });
  return {
    sql: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await pool.query<Row>(text, values)).rows,
    broken: async () => {
      const database = openDatabase({ url: demo.databaseUrl, role: "banyan_read", maxConnections: 1 });
      try {
        return (await checkBooks(database.query)).filter(({ ok }) => !ok);
      } finally {
        await database.close();
      }
    },
    wechat: connectControl(demo.simulatorUrl),
    close: () => pool.end(),
  };
}
