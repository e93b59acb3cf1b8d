import type { ConsoleTier } from "@banyan/contract";
import { describe, expect, it } from "vitest";
import { fieldsOf, keepText, rulesOf, upgradeText, warningsAbout } from "../src/tier/draft.ts";
import { movesText } from "../src/tier/moves.tsx";
import { amountText, rightsWords } from "../src/tier/words.ts";

const asked = {
  days: 30,
  match: "all" as const,
  own_sales_fen: 500_000,
  own_orders: 20,
  team_sales_fen: null,
  team_orders: null,
};
const tier = (id: string, rank: number, extra: Partial<ConsoleTier> = {}): ConsoleTier => ({
  ...{
    id,
    name: `第${id}级`,
    rank,
    revision: 1,
    upgrade: null,
    keep: null,
    upgrade_text: null,
    keep_text: null,
  },
  ...{ promoter_count: 0, seed_count: 0, rates: [], retired_at: null },
  rights: {
    invite: true,
    templates: true,
    materials: false,
    withdraw_max_fen: null,
    withdraw_day_fen: 60_000,
  },
  ...extra,
});
const dealer = tier("2", 2, { name: "经销商", upgrade: asked });

describe("the edit form", () => {
  it("gives back the rules of the tier it was opened with", () => {
    const keep = { ...asked, cycle: "month" as const, fallback_id: "1" };
    expect(rulesOf(fieldsOf(tier("2", 2, { upgrade: asked, keep })))).toEqual({ upgrade: asked, keep });
    expect(rulesOf(fieldsOf(tier("1", 1)))).toEqual({ upgrade: null, keep: null });
  });

  it("what is left empty is not asked for, and what is switched off is no rule", () => {
    const fields = {
      ...fieldsOf(dealer),
      upgrade: { days: 7, match: "any" as const, own_orders: 3, own_sales_fen: null },
    };
    expect(rulesOf(fields).upgrade).toEqual({
      ...{
        days: 7,
        match: "any",
        own_sales_fen: null,
        own_orders: 3,
        team_sales_fen: null,
        team_orders: null,
      },
    });
    expect(rulesOf({ ...fields, rises: false }).upgrade).toBeNull();
  });

  it("says the rule in words while it is typed", () => {
    expect(upgradeText(asked, "经销商")).toBe("近 30 天自有顾客结算销售额满 ¥5,000 且 20 单 → 经销商");
    expect(upgradeText({ ...asked, days: 0 }, "经销商")).toContain("填写天数");
    expect(upgradeText(null, "经销商")).toBe("没有升级规则：只有商家可以把人调到“经销商”");
    const keep = { ...asked, own_orders: null, cycle: "days" as const, fallback_id: "1" };
    expect(keepText(keep, () => "推广员")).toBe(
      "每 30 天检查一次：近 30 天自有顾客结算销售额满 ¥5,000，未达到转为推广员",
    );
    expect(keepText(null, String)).toBe("没有保级规则：升上来以后一直保留");
  });

  it("warns about this tier only, with the others as they are saved", () => {
    const ladder = [tier("1", 1), dealer, tier("3", 3, { upgrade: asked })];
    const hard = { ...asked, own_sales_fen: 900_000, cycle: "month" as const, fallback_id: null };
    expect(warningsAbout(ladder, "2", { upgrade: asked, keep: hard })).toEqual([
      "保级比升级还难：刚升上来的人可能保不住。检查时达到升级条件的也算保级。",
      "达到这一级的人一定也达到更高的一级，会直接跳过这一级。",
    ]);
    expect(warningsAbout(ladder, "3", { upgrade: { ...asked, own_orders: 90 }, keep: null })).toEqual([]);
  });
});

describe("words", () => {
  it("of who moves", () => {
    const run = { upgraded: 3, not_kept: 0, seeds_ended: 1, items: [] };
    expect(movesText(run)).toBe("升级 3 位，种子期满 1 位");
    expect(movesText({ ...run, upgraded: 0, seeds_ended: 0 })).toBeNull();
  });

  it("of amounts and rights", () => {
    expect([amountText("own_sales", 123_450), amountText("team_orders", 7)]).toEqual(["¥1,234.50", "7 单"]);
    expect(rightsWords(dealer.rights).map(({ text, on }) => `${text} ${on}`)).toEqual([
      "邀请卡 true",
      "海报模板 true",
      "素材 false",
      "单日提现 ¥600 true",
    ]);
  });
});
