/** What `npm run -s commission` refuses: each line in its place, with its code and the place of what is wrong. */
import { describe, expect, test } from "vitest";
import {
  A,
  ANSWER,
  answers,
  B,
  CASE,
  LINE,
  PLAN,
  RULE,
  RULE_2,
  run,
  withLine,
  withPlan,
  withRule,
} from "./command.ts";

describe("refuses", () => {
  const { plan: _p, ...noPlan } = CASE;
  const { team_bonus: _t, ...noBonus } = PLAN;
  const { promotion: _m, ...noPromotion } = LINE;
  const text = JSON.stringify(CASE);
  // what | line | code | path
  const cases: [string, string | object, string, string][] = [
    ["an empty line", "", "bad_json", ""],
    ["blanks", "  \t", "bad_json", ""],
    ["half an object", text.slice(0, -1), "bad_json", ""],
    ["two objects", text + text, "bad_json", ""],
    ["a comment", `${text} // fen`, "bad_json", ""],
    ["a comma too many", text.replace("9999,", "9999,,"), "bad_json", ""],
    ["single quotes", text.replaceAll('"', "'"), "bad_json", ""],
    ["NaN", text.replace("9999", "NaN"), "bad_json", ""],
    ["Infinity", text.replace("9999", "-Infinity"), "bad_json", ""],
    ["a number that begins with 0", text.replace("9999", "09999"), "bad_json", ""],
    ["a number with a plus", text.replace("9999", "+9999"), "bad_json", ""],
    ["hexadecimal", text.replace("9999", "0x270f"), "bad_json", ""],
    ["a mark in the middle", `\ufeff${text}`, "bad_json", ""],
    ["100,000 lists and no end", "[".repeat(100_000), "bad_json", ""],
    ["100,000 lists", "[".repeat(100_000) + "]".repeat(100_000), "bad_shape", ""],
    ["text", '"plan"', "bad_shape", ""],
    ["a list", "[]", "bad_shape", ""],
    ["null", "null", "bad_shape", ""],
    ["a number", "5", "bad_shape", ""],
    ["an empty object", {}, "bad_shape", "plan"],
    ["no plan", noPlan, "bad_shape", "plan"],
    ["no buyer", { ...CASE, buyer: undefined }, "bad_shape", "buyer"],
    ["chain null", { ...CASE, chain: null }, "bad_shape", "chain"],
    ["refunds null", { ...CASE, refunded_fen: null }, "bad_shape", "refunded_fen"],
    ["depth as text", withPlan({ depth: "2" }), "bad_shape", "plan.depth"],
    ["depth 1.5", withPlan({ depth: 1.5 }), "bad_shape", "plan.depth"],
    ["depth 4", withPlan({ depth: 4 }), "out_of_range", "plan.depth"],
    ["depth 0", withPlan({ depth: 0 }), "out_of_range", "plan.depth"],
    ["an unknown self mode", withPlan({ self_purchase: "both" }), "bad_shape", "plan.self_purchase"],
    ["cap 10001", withPlan({ cap_bps: 10_001 }), "out_of_range", "plan.cap_bps"],
    ["no team_bonus", { ...CASE, plan: noBonus }, "bad_shape", "plan.team_bonus"],
    ["a bonus without rates", withPlan({ team_bonus: {} }), "bad_shape", "plan.team_bonus.rates"],
    [
      "a bonus above 100%",
      withPlan({ team_bonus: { rates: { 经销商: 10_001 } } }),
      "out_of_range",
      "plan.team_bonus.rates.经销商",
    ],
    [
      "a bonus as text",
      withPlan({ team_bonus: { rates: { "a b": "1" } } }),
      "bad_shape",
      'plan.team_bonus.rates["a b"]',
    ],
    [
      "half a promotions",
      withPlan({ promotions: { flash_sale: "none" } }),
      "bad_shape",
      "plan.promotions.group_buy",
    ],
    [
      "an unknown setting",
      withPlan({ promotions: { flash_sale: "some", group_buy: "none" } }),
      "bad_shape",
      "plan.promotions.flash_sale",
    ],
    [
      "an exclusion without target",
      withPlan({ exclude: [{ scope: "sku" }] }),
      "bad_shape",
      "plan.exclude[0].target",
    ],
    [
      "an exclusion of an unknown scope",
      withPlan({ exclude: [{ scope: "shop" }] }),
      "bad_shape",
      "plan.exclude[0].scope",
    ],
    ["rules as an object", withPlan({ rules: {} }), "bad_shape", "plan.rules"],
    ["a rule that is a list", withPlan({ rules: [[]] }), "bad_shape", "plan.rules[0]"],
    ["a rule without id", withRule({ id: undefined }), "bad_shape", "plan.rules[1].id"],
    ["an empty id", withRule({ id: "" }), "bad_shape", "plan.rules[1].id"],
    ["an id beyond safe integers", withRule({ id: 2 ** 53 }), "out_of_range", "plan.rules[1].id"],
    ["an id with a fraction", withRule({ id: 1.5 }), "bad_shape", "plan.rules[1].id"],
    ["an id twice", withRule({ id: "r2" }), "bad_shape", "plan.rules[1].id"],
    [
      "an id twice, once as a number",
      withPlan({
        rules: [
          { ...RULE, id: 2 },
          { ...RULE_2, id: "2" },
        ],
      }),
      "bad_shape",
      "plan.rules[1].id",
    ],
    ["a category without target", withRule({ scope: "category" }), "bad_shape", "plan.rules[1].target"],
    [
      "a target that is a number",
      withRule({ scope: "category", target: 12 }),
      "bad_shape",
      "plan.rules[1].target",
    ],
    ["an unknown scope", withRule({ scope: "brand" }), "bad_shape", "plan.rules[1].scope"],
    ["position 4", withRule({ position: 4 }), "out_of_range", "plan.rules[1].position"],
    ["position 0", withRule({ position: 0 }), "out_of_range", "plan.rules[1].position"],
    ["position as text", withRule({ position: "1" }), "bad_shape", "plan.rules[1].position"],
    ["tier null", withRule({ tier: null }), "bad_shape", "plan.rules[1].tier"],
    ["both amounts", withRule({ fixed_fen: 1 }), "bad_shape", "plan.rules[1]"],
    ["both amounts, one null", withRule({ fixed_fen: null }), "bad_shape", "plan.rules[1]"],
    ["neither amount", withRule({ rate_bps: undefined }), "bad_shape", "plan.rules[1]"],
    ["a rate above 100%", withRule({ rate_bps: 10_001 }), "out_of_range", "plan.rules[1].rate_bps"],
    ["a negative rate", withRule({ rate_bps: -1 }), "out_of_range", "plan.rules[1].rate_bps"],
    ["a rate with a fraction", withRule({ rate_bps: 0.1 }), "bad_shape", "plan.rules[1].rate_bps"],
    [
      "a negative amount",
      withRule({ rate_bps: undefined, fixed_fen: -1 }),
      "out_of_range",
      "plan.rules[1].fixed_fen",
    ],
    ["no promotion", { ...CASE, line: noPromotion }, "bad_shape", "line.promotion"],
    ["an unknown promotion", withLine({ promotion: "sale" }), "bad_shape", "line.promotion"],
    ["quantity 0", withLine({ quantity: 0 }), "out_of_range", "line.quantity"],
    ["net below 0", withLine({ net_fen: -1 }), "out_of_range", "line.net_fen"],
    ["net beyond safe integers", withLine({ net_fen: 2 ** 53 }), "out_of_range", "line.net_fen"],
    ["net beyond doubles", text.replace("9999", "1e400"), "out_of_range", "line.net_fen"],
    [
      "a fraction that no double holds",
      text.replace("9999", "9999.00000000000000000001"),
      "bad_shape",
      "line.net_fen",
    ],
    ["the same at the edge", text.replace("9999", "9007199254740991.4"), "bad_shape", "line.net_fen"],
    [
      "the same by its power",
      text.replace("9999", "99990000000000000000001e-19"),
      "bad_shape",
      "line.net_fen",
    ],
    [
      "one beyond safe integers, which a double rounds",
      text.replace("9999", "9007199254740993"),
      "out_of_range",
      "line.net_fen",
    ],
    ["far below 0", text.replace("9999", "-1e400"), "out_of_range", "line.net_fen"],
    ["next to nothing", text.replace("9999", "1e-400"), "bad_shape", "line.net_fen"],
    ["quantity below 0", withLine({ quantity: -1 }), "out_of_range", "line.quantity"],
    ["half a piece", withLine({ quantity: 0.5 }), "bad_shape", "line.quantity"],
    ["no quantity", withLine({ quantity: undefined }), "bad_shape", "line.quantity"],
    ["net null", withLine({ net_fen: null }), "bad_shape", "line.net_fen"],
    ["net true", withLine({ net_fen: true }), "bad_shape", "line.net_fen"],
    ["net as text", withLine({ net_fen: "9999" }), "bad_shape", "line.net_fen"],
    ["categories as text", withLine({ categories: "c" }), "bad_shape", "line.categories"],
    ["a category that is null", withLine({ categories: ["c", null] }), "bad_shape", "line.categories[1]"],
    ["sku null", withLine({ sku: null }), "bad_shape", "line.sku"],
    [
      "a promoter without tier",
      { ...CASE, buyer: { promoter: { id: "Q", active: true } } },
      "bad_shape",
      "buyer.promoter.tier",
    ],
    ["active as a number", { ...CASE, chain: [A, { ...B, active: 1 }] }, "bad_shape", "chain[1].active"],
    ["a negative refund", { ...CASE, refunded_fen: [0, -1] }, "out_of_range", "refunded_fen[1]"],
    ["a refund as text", { ...CASE, refunded_fen: ["0"] }, "bad_shape", "refunded_fen[0]"],
    ["half a fen", { ...CASE, refunded_fen: [0.5] }, "bad_shape", "refunded_fen[0]"],
    ["a tie", withPlan({ rules: [RULE, RULE_2, { ...RULE, id: "x" }] }), "rule_tie", "plan.rules[2]"],
    ["somebody twice in the chain", { ...CASE, chain: [A, B, A] }, "duplicate_member", "chain[2].id"],
    [
      "the same as a number",
      {
        ...CASE,
        chain: [
          { ...A, id: 5 },
          { ...B, id: "5" },
        ],
      },
      "duplicate_member",
      "chain[1].id",
    ],
    [
      "the buyer in the chain",
      { ...CASE, buyer: { promoter: A }, chain: [B, A] },
      "duplicate_member",
      "chain[1].id",
    ],
    [
      "more refunded than the base",
      { ...CASE, refunded_fen: [9999, 10_000] },
      "refund_over_base",
      "refunded_fen[1]",
    ],
    ["shape before range", { ...withPlan({ depth: 9 }), chain: [{}] }, "bad_shape", "chain[0].id"],
    [
      "range before tie",
      { ...withRule({ id: "x", position: 2 }), refunded_fen: [-1] },
      "out_of_range",
      "refunded_fen[0]",
    ],
    ["tie before duplicate", { ...withRule({ position: 2 }), chain: [A, A] }, "rule_tie", "plan.rules[1]"],
    [
      "duplicate before refund",
      { ...CASE, chain: [A, A], refunded_fen: [10_000] },
      "duplicate_member",
      "chain[1].id",
    ],
  ];
  const lines = cases.map(([, line]) => (typeof line === "string" ? line : JSON.stringify(line)));
  // A good line between every two: a refusal takes its own place and nothing else.
  const { stdout, stderr, status } = run(lines.map((line) => `${line}\n${text}\n`).join(""));
  const given = answers(stdout);

  test.each(cases.map(([name, , code, path], index) => [name, code, path, index] as const))(
    "%s → %s %s",
    (_, code, path, index) => {
      expect(given[index * 2]).toEqual({ error: { code, path, message: expect.stringMatching(/[一-龥]/) } });
    },
  );

  test("everything else is answered, and the exit status is 1", () => {
    expect(given).toHaveLength(cases.length * 2);
    for (let index = 1; index < given.length; index += 2) expect(given[index]).toEqual(ANSWER);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  });

  test("bytes that are no text", () => {
    const bad = Buffer.from(`${text}\n`);
    bad[text.indexOf('"A"') + 1] = 0xff;
    const said = run(bad);
    expect(answers(said.stdout)).toEqual([
      { error: expect.objectContaining({ code: "bad_json", path: "" }) },
    ]);
    expect(said.status).toBe(1);
  });
});
