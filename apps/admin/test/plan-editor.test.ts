/** What the editor of a plan does without a screen: problems at their place, many rules at once, sheets, back and forth. */
import type { ConsolePlanNames, PlanBody } from "@banyan/contract";
import { describe, expect, it } from "vitest";
import { csvRows } from "../src/list/csv.ts";
import { cellsOf, parseCsv, pastedText } from "../src/list/sheet-file.ts";
import { applyBulk, takeRules } from "../src/plan/bulk.ts";
import { baseCount, blankRule, bodyOf, type Draft, draftOf } from "../src/plan/draft.ts";
import { startHistory, stepHistory } from "../src/plan/history.ts";
import { knownOf, withNames } from "../src/plan/names.ts";
import { byPlace, placeOfPath, problemsOf } from "../src/plan/problems.ts";
import { ANY_RULE, filterRules } from "../src/plan/rule-filter.ts";
import { sheetOf, xlsxOf } from "../src/plan/sheet-file.ts";

const NAMES: ConsolePlanNames = {
  tiers: [
    { id: "1", name: "推广员", gone: false },
    { id: "2", name: "经销商", gone: false },
    { id: "9", name: "老等级", gone: true },
  ],
  categories: [{ id: "7", name: "茶叶", gone: false }],
  products: [
    { id: "5", name: "古树茶饼", gone: false },
    { id: "6", name: "旧货", gone: true },
  ],
  skus: [],
};
const KNOWN = knownOf(NAMES);
const PLAN: PlanBody = {
  depth: 2,
  self_purchase: "none",
  cap_bps: 3000,
  rules: [
    { id: "a", scope: "all", position: 1, rate_bps: 1000 },
    { id: "b", scope: "all", position: 2, rate_bps: 300 },
    { id: "tea", scope: "category", target: "7", position: 1, rate_bps: 1500 },
    { id: "cake", scope: "product", target: "5", position: 1, tier: "2", fixed_fen: 500 },
  ],
  exclude: [],
  promotions: { flash_sale: "share", group_buy: "none" },
  team_bonus: null,
};
const draft = (part: Partial<Draft> = {}): Draft => ({ ...draftOf(PLAN), ...part });
const ids = (now: Draft) => now.extra.map(({ id }) => id);

describe("problems", () => {
  const found = (now: Draft) => [...byPlace(problemsOf(now, bodyOf(now), KNOWN))];

  it("of a plan that holds are none", () => expect(found(draft())).toEqual([]));

  it("stand at the rule that clashes and name the other", () => {
    const now = draft();
    const twice = { ...now, extra: [...now.extra, { ...(now.extra[0] as Draft["extra"][number]), id: "x" }] };
    expect(found(twice)).toEqual([
      [
        "extra x",
        "第 5 条规则与第 3 条「分类「茶叶」：第 1 位得计佣金额的 15%」冲突：范围、位置、等级都相同，分不出先后",
      ],
    ]);
  });

  it("say what is not filled in yet, and nothing else about it", () => {
    const now = draft({ extra: [blankRule("new"), { ...blankRule("two"), scope: "all" }], cap_bps: null });
    expect(found(now)).toEqual([
      ["extra new", "第 3 条规则：还没有选择对象"],
      ["extra two", "第 4 条规则：还没有填写佣金"],
      ["cap", "请填写单行上限"],
    ]);
  });

  it("name goods and tiers that are gone, at rules, exclusions and the bonus", () => {
    const now = draft({
      extra: [
        { ...blankRule("r"), scope: "product", target: "6", rate_bps: 100 },
        { ...blankRule("t"), scope: "all", tier: "9", rate_bps: 100 },
      ],
      exclude: [{ scope: "product", target: "6" }],
      bonus: { "9": 100 },
    });
    expect(found(now)).toEqual([
      ["extra r", "第 3 条规则：没有这个分类、商品或规格"],
      ["exclude", "没有这个分类、商品或规格"],
      ["extra t", "第 4 条规则：没有这个等级"],
      ["bonus", "没有这个等级"],
    ]);
  });

  it.each([
    ["cap_bps", "cap"],
    ["rules[0].rate_bps", "base 1"],
    ["rules[1]", "base 2"],
    ["rules[2].target", "extra tea"],
    ["rules[9]", "plan"],
    ["exclude[0].target", "exclude"],
    ["team_bonus", "bonus"],
  ] as const)("a refusal at %j belongs to %j", (path, place) =>
    expect(placeOfPath(path, draft(), PLAN)).toBe(place),
  );
});

describe("many rules at once", () => {
  const chosen = new Set(["tea", "cake"]);
  const after = (edit: Parameters<typeof applyBulk>[2], now = draft()) => applyBulk(now, chosen, edit);

  it.each([
    [{ do: "rate", rate_bps: 800 } as const, [800, 800], [null, null]],
    [{ do: "fixed", fixed_fen: 9 } as const, [null, null], [9, 9]],
    [{ do: "shift", bps: 100 } as const, [1600, null], [null, 500]],
    [{ do: "shift", bps: -2000 } as const, [0, null], [null, 500]],
    [{ do: "shift", bps: 9999 } as const, [10_000, null], [null, 500]],
  ])("%j", (edit, rates, fixed) => {
    const { extra } = after(edit);
    expect(extra.map(({ rate_bps }) => rate_bps)).toEqual(rates);
    expect(extra.map(({ fixed_fen }) => fixed_fen)).toEqual(fixed);
  });

  it("change tier and position, and go", () => {
    expect(after({ do: "tier", tier: null }).extra.map(({ tier }) => tier)).toEqual([null, null]);
    expect(after({ do: "position", position: 2 }).extra.map(({ position }) => position)).toEqual([2, 2]);
    expect(ids(applyBulk(draft(), new Set(["tea"]), { do: "delete" }))).toEqual(["cake"]);
  });

  it("are copied to another position or tier, once", () => {
    const copied = after({ do: "copy", position: 2, tier: undefined });
    expect(copied.extra.slice(2)).toMatchObject([
      { position: 2, target: "7", tier: null, rate_bps: 1500 },
      { position: 2, target: "5", tier: "2", fixed_fen: 500 },
    ]);
    expect(new Set(ids(copied)).size).toBe(4);
    expect(after({ do: "copy", position: 2, tier: undefined }, copied).extra).toHaveLength(4);
    expect(after({ do: "copy", position: null, tier: "1" }).extra[2]).toMatchObject({ tier: "1" });
  });
});

describe("rules of a sheet", () => {
  const rules = [
    { scope: "category", target: "7", position: 1, rate_bps: 200 },
    { scope: "all", position: 1, rate_bps: 1200 },
    { scope: "all", position: 3, rate_bps: 100 },
    { scope: "product", target: "5", position: 2, fixed_fen: 100 },
  ] as const;

  it("are added, and change the amount of those that speak of the same", () => {
    const now = takeRules(draft(), rules, "append");
    expect(now.base["1"]).toBe(1200);
    expect(now.extra[0]).toMatchObject({ id: "tea", rate_bps: 200 });
    expect(ids(now).slice(0, 2)).toEqual(["tea", "cake"]);
    // A position that earns nothing now keeps its rule in sight.
    expect(now.extra.slice(2)).toMatchObject([
      { scope: "all", position: 3, rate_bps: 100 },
      { scope: "product", target: "5", position: 2, fixed_fen: 100 },
    ]);
  });

  it("replace all others", () => {
    const now = takeRules(draft(), rules, "replace");
    expect(now.base).toMatchObject({ "1": 1200, "2": null });
    expect(now.extra).toHaveLength(3);
    expect(bodyOf(now)).toMatchObject({ depth: 2, cap_bps: 3000 });
  });
});

describe("filters", () => {
  const numbers = (filter: Partial<typeof ANY_RULE>) =>
    filterRules(
      draft(),
      baseCount(draft()),
      { ...ANY_RULE, ...filter },
      KNOWN,
      new Map([["extra tea", "冲突"]]),
    ).map(({ number }) => number);

  it.each([
    [{}, [3, 4]],
    [{ words: "古树" }, [4]],
    [{ words: "经销" }, [4]],
    [{ scope: "category" as const }, [3]],
    [{ position: "2" }, []],
    [{ tier: "none" }, [3]],
    [{ tier: "2" }, [4]],
    [{ wrong: true }, [3]],
  ])("%j → %j", (filter, shown) => expect(numbers(filter)).toEqual(shown));
});

describe("back and forth", () => {
  type Step = Parameters<typeof stepHistory<number>>[1];
  const run = (...steps: Step[]) => steps.reduce(stepHistory<number>, startHistory(0));
  const set = (value: number, key: string | null = null): Step => ({ do: "edit", key, next: () => value });
  const undo: Step = { do: "undo" };
  const redo: Step = { do: "redo" };

  it("takes back step by step and does again", () => {
    expect(run(set(1), set(2), undo).present).toBe(1);
    expect(run(set(1), set(2), undo, undo, undo).present).toBe(0);
    expect(run(set(1), set(2), undo, undo, redo, redo, redo).present).toBe(2);
  });

  it("forgets what was taken back once something new is done", () => {
    expect(run(set(1), undo, set(5), redo).present).toBe(5);
  });

  it("counts edits of one field that follow each other as one", () => {
    expect(run(set(1, "rate"), set(12, "rate"), set(120, "rate"), undo).present).toBe(0);
    expect(run(set(1, "rate"), set(2, "cap"), set(3, "rate"), undo).present).toBe(2);
    expect(run(set(1, "rate"), undo, set(2, "rate"), undo).present).toBe(0);
  });

  it("does not count what changes nothing, and keeps a hundred steps", () => {
    expect(run({ do: "edit", key: null, next: (now) => now }).past).toEqual([]);
    const many = run(...Array.from({ length: 300 }, (_, index) => set(index + 1)));
    expect([many.past.length, many.past[0], many.present]).toEqual([100, 200, 300]);
  });
});

describe("files", () => {
  it.each([
    [
      "a,b\r\n1,2\r\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ["\uFEFF范围,位置", [["范围", "位置"]]],
    ['"a,1","say ""hi""\nthere",', [["a,1", 'say "hi"\nthere', ""]]],
    ["a\n\nb", [["a"], [""], ["b"]]],
    ["", []],
  ])("CSV %j", (text, rows) => expect(parseCsv(text)).toEqual(rows));

  it("as lines that are pasted: spaces stay one, a number too long to be exact shows as one", () =>
    expect(
      pastedText([
        ["编号", "金额", null],
        [1024, 20.5, "十月\n推广\t之星"],
        [1234567890123456800, "50", true],
      ]),
    ).toBe("编号\t金额\t\n1024\t20.5\t十月 推广 之星\n1.2345678901234568e+18\t50\ttrue"));

  it("with a quote that never ends is no CSV", () => expect(() => parseCsv('a,"b')).toThrow("引号没有配对"));

  it.each(["xlsx", "csv"] as const)("what is written as .%s is read again", async (kind) => {
    const rows = sheetOf(bodyOf(draft()), KNOWN);
    expect(rows[1]).toEqual(["全部", "", "", "第 1 位", "", "10%", ""]);
    expect(rows[4]).toEqual(["商品", "5", "古树茶饼", "第 1 位", "经销商", "", "5.00"]);
    const blob = kind === "xlsx" ? await xlsxOf(rows) : new Blob([csvRows(rows)]);
    const cells = await cellsOf(new File([blob], `rules.${kind}`));
    expect(cells.map((row) => row.map((cell) => cell ?? ""))).toEqual(rows);
  });

  it("of a Chinese Excel are read in its own encoding", async () => {
    const gb = new Uint8Array([0xb7, 0xb6, 0xce, 0xa7, 0x2c, 0xce, 0xbb, 0xd6, 0xc3]);
    expect(await cellsOf(new File([gb], "a.csv"))).toEqual([["范围", "位置"]]);
  });

  it("that are no sheets, and sheets that are too long, are refused with a sentence", async () => {
    await expect(cellsOf(new File(["not a zip"], "a.xlsx"))).rejects.toThrow("读不出来");
    const long = "x\n".repeat(10_002);
    await expect(cellsOf(new File([long], "a.csv"))).rejects.toThrow(
      "表格最多 10000 行，这个文件有 10001 行",
    );
  });
});

it("names of things are learnt as they are picked", () => {
  const more = withNames(NAMES, { products: [{ id: "8", name: "新茶", gone: false }] });
  expect(knownOf(more).target("product", "8")).toBe("新茶");
  expect(KNOWN.target("product", "8")).toBe("商品 8");
  expect([KNOWN.knowsTarget("product", "5"), KNOWN.knowsTarget("product", "6")]).toEqual([true, false]);
});
