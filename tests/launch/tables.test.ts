/** A database that other files made is told from one that is only behind. */
import { createTestDatabase } from "@banyan/testkit";
import { Problem } from "@banyan/tools/launch/problem.ts";
import { bringTables } from "@banyan/tools/launch/tables.ts";
import pg from "pg";
import { expect, it, onTestFinished } from "vitest";

it("a migration that was changed after it was applied is named, with what to do, and no table is touched", async () => {
  const database = await createTestDatabase("tables");
  onTestFinished(() => database.drop());
  expect(await bringTables(database.url)).toBe(0);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query("UPDATE migration SET sha256 = 'other' WHERE name = '0007_commission.sql'");
  const before = await client.query("SELECT name, sha256 FROM migration ORDER BY name");
  const refused = await bringTables(database.url).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Problem);
  expect((refused as Problem).message).toContain("git checkout -- packages/schema/sql/0007_commission.sql");
  expect((await client.query("SELECT name, sha256 FROM migration ORDER BY name")).rows).toEqual(before.rows);
});
