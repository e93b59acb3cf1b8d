import { describe, expect, test } from "vitest";
import {
  describeFreightPart,
  describeFreightRule,
  type FreightBook,
  type FreightLine,
  type FreightRule,
  type FreightTemplate,
  freightOf,
  regionConflict,
  templateOf,
} from "../src/index.ts";

const rule = (change: Partial<FreightRule> = {}): FreightRule => ({
  first: 1,
  firstFen: 800n,
  further: 1,
  furtherFen: 300n,
  freeOverFen: null,
  freeOverPieces: null,
  ...change,
});
/** 首 1 件 ¥8，续 1 件 ¥3；昆明满 2 件或 ¥50 包邮；新疆、西藏 ¥25 起；台湾不送。 */
const PIECES: FreightTemplate = {
  id: "1",
  name: "默认模板",
  unit: "piece",
  elsewhere: rule(),
  groups: [
    { ...rule({ freeOverFen: 5000n, freeOverPieces: 2 }), regions: ["5301"] },
    { ...rule({ firstFen: 2500n, further: 2, furtherFen: 500n }), regions: ["65", "54"] },
  ],
  unserved: ["71"],
};
/** 首重 1 kg ¥10，续重 0.5 kg ¥2。 */
const WEIGHT: FreightTemplate = {
  id: "2",
  name: "生鲜冷链",
  unit: "weight",
  elsewhere: rule({ first: 1000, firstFen: 1000n, further: 500, furtherFen: 200n }),
  groups: [],
  unserved: ["54"],
};
const BOOK: FreightBook = { templates: [PIECES, WEIGHT], defaultId: "1" };
const line = (quantity: number, baseFen: bigint, change: Partial<FreightLine> = {}): FreightLine => ({
  templateId: null,
  quantity,
  weightG: 400,
  baseFen,
  ...change,
});
const cold = (quantity: number, baseFen: bigint, weightG = 400) =>
  line(quantity, baseFen, { templateId: "2", weightG });

describe("freightOf", () => {
  // lines | region | [fee, reason, missing fen, missing pieces] of each part
  type Part = [bigint, string, bigint | null, number | null];
  const cases: [string, FreightLine[], string | null, Part[]][] = [
    ["the first piece", [line(1, 900n)], "440106", [[800n, "first", null, null]]],
    ["two further pieces", [line(2, 900n), line(1, 100n)], "440106", [[1400n, "further", null, null]]],
    ["no address: elsewhere", [line(1, 900n)], null, [[800n, "first", null, null]]],
    ["a city of its own", [line(1, 900n)], "530102", [[800n, "first", 4100n, 1]]],
    ["another city of its province", [line(1, 900n)], "530302", [[800n, "first", null, null]]],
    ["enough money", [line(1, 5000n)], "530102", [[0n, "free_amount", null, null]]],
    ["enough pieces, though not enough money", [line(2, 100n)], "530102", [[0n, "free_pieces", null, null]]],
    ["one further step is two pieces", [line(3, 100n)], "650102", [[3000n, "further", null, null]]],
    ["a step begun is a step", [line(4, 100n)], "540102", [[3500n, "further", null, null]]],
    ["at the first weight", [cold(2, 900n, 500)], "440106", [[1000n, "first", null, null]]],
    ["a gram more", [cold(1, 900n, 1001)], "440106", [[1200n, "further", null, null]]],
    ["weight unknown", [cold(7, 900n, 0)], "440106", [[1000n, "first", null, null]]],
    [
      "templates add up, in the order of the lines",
      [cold(4, 900n), line(1, 100n), cold(1, 100n)],
      "440106",
      [
        [1400n, "further", null, null],
        [800n, "first", null, null],
      ],
    ],
    [
      "goods of one template do not waive another's fee",
      [line(1, 4999n), cold(1, 90_000n)],
      "530102",
      [
        [800n, "first", 1n, 1],
        [1000n, "first", null, null],
      ],
    ],
    [
      "a template that is not in the book is the default",
      [line(1, 1n, { templateId: "9" })],
      null,
      [[800n, "first", null, null]],
    ],
  ];
  test.each(cases)("%s", (_, lines, region, parts) => {
    const answer = freightOf(BOOK, { region, lines });
    if (answer.kind !== "fee") throw new Error(answer.kind);
    expect(
      answer.parts.map((part) => [part.feeFen, part.reason, part.missingFen, part.missingPieces]),
    ).toEqual(parts);
    expect(answer.feeFen).toBe(parts.reduce((sum, [fen]) => sum + fen, 0n));
  });

  // rule | pieces | fee, and why
  test.each<[string, Partial<FreightRule>, number, [bigint, string]]>([
    ["costs nothing", { firstFen: 0n, furtherFen: 0n, freeOverFen: 1n }, 3, [0n, "free"]],
    ["the first is free, a further one is not", { firstFen: 0n }, 2, [300n, "further"]],
    ["only the first, which is free", { firstFen: 0n }, 1, [0n, "free"]],
    ["further ones are free", { furtherFen: 0n }, 3, [800n, "first"]],
    ["as many as the first fee pays for", { first: 3, further: 2 }, 3, [800n, "first"]],
    ["one more", { first: 3, further: 2 }, 4, [1100n, "further"]],
    ["a step and one more", { first: 3, further: 2 }, 6, [1400n, "further"]],
  ])("a rule that %s", (_, change, quantity, part) => {
    const template = { ...PIECES, elsewhere: rule(change), groups: [] };
    const book = { templates: [template], defaultId: "1" };
    const answer = freightOf(book, { region: null, lines: [line(quantity, 900n)] });
    expect(answer.kind === "fee" && answer.parts.map((each) => [each.feeFen, each.reason])).toEqual([part]);
  });

  test("goods without a template go by the default one, wherever it stands; a book without it is no book", () => {
    const book = { templates: [PIECES, WEIGHT], defaultId: "2" };
    expect([null, "9", "1"].map((id) => templateOf(book, id).id)).toEqual(["2", "2", "1"]);
    expect(() => templateOf({ templates: [PIECES], defaultId: "2" }, null)).toThrow(
      new RangeError("a freight book holds its default template"),
    );
  });

  test("says which templates do not send there", () => {
    const lines = [line(1, 1n), cold(1, 1n)];
    const told = (region: string) => freightOf(BOOK, { region, lines });
    expect(told("540102")).toEqual({ kind: "address_not_served", templateIds: ["2"] });
    expect(told("710101")).toEqual({ kind: "address_not_served", templateIds: ["1"] });
    expect(freightOf(BOOK, { region: "710101", lines: [] })).toEqual({ kind: "fee", feeFen: 0n, parts: [] });
  });
});

test.each<[string, string[][], string[], ReturnType<typeof regionConflict>]>([
  ["none", [["53"], ["4401", "4403"]], ["71"], null],
  [
    "twice in one group",
    [["53", "53"]],
    [],
    { region: "53", field: "groups.0.regions", other: "groups.0.regions" },
  ],
  [
    "in two groups",
    [["53"], ["44", "53"]],
    [],
    { region: "53", field: "groups.1.regions", other: "groups.0.regions" },
  ],
  [
    "a city of a province",
    [["53"], ["5301"]],
    [],
    { region: "5301", field: "groups.1.regions", other: "groups.0.regions" },
  ],
  [
    "a province of a city",
    [["5301"]],
    ["53"],
    { region: "53", field: "unserved", other: "groups.0.regions" },
  ],
])("regionConflict: %s", (_, groups, unserved, conflict) => {
  expect(regionConflict({ groups: groups.map((regions) => ({ regions })), unserved })).toEqual(conflict);
});

test.each<[string, Partial<FreightRule>, "piece" | "weight", string]>([
  ["by piece", {}, "piece", "首 1 件 ¥8，每续 1 件 ¥3"],
  ["by weight", { first: 1000, further: 250, furtherFen: 350n }, "weight", "首 1 kg ¥8，每续 0.25 kg ¥3.50"],
  ["one fee", { furtherFen: 0n }, "piece", "每单 ¥8"],
  ["free", { firstFen: 0n, furtherFen: 0n, freeOverFen: 1n }, "piece", "包邮"],
  ["free for an amount", { freeOverFen: 9900n }, "piece", "首 1 件 ¥8，每续 1 件 ¥3，满 ¥99 包邮"],
  [
    "free for either",
    { furtherFen: 0n, freeOverFen: 9950n, freeOverPieces: 3 },
    "piece",
    "每单 ¥8，满 ¥99.50 或满 3 件包邮",
  ],
])("a rule in words: %s", (_, change, unit, words) => {
  expect(describeFreightRule(rule(change), unit)).toBe(words);
});

test("why a buyer pays what they pay, in words", () => {
  const said = (lines: FreightLine[], region: string) => {
    const answer = freightOf(BOOK, { region, lines });
    if (answer.kind !== "fee") throw new Error(answer.kind);
    return answer.parts.map((part) =>
      describeFreightPart(part, part.templateId === "2" ? "weight" : "piece"),
    );
  };
  expect(said([line(3, 900n), cold(4, 900n)], "440106")).toEqual([
    "共 3 件：首 1 件 ¥8，续 2 件 ¥6",
    "共重 1.6 kg：首 1 kg ¥10，续 0.6 kg ¥4",
  ]);
  expect(said([line(1, 900n)], "530102")).toEqual(["共 1 件：首 1 件 ¥8，还差 ¥41 或 1 件包邮"]);
  expect(said([line(1, 5000n)], "530102")).toEqual(["已满 ¥50，包邮"]);
  expect(said([line(2, 1n)], "530102")).toEqual(["已满 2 件，包邮"]);
});
