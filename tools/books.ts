/**
 * `npm run -s books [-- --data DIR] [--json]`: reads the books of a shop, running or stopped (or of DATABASE_URL), and says which
 * sentences hold. Exit code 0 only when all of them do. It changes nothing.
 */
import { openDatabase } from "@banyan/server/db/database.ts";
import { type Check, checkBooks } from "@banyan/server/reconciliation/check.ts";
import { withShopDatabase } from "./backup/target.ts";
import { dataFolder, readWords } from "./launch/options.ts";
import { Problem, reportFailure } from "./launch/problem.ts";

const USAGE = "用法：npm run -s books [-- --data 数据目录] [--json]";

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = reportFailure(error);
}

async function main(): Promise<number> {
  const values = readWords(
    process.argv.slice(2),
    { data: { type: "string" }, json: { type: "boolean", default: false } },
    USAGE,
  );
  const began = performance.now();
  const checks = await withShopDatabase(dataFolder(values.data, process.env), "正在核对账目", read);
  const ok = checks.every((check) => check.ok);
  if (values.json) console.log(JSON.stringify({ ok, checks }, null, 1));
  else print(checks, Math.round(performance.now() - began));
  return ok ? 0 : 1;
}

/** Reads as banyan_read, which can change nothing. */
async function read(url: string): Promise<Check[]> {
  const database = openDatabase({ url, role: "banyan_read", maxConnections: 1 });
  try {
    return await checkBooks(database.query);
  } catch (error) {
    // A role or table that is missing: this database is not a shop, or one of another version.
    const code = (error as { code?: string }).code ?? "";
    if (/^(?:42P01|42703|42704|22023)$/.test(code))
      throw new Problem("这个数据库不是当前版本的商城，请先用 npm start 完成升级。");
    throw error;
  } finally {
    await database.close();
  }
}

function print(checks: readonly Check[], ms: number): void {
  for (const { ok, name, count, sample } of checks) {
    console.log(
      `${ok ? "✓" : "✗"} ${name}${ok ? "" : `\n    ${count} 处：${sample.join("、")}${count > sample.length ? " …" : ""}`}`,
    );
  }
  const broken = checks.filter((check) => !check.ok).length;
  console.log(
    broken === 0
      ? `\n${checks.length} 项全部成立，用时 ${ms} ms`
      : `\n${checks.length} 项中有 ${broken} 项不成立，用时 ${ms} ms`,
  );
}
