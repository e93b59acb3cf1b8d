import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../src/index.ts";

const made: TestDatabase[] = [];
const create = async (name?: string) => {
  const database = await createTestDatabase(name);
  made.push(database);
  return database;
};
afterAll(() => Promise.all(made.map((database) => database.drop())));

async function ask<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

describe("createTestDatabase", () => {
  test("six at once get six databases of one schema that do not see each other", async () => {
    const databases = await Promise.all(Array.from({ length: 6 }, () => create()));
    expect(new Set(databases.map((database) => database.url)).size).toBe(6);
    const [first, ...others] = databases as [TestDatabase, ...TestDatabase[]];
    await ask(first.url, "INSERT INTO category (name) VALUES ('茶')");
    expect(await ask(first.url, "SELECT name FROM category")).toEqual([{ name: "茶" }]);
    for (const other of others) expect(await ask(other.url, "SELECT name FROM category")).toEqual([]);
  });

  test("carries every migration, rights included", async () => {
    const { url } = await create("rights");
    const [row] = await ask<{ applied: number }>(url, "SELECT count(*)::int AS applied FROM migration");
    expect(row?.applied).toBeGreaterThan(0);
    await expect(ask(url, "SET ROLE banyan_app; DELETE FROM audit")).rejects.toMatchObject({
      code: "42501",
    });
  });

  test("takes any name", async () => {
    const { url } = await create('订单 "; DROP DATABASE banyan; --');
    expect(await ask(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  test("drops with a session still open, and twice", async () => {
    const { url, drop } = await createTestDatabase("drop");
    const client = new pg.Client({ connectionString: url });
    const ended = new Promise((resolve) => client.on("error", resolve));
    await client.connect();
    await drop();
    await ended;
    await drop();
    await expect(ask(url, "SELECT 1")).rejects.toMatchObject({ code: "3D000" });
  });
});
