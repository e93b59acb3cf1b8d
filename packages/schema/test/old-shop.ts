/** A shop of yesterday: a database of its own with the migrations up to 0007, for tests of those that follow. */
import { migrate } from "@banyan/schema";
import pg from "pg";

export interface OldShop {
  url: string;
  /** Connected as the owner of the tables. */
  owner: pg.Client;
  close(): Promise<void>;
}

export async function openOldShop(name: string): Promise<OldShop> {
  const cluster = process.env["BANYAN_TEST_PG"] ?? "";
  const database = `test_${name}_${process.pid}`;
  const admin = new pg.Client({ connectionString: cluster });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${database}`);
  const place = new URL(cluster);
  place.pathname = `/${database}`;
  await migrate(place.href, "0007_commission.sql");
  const owner = new pg.Client({ connectionString: place.href });
  await owner.connect();
  return {
    url: place.href,
    owner,
    close: async () => {
      await owner.end();
      await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
      await admin.end();
    },
  };
}
