/** `npm run books` on a shop whose books hold, on one whose books do not, and where there is no shop. */
import { spawnSync } from "node:child_process";
import { inRoot } from "@banyan/tools/launch/paths.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Lived, livedShop } from "./lived.ts";

let lived: Lived;
beforeAll(async () => {
  lived = await livedShop("books_command");
});
afterAll(() => lived.shop.close());

function books(url: string, ...words: string[]): { status: number | null; text: string } {
  const env = { ...process.env, DATABASE_URL: url };
  const done = spawnSync(process.execPath, [inRoot("tools", "books.ts"), ...words], {
    encoding: "utf8",
    env,
  });
  return { status: done.status, text: done.stdout + done.stderr };
}

it("says that everything holds, in words and as JSON", () => {
  const said = books(lived.shop.databaseUrl);
  expect(said).toMatchObject({ status: 0, text: expect.stringContaining("项全部成立") });
  expect(said.text).not.toContain("✗");
  const json = JSON.parse(books(lived.shop.databaseUrl, "--json").text) as { ok: boolean; checks: unknown[] };
  expect(json.ok).toBe(true);
  expect(json.checks.length).toBeGreaterThan(20);
});

it("names what does not hold, and fails", async () => {
  await lived.shop.sql("UPDATE orders SET refunded_fen = refunded_fen - 1 WHERE no = $1", [lived.partly]);
  const said = books(lived.shop.databaseUrl);
  expect(said.status).toBe(1);
  expect(said.text).toContain(`✗ 订单已退 = 成功退款之和 = 各行已退 + 已退运费\n    1 处：${lived.partly}`);
  const json = JSON.parse(books(lived.shop.databaseUrl, "--json").text) as { ok: boolean };
  expect(json.ok).toBe(false);
  await lived.shop.sql("UPDATE orders SET refunded_fen = refunded_fen + 1 WHERE no = $1", [lived.partly]);
  expect(books(lived.shop.databaseUrl).status).toBe(0);
});

it("tells what is wrong where there is no shop", () => {
  const said = books(process.env["BANYAN_TEST_PG"] ?? "");
  expect(said.status).toBe(1);
  expect(said.text).toContain("✗");
  expect(said.text).not.toContain("at async");
});
