/** `npm run -s commission`: what it answers, how it reads lines, how fast it is. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { ROOT } from "@banyan/tools/launch/paths.ts";
import { describe, expect, test } from "vitest";
import {
  A,
  ANSWER,
  answers,
  B,
  CASE,
  jsonl,
  LINE,
  PLAN,
  RULE,
  RULE_2,
  run,
  SHARE,
  shell,
  withLine,
  withPlan,
  withRule,
} from "./command.ts";

test("the worked-out cases, keys in the order of the document", () => {
  const text = readFileSync(
    new URL("../../packages/domain/test/commission-vectors.jsonl", import.meta.url),
    "utf8",
  );
  const vectors = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { input: unknown; output: unknown });
  const { status, stdout, stderr } = run(jsonl(vectors.map(({ input }) => input)));
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toBe(jsonl(vectors.map(({ output }) => output)));
});

describe("accepts", () => {
  const { refunded_fen: _, ...noRefunds } = CASE;
  const numbered = {
    ...CASE,
    plan: {
      ...PLAN,
      rules: [
        { ...RULE, id: -7 },
        { ...RULE_2, id: "r2", scope: "category", target: "12" },
      ],
    },
    line: { ...LINE, categories: [12], sku: 1, product: 2 },
    chain: [{ ...A, id: 9_007_199_254_740_991 }, B],
  };
  const echoed = {
    ...ANSWER,
    shares: [{ ...ANSWER.shares[0], promoter: 9_007_199_254_740_991, rule: -7 }, ANSWER.shares[1]],
  };
  const cases: [string, unknown, unknown][] = [
    ["a plain case", CASE, ANSWER],
    ["no refunds", noRefunds, { ...ANSWER, keep: [] }],
    ["buyer.promoter null", { ...CASE, buyer: { promoter: null } }, ANSWER],
    ["keys it does not know", { ...withLine({ colour: "red" }), note: [1] }, ANSWER],
    ["a target at all, which means nothing", withPlan({ rules: [{ ...RULE, target: 5 }, RULE_2] }), ANSWER],
    ["numbers as ids, compared as text, echoed as given", numbered, echoed],
    [
      "no categories, no rules",
      { ...withPlan({ rules: [] }), line: { ...LINE, categories: [] } },
      { ...ANSWER, shares: [], keep: [[]] },
    ],
    [
      "empty words as tier and target",
      withRule({ scope: "sku", target: "", tier: "" }),
      { ...ANSWER, shares: [ANSWER.shares[1]], keep: [[199]] },
    ],
    [
      "a refund of everything",
      { ...CASE, refunded_fen: [0, 9999] },
      {
        ...ANSWER,
        keep: [
          [999, 299],
          [0, 0],
        ],
      },
    ],
    ["no refunds in the list", { ...CASE, refunded_fen: [] }, { ...ANSWER, keep: [] }],
    [
      "the widest numbers there are",
      withLine({ net_fen: 9_007_199_254_740_991, quantity: 9_007_199_254_740_991 }),
      {
        ...ANSWER,
        base_fen: 9_007_199_254_740_991,
        shares: [
          { ...SHARE, gross_fen: 900_719_925_474_099, fen: 900_719_925_474_099 },
          { ...ANSWER.shares[1], gross_fen: 270_215_977_642_229, fen: 270_215_977_642_229 },
        ],
        keep: [[900_719_925_473_765, 270_215_977_642_129]],
      },
    ],
    [
      "tiers by words that every object knows",
      {
        ...withPlan({ rules: [], team_bonus: { rates: JSON.parse('{"__proto__":100,"constructor":300}') } }),
        chain: [
          { ...A, tier: "toString" },
          { ...B, tier: "__proto__" },
        ],
        refunded_fen: [],
      },
      {
        ...{ discount_fen: 0, base_fen: 9999 },
        shares: [
          {
            ...{ position: 2, kind: "team", promoter: "B", tier: "__proto__", rule: null },
            ...{ gross_fen: 99, fen: 99 },
          },
        ],
        keep: [],
      },
    ],
    [
      "a bonus at depth 1, which reaches nobody",
      withPlan({ depth: 1, team_bonus: { rates: { t: 500 } } }),
      { ...ANSWER, shares: [SHARE], keep: [[666]] },
    ],
  ];
  const { stdout, status } = run(jsonl(cases.map(([, input]) => input)));
  const given = answers(stdout);
  test.each(cases.map(([name, , output], index) => [name, output, index] as const))(
    "%s",
    (_, output, index) => {
      expect(given[index]).toEqual(output);
    },
  );
  test("exit status 0", () => expect(status).toBe(0));
});

describe("lines", () => {
  const text = JSON.stringify(CASE);
  const cases: [string, string, unknown[]][] = [
    ["nothing at all", "", []],
    ["no newline at the end", text, [ANSWER]],
    ["CRLF", `${text}\r\n${text}\r\n`, [ANSWER, ANSWER]],
    ["a byte order mark before the first", `\ufeff${text}\n${text}\n`, [ANSWER, ANSWER]],
    [
      "whole numbers, however they are written",
      [
        ["1e3", "100e1"],
        ["9999", "9999.000"],
        ["9999", "99990e-1"],
        ["3333", "3333.0E0"],
        [":1,", ":1.0,"],
      ]
        .map(
          ([from = "", to = ""]) => `${from === "1e3" ? text.replace("1000", to) : text.replace(from, to)}\n`,
        )
        .join(""),
      Array(5).fill(ANSWER),
    ],
    ["minus nothing", `${text.replace("3333", "-0")}\n`, [{ ...ANSWER, keep: [[999, 299]] }]],
    [
      "of two keys of one name the last",
      `${text.replace("{", '{"chain":5,"refunded_fen":"x",')}\n`,
      [ANSWER],
    ],
    [
      "a key of no use, 100,000 deep",
      `${text.replace("{", `{"note":${"[".repeat(100_000)}${"]".repeat(100_000)},`)}\n`,
      [ANSWER],
    ],
    [
      "half a character, as JSON may write it",
      `${text.replace('"A"', String.raw`"\ud83c"`)}\n`,
      [{ ...ANSWER, shares: [{ ...SHARE, promoter: "\ud83c" }, ANSWER.shares[1]] }],
    ],
    ["blanks all around", `\t ${text} \t\n`, [ANSWER]],
    [
      "a line of 5 MB",
      `${text.replace("{", `{"note":"${"茶".repeat(1_700_000)}",`)}\n${text}\n`,
      [ANSWER, ANSWER],
    ],
  ];
  test.each(cases)("%s", (_, input, output) => {
    const said = run(input);
    expect(answers(said.stdout)).toEqual(output);
    expect(said).toMatchObject({ status: 0, stderr: "" });
  });

  test("a reader that goes away is no crash", async () => {
    const child = spawn("npm", ["run", "-s", "commission"], { cwd: ROOT, shell });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString("utf8");
    });
    // Our own end of the pipe breaks as well, when the command is gone.
    child.stdin.on("error", () => undefined);
    child.stdout.once("data", () => child.stdout.destroy());
    child.stdin.end(`${text}\n`.repeat(50_000));
    const status = await new Promise((resolve) => child.once("close", resolve));
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});

test("100,000 lines in under 10 s, the start of the process included, in order", () => {
  const lines = Array.from({ length: 100_000 }, (_, n) => withLine({ net_fen: n }));
  const input = jsonl(lines);
  const began = performance.now();
  const { stdout, status } = run(input);
  const ms = performance.now() - began;
  console.log(`100,000 lines in ${Math.round(ms)} ms`);
  const bases = answers(stdout).map((answer) => (answer as { base_fen: number }).base_fen);
  // The first lines cost less than what is refunded of them.
  expect(status).toBe(1);
  expect(bases.slice(3333)).toEqual(Array.from({ length: 100_000 - 3333 }, (_, n) => n + 3333));
  expect(ms).toBeLessThan(10_000);
});
