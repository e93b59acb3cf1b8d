import type { SimulatedPlan, SimulationResult, SimulationRow } from "@banyan/contract";
import { describe, expect, it } from "vitest";
import { signedFen } from "../src/simulation/difference.tsx";
import { measuresOf } from "../src/simulation/measures.ts";
import { type Sheet, sheetsOf } from "../src/simulation/sheet.ts";
import { shownBins } from "../src/simulation/spread-card.tsx";
import { againPath, partDone, planRole, planTitle } from "../src/simulation/words.ts";
import { eatenText } from "../src/simulation/worst-card.tsx";

const given = (fen: number, kept_fen = fen) => ({ fen, kept_fen });
const NOTHING = given(0);
const plan = (part: Partial<SimulatedPlan>): SimulatedPlan => ({
  ...{ discount: NOTHING, self: NOTHING, referral: NOTHING, team: NOTHING, total: NOTHING },
  ...{ base_fen: 0, cost_bps: 0, cost_kept_bps: 0, margin_fen: 0, margin_kept_fen: 0 },
  cut: { lines: 0, fen: 0 },
  over_margin: { lines: 0, fen: 0 },
  histogram: [1, 0, 2, 0],
  spread: { count: 0, fen: 0, quantiles: [] },
  against: null,
  ...part,
});
const ROW: SimulationRow = {
  ...{ id: "7", staff_name: "店主", state: "done", from: "2026-11-01", to: "2026-11-30" },
  plans: [
    { version: 3, name: "山货" },
    { version: 4, name: "双十二" },
    { version: null, name: "随手改的" },
  ],
  ...{ done: 200, total: 300, ahead: 0, error: "", headline: null },
  ...{ created_at: "2026-11-30T00:00:00Z", started_at: null, finished_at: null },
};
const ACTIVE = plan({
  referral: given(1000, 900),
  total: given(1000, 900),
  cost_bps: 1000,
  margin_fen: 3000,
});
const CANDIDATE = plan({
  discount: given(300),
  referral: given(900, 800),
  total: given(1200, 1100),
  cut: { lines: 2, fen: 50 },
  histogram: [0, 0, 2, 1],
  against: {
    winners: {
      count: 1,
      fen: 300,
      top: [{ promoter: { id: "9", nickname: "=阿依" }, active_fen: 1000, fen: 1300 }],
    },
    losers: { count: 0, fen: 0, top: [] },
    same: 0,
  },
});
const slice = (key: string, name: string, ...fens: number[]) => ({
  ...{ key, name, lines: 1, net_fen: 10_050 },
  plans: fens.map((fen) => given(fen)),
});
const RESULT: SimulationResult = {
  ...{ orders: 2, lines: 3, net_fen: 10_050, net_kept_fen: 9_000 },
  costed: { lines: 3, net_fen: 10_050, net_kept_fen: 9_000, goods_fen: 6_050, goods_kept_fen: 5_000 },
  granted: { ...ACTIVE, total: given(1000, 900) },
  plans: [ACTIVE, CANDIDATE],
  by_position: [slice("self", "自购", 0, 300), slice("1", "第 1 位", 1000, 900)],
  by_tier: [slice("1", "推广员", 1000, 1200)],
  by_root: [slice("2", "茶", 1000, 1200)],
  by_leaf: [slice("3", "生茶", 1000, 1200)],
  by_product: [slice("4", "古树茶", 1000, 1200)],
  worst: [],
};

describe("figures side by side", () => {
  it("shows the kinds that somebody gets, and no money of lines that there are not", () => {
    expect(measuresOf(RESULT).map(({ key }) => key)).toEqual([
      ...["discount", "referral", "total", "cost_bps", "kept", "kept_bps"],
      ...["margin", "margin_kept", "over", "cut", "cut_fen"],
    ]);
    expect(measuresOf(RESULT)[0]).toMatchObject({ granted: 0, plans: [0, 300], goodWhen: "down" });
  });
  it("has no margin where no cost is known", () => {
    const keys = measuresOf({ ...RESULT, costed: { ...RESULT.costed, lines: 0 } }).map(({ key }) => key);
    expect(keys).not.toContain("margin");
    expect(keys).toContain("total");
  });
});

describe("words", () => {
  it.each([
    [1200, "+12.00"],
    [0, "0.00"],
    [-5, "-0.05"],
  ])("%j is told as %s", (fen, text) => expect(signedFen(fen)).toBe(text));
  it.each([
    [50, 100, "让出毛利的 50%"],
    [100, 100, "让出毛利的 100%，亏本"],
    [199, 200, "让出毛利的 99%"],
    [1, 0, "本来就没有毛利"],
    [1, -10, "本来就没有毛利"],
  ])("%j of %j: %s", (cost, margin, text) => expect(eatenText(cost, margin)).toBe(text));
  it("names plans by version and role", () => {
    expect(ROW.plans.map(planTitle)).toEqual(["第 3 版 山货", "第 4 版 双十二", "随手改的"]);
    expect([planRole(0, 3), planRole(1, 3), planRole(1, 2)]).toEqual(["当前方案", "候选 1", "候选方案"]);
  });
  it("asks the same again, but for a body that was not saved", () =>
    expect(againPath(ROW)).toBe("/simulations/new?from=2026-11-01&to=2026-11-30&candidate=4"));
  it("is part done in whole per cent", () => {
    expect([partDone(ROW), partDone({ done: 0, total: 0 })]).toEqual([66, 0]);
  });
  it("draws the histogram up to its last line", () => {
    expect(shownBins([ACTIVE.histogram, CANDIDATE.histogram])).toBe(4);
    expect(shownBins([[0, 0, 0]])).toBe(1);
  });
});

describe("the file", () => {
  const sheets = sheetsOf({ ...ROW, plans: ROW.plans.slice(0, 2) }, RESULT);
  const rowsOf = (name: string) => sheets.find((sheet: Sheet) => sheet.name === name)?.rows ?? [];
  it("has a sheet for each part, amounts in yuan as numbers", () => {
    expect(sheets.map(({ name }) => name)).toEqual([
      ...["汇总", "按位置", "按等级", "按一级分类", "按分类", "按商品"],
      ...["谁多得谁少得", "让利占比分布", "最坏的一行"],
    ]);
    expect(rowsOf("汇总")).toContainEqual(["让利合计", 10, 10, 12]);
    expect(rowsOf("汇总")).toContainEqual(["占销售额", "10%", "10%", "0%"]);
    expect(rowsOf("按位置")[1]).toEqual(["自购", "self", 1, 100.5, 0, 0, 3, 3]);
    expect(rowsOf("谁多得谁少得")[1]).toEqual(["候选方案 第 4 版 双十二", "多得", "=阿依", "9", 10, 13]);
  });
});
