/** The truth behind the screens: the shop's database and WeChat's books. */
import { connectControl, type SimulatorControl } from "@banyan/wechat-sim";
import pg from "pg";
import type { DemoAddress } from "./demo.ts";

export interface Books {
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  wechat: SimulatorControl;
  close(): Promise<void>;
}

export async function openBooks(demo: DemoAddress): Promise<Books> {
  const pool = new pg.Pool({ connectionString: demo.databaseUrl, max: 2 });
  return {
    sql: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await pool.query<Row>(text, values)).rows,
    wechat: connectControl(demo.simulatorUrl),
    close: () => pool.end(),
  };
}
