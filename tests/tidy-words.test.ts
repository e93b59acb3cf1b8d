/** The scanner under the rules, and a planted offence for every banned word. */
import { ROOT } from "@banyan/tools/launch/paths.ts";
import { checkWords } from "@banyan/tools/tidy/rules/words.ts";
import { scan } from "@banyan/tools/tidy/scan.ts";
import { readTree, treeOf } from "@banyan/tools/tidy/tree.ts";
import { describe, expect, it } from "vitest";

describe("scanner", () => {
  it("blanks comments and the insides of strings, and keeps every column", () => {
    const template = ["`q$", "{f('z')}w`"].join("");
    const text = `const a = "//x"; // sql\`y\`
const b = ${template}; const c = /[/"]/.test(a) /* any */ ? 1 / 2 : 3;`;
    const { code, bare } = scan(text);
    expect([code.length, bare.length]).toEqual([text.length, text.length]);
    expect(code.indexOf("1 / 2")).toBe(text.indexOf("1 / 2"));
    const squeezed = (blanked: string) => blanked.replace(/ +/g, " ");
    expect(squeezed(code)).toBe(`const a = "//x"; 
const b = ${template}; const c = /[/"]/.test(a) ? 1 / 2 : 3;`);
    const hollow = ["` $", "{f(' ')} `"].join("");
    expect(squeezed(bare)).toBe(`const a = " "; 
const b = ${hollow}; const c = / /.test(a) ? 1 / 2 : 3;`);
  });

  it("loses its way in no file of the house: brackets stay in balance", () => {
    const lost = readTree(ROOT).sources.filter(({ bare }) =>
      ["{}", "()", "[]"].some(
        ([open = "", close = ""]) => bare.split(open).length !== bare.split(close).length,
      ),
    );
    expect(lost.map(({ path }) => path)).toEqual([]);
  });
});

/** Where · what stands there · what the rule says; an empty text means it is fine. */
const WORDS: [string, string, string][] = [
  ["packages/domain/src/a.ts", "const fee = Math.round(feeFen * 0.006);", "金额只用 bigint"],
  ["apps/admin/src/order/a.ts", "const text = (row.payable_fen / 100).toFixed(2);", "金额只用 bigint"],
  ["apps/admin/src/order/a.ts", "const amount = parseFloat(text);", "金额只用 bigint"],
  ["apps/admin/src/design/money.tsx", "const text = (fen / 100).toFixed(2);", ""],
  ["apps/admin/src/order/a.ts", "const share = parseFloat(text);", "整数用 BigInt"],
  ["apps/admin/src/order/a.ts", "const half = fen / 2n;\nconst percent = (ratio * 100).toFixed(1);", ""],
  ["apps/admin/src/order/a.ts", "const whole = fen / 100n;\nconst rows = Math.ceil(count / 20);", ""],
  ["packages/domain/src/a.ts", "const at = new Date();", "由调用者传入时刻"],
  ["packages/kernel/src/a.ts", "const at = Date.now();", "由调用者传入时刻"],
  ["packages/kernel/src/clock.ts", "const at = Date.now();", ""],
  ["packages/domain/src/a.ts", "const at = new Date(ms); // Date.now", ""],
  ["packages/domain/src/a.ts", "const luck = Math.random();", "由调用者传入随机数"],
  ["apps/server/src/order/submit.ts", "await sql`SELECT 1`.execute(tx);", "SQL 只写在"],
  ["apps/server/src/order/submit.ts", "await sql<{ id: bigint }>`SELECT 1`.execute(tx);", "SQL 只写在"],
  ["apps/server/src/order/submit.ts", 'await pool.query("SELECT 1");', "SQL 只写在"],
  ["apps/server/src/order/submit-store.ts", "await sql`SELECT 1`.execute(tx);", ""],
  ["packages/ledger/src/post.ts", 'await pool.query("SELECT 1");', ""],
  ["apps/server/src/order/a.ts", "const url = process.env.DATABASE_URL;", "只在 config.ts"],
  ["apps/server/src/config.ts", "const url = process.env.DATABASE_URL;", ""],
  ["apps/mini/src/design/tap.tsx", 'if (process.env.TARO_ENV === "h5") tap();', ""],
  ["tools/seed.ts", "const row = body as any;", "写出类型"],
  ["apps/server/src/order/a.ts", "function f(x: any, y: any[]) {}", "写出类型"],
  ["apps/server/src/order/a.ts", 'const word = "as any"; // : any', ""],
  ["apps/server/src/order/a.ts", "// @ts-ignore", "改正类型"],
  ["packages/wechat/src/a.ts", "console.log(answer);", "用请求日志"],
  ["packages/wechat/src/main.ts", "console.log(url);", ""],
  ["tools/seed.ts", "console.log(count);", ""],
  ["tools/seed.ts", "// TODO later", "现在做完"],
  ["apps/server/src/order/store.ts", "sql`SELECT pg_advisory_xact_lock(1)`", "用条件更新"],
  ["apps/server/src/order/store.ts", 'tx.setIsolationLevel("serializable")', "用条件更新"],
  ["docs/guide.md", "cd /work/main", "是某台机器上的地方"],
  ["tools/seed.ts", 'const home = "/root/.npm";', "是某台机器上的地方"],
  [".npmrc", "registry=https://registry.npmjs.org", "是某台机器上的地方"],
  ["README.md", "见 ../shared/plan.md", "是某台机器上的地方"],
];

describe("words", () => {
  it.each(WORDS)("%s: %s → %s", (path, text, message) => {
    const said = checkWords(treeOf({ [path]: `${text}\n` })).map((offence) => offence.message);
    if (message === "") expect(said).toEqual([]);
    else expect(said.join("\n")).toContain(message);
  });
});
