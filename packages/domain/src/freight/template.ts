import type { Fen } from "@banyan/kernel";

export const FREIGHT_UNITS = ["piece", "weight"] as const;
/** piece: goods are counted; weight: they are weighed, in grams. */
export type FreightUnit = (typeof FREIGHT_UNITS)[number];

/** What one parcel to some regions costs. Sizes are pieces or grams, by the template's unit, and at least 1. */
export interface FreightRule {
  /** How much the first fee pays for. */
  first: number;
  firstFen: Fen;
  /** Each further so much, begun, costs the further fee. */
  further: number;
  furtherFen: Fen;
  /** 满额包邮: what the goods cost after every discount. null: never for an amount. */
  freeOverFen: Fen | null;
  /** 满件包邮. null: never for a number. Where both are set, either is enough. */
  freeOverPieces: number | null;
}

/** Regions are two digits (a province with all its cities) or four (a city) of GB/T 2260. */
export interface FreightGroup extends FreightRule {
  regions: readonly string[];
}

/** 运费模板. Every region stands in at most one of the groups and `unserved`; `elsewhere` is for all the others. */
export interface FreightTemplate {
  id: string;
  name: string;
  unit: FreightUnit;
  elsewhere: FreightRule;
  groups: readonly FreightGroup[];
  /** Regions that we do not send to. */
  unserved: readonly string[];
}

/** All that a shop charges by. A product without a template of its own goes by the default one. */
export interface FreightBook {
  templates: readonly FreightTemplate[];
  defaultId: string;
}

/** The rule for an address; null where the template does not send to it. @param region six digits; null: no address yet */
export function ruleFor(template: FreightTemplate, region: string | null): FreightRule | null {
  if (region === null) return template.elsewhere;
  const holds = (regions: readonly string[]) => regions.some((code) => region.startsWith(code));
  if (holds(template.unserved)) return null;
  return template.groups.find((group) => holds(group.regions)) ?? template.elsewhere;
}

/** A region named twice: in which places, as a form names them. */
export interface RegionConflict {
  region: string;
  /** "groups.1.regions" or "unserved" */
  field: string;
  /** Where it, its province or one of its cities stands already. */
  other: string;
}

/** The first region that stands in two places; a province holds its cities. null where there is none. */
export function regionConflict(
  template: Pick<FreightTemplate, "unserved"> & { groups: readonly Pick<FreightGroup, "regions">[] },
): RegionConflict | null {
  const places = [
    ...template.groups.map((group, at) => ({ field: `groups.${at}.regions`, regions: group.regions })),
    { field: "unserved", regions: template.unserved },
  ];
  const seen: { region: string; field: string }[] = [];
  for (const { field, regions } of places) {
    for (const region of regions) {
      const other = seen.find((one) => one.region.startsWith(region) || region.startsWith(one.region));
      if (other) return { region, field, other: other.field };
      seen.push({ region, field });
    }
  }
  return null;
}
