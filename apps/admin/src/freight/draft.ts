/** A template as its form holds it, and as domain reckons with it while it is being typed. Pure. */
import type { FreightInput, FreightTemplateBody } from "@banyan/contract";
import type { FreightRule, FreightTemplate, FreightUnit } from "@banyan/domain";

type RuleInput = FreightInput["elsewhere"];
/** What a half-filled form holds. */
export type Draft = {
  name?: string;
  unit?: FreightUnit;
  elsewhere?: Partial<RuleInput>;
  groups?: (Partial<FreightInput["groups"][number]> | undefined)[];
  unserved?: string[];
};

/** What a new rule starts with: one piece or one kilogram after the other. */
export function blankRule(unit: FreightUnit): RuleInput {
  const size = unit === "piece" ? 1 : 1000;
  return {
    first: size,
    first_fen: 800,
    further: size,
    further_fen: 200,
    free_over_fen: null,
    free_over_pieces: null,
  };
}

export function blankDraft(): FreightInput {
  return { name: "", unit: "piece", elsewhere: blankRule("piece"), groups: [], unserved: [] };
}

/** A copy gets a name of its own, at most 20 characters. */
export function draftOf(template: FreightTemplateBody, copy: boolean): FreightInput {
  const { name, unit, elsewhere, groups, unserved } = template;
  return { name: copy ? `${name.slice(0, 17)} 副本` : name, unit, elsewhere, groups, unserved };
}

/** As domain takes it; what is not filled in yet counts as a size of one and a fee of nothing. */
export function templateOf(draft: Draft): FreightTemplate {
  return {
    id: "1",
    name: draft.name ?? "",
    unit: draft.unit ?? "piece",
    elsewhere: ruleOf(draft.elsewhere ?? {}),
    groups: (draft.groups ?? []).flatMap((group) =>
      group ? [{ ...ruleOf(group), regions: group.regions ?? [] }] : [],
    ),
    unserved: draft.unserved ?? [],
  };
}

function ruleOf(rule: Partial<RuleInput>): FreightRule {
  return {
    first: rule.first ?? 1,
    firstFen: BigInt(rule.first_fen ?? 0),
    further: rule.further ?? 1,
    furtherFen: BigInt(rule.further_fen ?? 0),
    freeOverFen: typeof rule.free_over_fen === "number" ? BigInt(rule.free_over_fen) : null,
    freeOverPieces: rule.free_over_pieces ?? null,
  };
}

/** "1.5" kg → 1500 g; null where it is no weight of whole grams. */
export function parseKilograms(typed: string): number | null {
  const [, whole, part = ""] = /^(\d{1,4})(?:\.(\d{0,3}))?$/.exec(typed.trim()) ?? [];
  return whole === undefined ? null : Number(whole) * 1000 + Number(part.padEnd(3, "0"));
}

/** 1500 → "1.5". */
export function kilograms(grams: number): string {
  const part = String(grams % 1000)
    .padStart(3, "0")
    .replace(/0+$/, "");
  return `${Math.floor(grams / 1000)}${part === "" ? "" : `.${part}`}`;
}
