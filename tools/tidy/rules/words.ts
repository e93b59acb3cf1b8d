import { isDevelopment } from "../house.ts";
import { isGenerated, lineAt, type Offence, type Tree } from "../tree.ts";
import { isStore } from "./stores.ts";

/** A word that must not stand somewhere, and what stands there instead. */
interface Ban {
  readonly pattern: RegExp;
  /** Whole text, code without comments, or code without comments and strings. */
  readonly look: "text" | "code" | "bare";
  readonly where: (path: string) => boolean;
  readonly instead: string;
}

const isTest = (path: string) => /(?:^|\/)tests?\/|\.test\.tsx?$/.test(path);
/** What runs in a shop; testkit never does. */
const isProduct = (path: string) =>
  /^(?:packages|apps)\/[^/]+\/src\//.test(path) && !path.startsWith("packages/testkit/");
/** Front ends format money in one file each: old engines of mini programs know no bigint. */
const isMoneyFile = (path: string) => /^apps\/[^/]+\/src\/.*\/money\.tsx?$/.test(path);
const isMain = (path: string) => /(?:^|\/)main\.tsx?$/.test(path);
const isPure = (path: string) =>
  /^packages\/(?:domain|kernel)\/src\//.test(path) && !/\/clock\.ts$/.test(path);
const mayHoldSql = (path: string) =>
  isStore(path) ||
  /^packages\/(?:schema|ledger|testkit)\//.test(path) ||
  path.startsWith("apps/server/src/db/");
/** This program names the words it bans. */
const isTidy = (path: string) =>
  path.startsWith("tools/tidy/") || /^tests\/tidy[a-z-]*\.test\.ts$/.test(path);

/** A line that speaks of money. */
const MONEY_LINE = String.raw`^.*(?:[fF]en(?:\b|_|[A-Z])|[yY]uan|[pP]rice|[aA]mount|[pP]ayable).*`;
const FLOAT_MONEY = String.raw`(?:parseFloat\(|\.toFixed\(|Math\.(?:round|floor|ceil|trunc)\(|\/\s*10+(?!\d|n|_)|\*\s*0?\.\d)`;

const BANS: readonly Ban[] = [
  {
    pattern: new RegExp(`(?=${MONEY_LINE})^.*?${FLOAT_MONEY}`, "gm"),
    look: "bare",
    where: (path) => isProduct(path) && !isMoneyFile(path),
    instead: "金额只用 bigint 分：kernel 的 floorShare、floorBps、yuan、toWire",
  },
  {
    pattern: /\bparseFloat\(/g,
    look: "bare",
    where: isProduct,
    instead: "整数用 BigInt 或 Number，金额用 kernel",
  },
  {
    pattern: /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b/g,
    look: "bare",
    where: isPure,
    instead: "由调用者传入时刻（业务时间）",
  },
  {
    pattern: /\bMath\.random\b|\bcrypto\.(?:randomUUID|getRandomValues)\b/g,
    look: "bare",
    where: isPure,
    instead: "由调用者传入随机数",
  },
  {
    pattern: /\bsql(?:<[^`;]*?>)?`|\.query\(|\bCompiledQuery\b/g,
    look: "bare",
    where: (path) => isProduct(path) && !mayHoldSql(path),
    instead: "SQL 只写在本名词的 store.ts 或 *-store.ts",
  },
  {
    // Except the two constants that bundlers put in.
    pattern: /\bprocess\.env\b(?!\.(?:TARO_ENV|NODE_ENV)\b)/g,
    look: "bare",
    where: (path) => isProduct(path) && !isMain(path) && !/(?:^|\/)config\.ts$/.test(path),
    instead: "环境变量只在 config.ts 里读，再作为值传下去",
  },
  {
    pattern: /\bas any\b|[:<,|&]\s*any\b|\bany\[\]/g,
    look: "bare",
    where: () => true,
    instead: "写出类型，或用 unknown 再收窄",
  },
  {
    pattern: /@ts-(?:ignore|nocheck)\b/g,
    look: "text",
    where: isProduct,
    instead: "改正类型；确需时用 @ts-expect-error 并写明原因",
  },
  {
    pattern: /\bconsole\.(?:log|info|debug)\b/g,
    look: "bare",
    where: (path) => !isDevelopment(path) && !isTest(path) && !isMain(path),
    instead: "用请求日志，或把要说的话作为值返回",
  },
  { pattern: /\b(?:TODO|FIXME)\b/g, look: "text", where: () => true, instead: "现在做完，或写成议题" },
  {
    pattern: /\bSERIALIZABLE\b|\bpg_advisory\w*/gi,
    look: "code",
    where: (path) => isProduct(path),
    instead: "用条件更新、CHECK 与幂等键（Data rule 7）",
  },
];

/** Words of a private workplace; the project speaks of itself only. */
const PRIVATE = /\/work\/|\/root\/|registry\.npmjs|\.\.\/shared\b/g;

function findAll(text: string, pattern: RegExp): { line: number; word: string }[] {
  return [...text.matchAll(pattern)].map((match) => {
    const end = match.index + match[0].length;
    return { line: lineAt(text, end), word: match[0].trim().slice(-40) };
  });
}

/** Words that must not stand where they stand, each with what to use instead. */
export function checkWords(tree: Tree): Offence[] {
  const offences: Offence[] = [];
  for (const file of tree.sources) {
    if (isGenerated(file.path) || isTidy(file.path)) continue;
    for (const ban of BANS.filter(({ where }) => where(file.path))) {
      for (const { line, word } of findAll(file[ban.look], ban.pattern)) {
        offences.push({ rule: "words", path: file.path, line, message: `「${word}」→ ${ban.instead}` });
      }
    }
  }
  for (const file of tree.files) {
    if (isTidy(file.path) || file.path === "pnpm-lock.yaml") continue;
    for (const { line, word } of findAll(file.text, PRIVATE)) {
      offences.push({
        rule: "words",
        path: file.path,
        line,
        message: `「${word}」是某台机器上的地方 → 只说项目自己的路径`,
      });
    }
  }
  return offences;
}
