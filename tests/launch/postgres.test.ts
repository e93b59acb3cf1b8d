import pg from "pg";
import { expect, test } from "vitest";

test("x", async () => {
  const c = new pg.Client(process.env.BANYAN_TEST_PG);
  await c.connect();
  expect((await c.query("select current_database() d")).rows[0].d).toBe("banyan");
  await c.end();
});
