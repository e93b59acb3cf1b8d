/** A stored template as domain decides on it, and back; amounts are safe integers outside, bigint inside. */
import type { FreightBody, FreightRuleBody } from "@banyan/contract";
import type { FreightRule, FreightTemplate } from "@banyan/domain";
import { toWire } from "@banyan/kernel";
import type { TemplateRow } from "./store.ts";

export function templateFrom({ id, name, unit, body }: TemplateRow): FreightTemplate {
  return {
    id: String(id),
    name,
    unit,
    elsewhere: ruleFrom(body.elsewhere),
    groups: body.groups.map((group) => ({ ...ruleFrom(group), regions: group.regions })),
    unserved: body.unserved,
  };
}

export function bodyOf({ elsewhere, groups, unserved }: FreightTemplate): FreightBody {
  return {
    elsewhere: ruleBody(elsewhere),
    groups: groups.map((group) => ({ ...ruleBody(group), regions: [...group.regions] })),
    unserved: [...unserved],
  };
}

function ruleFrom(rule: FreightRuleBody): FreightRule {
  return {
    first: rule.first,
    firstFen: BigInt(rule.first_fen),
    further: rule.further,
    furtherFen: BigInt(rule.further_fen),
    freeOverFen: rule.free_over_fen === null ? null : BigInt(rule.free_over_fen),
    freeOverPieces: rule.free_over_pieces,
  };
}

function ruleBody(rule: FreightRule): FreightRuleBody {
  return {
    first: rule.first,
    first_fen: toWire(rule.firstFen),
    further: rule.further,
    further_fen: toWire(rule.furtherFen),
    free_over_fen: rule.freeOverFen === null ? null : toWire(rule.freeOverFen),
    free_over_pieces: rule.freeOverPieces,
  };
}
