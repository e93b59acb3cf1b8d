/** The edit form's values and the tier they stand for. */
import type { ConsoleTier, TierKeep, TierUpgrade } from "@banyan/contract";
import {
  checkLadder,
  describeCondition,
  describeKeep,
  type LadderTier,
  type LadderWarning,
  thresholdsOf,
} from "@banyan/domain";

/** Amounts that are left empty are not asked for. */
export type AskedFields = { [Key in keyof TierUpgrade]?: TierUpgrade[Key] | null };
export type KeepFields = { [Key in keyof TierKeep]?: TierKeep[Key] | null };

export interface TierFields {
  name: string;
  rights: ConsoleTier["rights"];
  /** Whether a rule leads here; without one only the operator puts people here. */
  rises: boolean;
  upgrade: AskedFields;
  /** Whether staying is tested. */
  falls: boolean;
  keep: KeepFields;
}

const FRESH = { days: 30, match: "all" as const };

export function fieldsOf(tier: ConsoleTier): TierFields {
  return {
    name: tier.name,
    rights: tier.rights,
    rises: tier.upgrade !== null,
    upgrade: tier.upgrade ?? FRESH,
    falls: tier.keep !== null,
    keep: tier.keep ?? { ...FRESH, cycle: "month", fallback_id: null },
  };
}

function askedOf(fields: AskedFields): TierUpgrade {
  return {
    days: fields.days ?? 0,
    match: fields.match ?? "all",
    own_sales_fen: fields.own_sales_fen ?? null,
    own_orders: fields.own_orders ?? null,
    team_sales_fen: fields.team_sales_fen ?? null,
    team_orders: fields.team_orders ?? null,
  };
}

export function rulesOf(fields: Partial<TierFields>): { upgrade: TierUpgrade | null; keep: TierKeep | null } {
  const { rises, upgrade, falls, keep } = fields;
  return {
    upgrade: rises && upgrade ? askedOf(upgrade) : null,
    keep:
      falls && keep
        ? { ...askedOf(keep), cycle: keep.cycle ?? "month", fallback_id: keep.fallback_id ?? null }
        : null,
  };
}

/** 「近 30 天自有顾客结算销售额满 ¥5,000 且 20 单 → 经销商」 as far as it is filled in. */
export function upgradeText(rule: TierUpgrade | null, name: string): string {
  if (rule === null) return `没有升级规则：只有商家可以把人调到“${name}”`;
  if (rule.days < 1 || thresholdsOf(rule).size === 0) return "填写天数和至少一项要求后，这里用一句话说明规则";
  return `${describeCondition(rule)} → ${name}`;
}

export function keepText(rule: TierKeep | null, nameOf: (id: string) => string): string {
  if (rule === null) return "没有保级规则：升上来以后一直保留";
  if (rule.days < 1 || thresholdsOf(rule).size === 0) return "填写天数和至少一项要求后，这里用一句话说明规则";
  return describeKeep(rule, rule.fallback_id === null ? null : nameOf(rule.fallback_id));
}

const WARNING: Record<LadderWarning, string> = {
  keep_harder: "保级比升级还难：刚升上来的人可能保不住。检查时达到升级条件的也算保级。",
  keep_only: "有保级规则、没有升级规则：降下去的人不会自动升回来。",
  skipped: "达到这一级的人一定也达到更高的一级，会直接跳过这一级。",
  unreached: "没有升级规则，而更高的等级有：升级会跳过这一级。",
};

/** What to know about one tier as it is being typed, the others as they are saved. */
export function warningsAbout(
  tiers: readonly ConsoleTier[],
  id: string,
  rules: { upgrade: TierUpgrade | null; keep: TierKeep | null },
): string[] {
  const ladder: LadderTier[] = tiers
    .filter((tier) => tier.retired_at === null)
    .map((tier) => ({
      id: tier.id,
      name: tier.name,
      ...(tier.id === id ? rules : { upgrade: tier.upgrade, keep: tier.keep }),
    }));
  return checkLadder(ladder)
    .warnings.filter((warning) => warning.tier === id)
    .map((warning) => WARNING[warning.word]);
}
