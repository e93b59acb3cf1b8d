import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { migrate } from "@banyan/schema/migrate.ts";
import { ensureMasterKey, masterKeyPath } from "@banyan/tools/launch/master-key.ts";
import pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { scratchFolder } from "./scratch.ts";

// Every test starts servers or commands of its own, which on a busy machine take their time.
vi.setConfig({ testTimeout: 90_000 });

const TOOLS = new URL("../../tools/", import.meta.url).pathname;
const AWKWARD = "云岭\t山货\\N\n\"引号\" '单' \u{1F344} \\.";

/** An empty database that is dropped when the test has finished. */
async function makeDatabase(): Promise<string> {
  const name = `backup_${process.pid}_${Math.random().toString(36).slice(2)}`;
  await run(process.env.BANYAN_TEST_PG ?? "", `CREATE DATABASE ${name}`);
  onTestFinished(() =>
    run(process.env.BANYAN_TEST_PG ?? "", `DROP DATABASE ${name} WITH (FORCE)`).then(() => undefined),
  );
  return (process.env.BANYAN_TEST_PG ?? "").replace(/[^/]+$/, name);
}

async function run(url: string, sql: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql, values);
  } finally {
    await client.end();
  }
}

function command(name: "backup" | "restore", url: string, ...words: string[]) {
  const done = spawnSync(process.execPath, [join(TOOLS, `${name}.ts`), ...words], {
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL: url },
  });
  return { status: done.status, text: done.stdout + done.stderr };
}

/** A migrated shop with awkward rows, a picture and a key. */
async function makeShop(): Promise<{ url: string; data: string; file: string; folder: string }> {
  const folder = scratchFolder();
  const data = join(folder, "data");
  mkdirSync(join(data, "media", "ab"), { recursive: true });
  writeFileSync(join(data, "media", "ab", "abcd"), Buffer.from([0, 1, 2, 255]));
  ensureMasterKey(data);
  const url = await makeDatabase();
  await migrate(url);
  // A child before its parent by id, so that rows only fit when the whole table is loaded at once.
  await run(url, "INSERT INTO category (id, name) VALUES (7, $1)", [AWKWARD]);
  await run(url, "INSERT INTO category (id, parent_id, name) VALUES (3, 7, '菌子')");
  await run(
    url,
    "INSERT INTO product (category_id, fulfilment, name, tags) VALUES (3, 'parcel', '鸡枞', '[\"新\"]')",
  );
  return { url, data, file: join(folder, "shop.tar.gz"), folder };
}

const EVERYTHING = `SELECT (SELECT json_agg(c ORDER BY id) FROM category c) AS categories, (SELECT json_agg(p) FROM product p) AS products`;

test("everything comes back: awkward words, links between rows, sequences, pictures, the key", async () => {
  const shop = await makeShop();
  expect(command("backup", shop.url, "--to", shop.file, "--data", shop.data, "--with-key").text).toMatch(
    /带有主密钥/,
  );
  const url = await makeDatabase();
  const data = join(shop.folder, "restored");
  const done = command("restore", url, "--from", shop.file, "--data", data);
  expect(done).toMatchObject({ status: 0, text: expect.stringContaining("✓ 已恢复") });
  expect((await run(url, EVERYTHING)).rows).toEqual((await run(shop.url, EVERYTHING)).rows);
  expect((await run(url, "SELECT name FROM category WHERE id = 7")).rows).toEqual([{ name: AWKWARD }]);
  const next =
    "INSERT INTO product (category_id, fulfilment, name) VALUES (3, 'parcel', '松茸') RETURNING id";
  expect((await run(url, next)).rows).toEqual((await run(shop.url, next)).rows);
  expect(readFileSync(join(data, "media", "ab", "abcd"))).toEqual(Buffer.from([0, 1, 2, 255]));
  expect(readFileSync(masterKeyPath(data))).toEqual(readFileSync(masterKeyPath(shop.data)));
});

test("a backup is one moment: what is committed while it runs is not half in it", async () => {
  const shop = await makeShop();
  const writer = new pg.Client({ connectionString: shop.url });
  await writer.connect();
  await writer.query("BEGIN");
  await writer.query("INSERT INTO category (id, name) VALUES (9, '未提交')");
  expect(command("backup", shop.url, "--to", shop.file, "--data", shop.data).status).toBe(0);
  await writer.query("COMMIT");
  await writer.end();
  const url = await makeDatabase();
  expect(command("restore", url, "--from", shop.file, "--data", shop.data).status).toBe(0);
  expect((await run(url, "SELECT id FROM category ORDER BY id")).rows).toEqual([{ id: "3" }, { id: "7" }]);
});

test("what cannot be trusted is refused, and nothing is changed", async () => {
  const shop = await makeShop();
  expect(command("backup", shop.url, "--to", shop.file, "--data", shop.data).status).toBe(0);
  const again = command("backup", shop.url, "--to", shop.file, "--data", shop.data);
  expect(again).toMatchObject({ status: 1, text: expect.stringContaining("已存在") });

  const full = command("restore", shop.url, "--from", shop.file, "--data", shop.data);
  expect(full).toMatchObject({ status: 1, text: expect.stringContaining("不是空的") });

  const url = await makeDatabase();
  const keyless = command("restore", url, "--from", shop.file, "--data", join(shop.folder, "keyless"));
  expect(keyless).toMatchObject({ status: 1, text: expect.stringContaining("没有主密钥") });
  ensureMasterKey(mkdirSync(join(shop.folder, "other"), { recursive: true }) ?? "");
  const otherKey = command("restore", url, "--from", shop.file, "--data", join(shop.folder, "other"));
  expect(otherKey).toMatchObject({ status: 1, text: expect.stringContaining("不是这个备份的主密钥") });

  const torn = join(shop.folder, "torn.tar.gz");
  const bytes = readFileSync(shop.file);
  writeFileSync(torn, bytes.subarray(0, bytes.length / 2));
  expect(command("restore", url, "--from", torn, "--data", shop.data).status).toBe(1);
  const tables = await run(
    url,
    "SELECT count(*)::int AS n FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
  );
  expect(tables.rows).toEqual([{ n: 0 }]);
});

test("with --force a full database is emptied first", async () => {
  const shop = await makeShop();
  expect(command("backup", shop.url, "--to", shop.file, "--data", shop.data).status).toBe(0);
  await run(shop.url, "INSERT INTO category (id, name) VALUES (10, '之后')");
  expect(command("restore", shop.url, "--from", shop.file, "--data", shop.data, "--force").status).toBe(0);
  expect((await run(shop.url, "SELECT count(*)::int AS n FROM category")).rows).toEqual([{ n: 2 }]);
});
