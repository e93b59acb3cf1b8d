import type { Fen } from "@banyan/kernel";
import { type FreightBook, type FreightRule, type FreightTemplate, ruleFor } from "./template.ts";

/** A line that is sent as a parcel. */
export interface FreightLine {
  /** null: the shop's default template. */
  templateId: string | null;
  quantity: number;
  /** Of one piece. */
  weightG: number;
  /** What the line costs after every discount. */
  baseFen: Fen;
}

/** Why a part of the freight is what it is. "free": the rule costs nothing; the others of that name: enough was bought. */
export type FreightReason = "first" | "further" | "free" | "free_amount" | "free_pieces";

/** What the goods of one template cost to send. */
export interface FreightPart {
  templateId: string;
  templateName: string;
  feeFen: Fen;
  reason: FreightReason;
  rule: FreightRule;
  /** Pieces or grams, by the template's unit. */
  size: number;
  pieces: number;
  goodsFen: Fen;
  /** How much more would waive the fee; null where an amount cannot, or where there is no fee. */
  missingFen: Fen | null;
  missingPieces: number | null;
}

export type FreightAnswer =
  | {
      kind: "fee";
      feeFen: Fen;
      /** In the order in which the templates first appear among the lines. */
      parts: FreightPart[];
    }
  /** templateIds: those that do not send to the address. */
  | { kind: "address_not_served"; templateIds: string[] };

/**
 * Freight of one order, in fen: the lines of each template are weighed or counted together, and the fees of the templates add up
 * (docs/decisions/2026-11-30-freight-templates.md). What waives a fee is reckoned on the goods of that template alone.
 * No lines: no fee, and every address is served.
 *
 * @param p.region six digits; null while no address is chosen: the rule for elsewhere is shown
 * @param p.lines parcels only; services ship nothing and do not help towards free freight
 */
export function freightOf(
  book: FreightBook,
  p: { region: string | null; lines: readonly FreightLine[] },
): FreightAnswer {
  const unserved: string[] = [];
  const parts: FreightPart[] = [];
  for (const [template, lines] of byTemplate(book, p.lines)) {
    const rule = ruleFor(template, p.region);
    if (rule === null) unserved.push(template.id);
    else parts.push(partOf(template, rule, lines));
  }
  if (unserved.length > 0) return { kind: "address_not_served", templateIds: unserved };
  return { kind: "fee", feeFen: parts.reduce((sum, part) => sum + part.feeFen, 0n), parts };
}

/** The template that a line goes by. @throws when the book lacks its default: never by what people enter */
export function templateOf(book: FreightBook, templateId: string | null): FreightTemplate {
  const found =
    book.templates.find((template) => template.id === templateId) ??
    book.templates.find((template) => template.id === book.defaultId);
  if (!found) throw new RangeError("a freight book holds its default template");
  return found;
}

function byTemplate(
  book: FreightBook,
  lines: readonly FreightLine[],
): Map<FreightTemplate, readonly FreightLine[]> {
  const groups = new Map<FreightTemplate, FreightLine[]>();
  for (const line of lines) {
    const template = templateOf(book, line.templateId);
    groups.set(template, [...(groups.get(template) ?? []), line]);
  }
  return groups;
}

function partOf(template: FreightTemplate, rule: FreightRule, lines: readonly FreightLine[]): FreightPart {
  const pieces = lines.reduce((sum, line) => sum + line.quantity, 0);
  const goodsFen = lines.reduce((sum, line) => sum + line.baseFen, 0n);
  const size =
    template.unit === "piece" ? pieces : lines.reduce((sum, line) => sum + line.weightG * line.quantity, 0);
  const fullFen = feeOf(rule, size);
  const reason = reasonOf(rule, { fullFen, goodsFen, pieces, size });
  const charged = reason === "first" || reason === "further";
  return {
    templateId: template.id,
    templateName: template.name,
    feeFen: charged ? fullFen : 0n,
    reason,
    rule,
    size,
    pieces,
    goodsFen,
    missingFen: charged && rule.freeOverFen !== null ? rule.freeOverFen - goodsFen : null,
    missingPieces: charged && rule.freeOverPieces !== null ? rule.freeOverPieces - pieces : null,
  };
}

/** What goods of this size cost to send before anything waives it. Goods of unknown weight cost the first fee. */
function feeOf(rule: FreightRule, size: number): Fen {
  if (size <= rule.first) return rule.firstFen;
  const steps = (BigInt(size - rule.first) + BigInt(rule.further) - 1n) / BigInt(rule.further);
  return rule.firstFen + steps * rule.furtherFen;
}

function reasonOf(
  rule: FreightRule,
  is: { fullFen: Fen; goodsFen: Fen; pieces: number; size: number },
): FreightReason {
  if (is.fullFen === 0n) return "free";
  if (rule.freeOverFen !== null && is.goodsFen >= rule.freeOverFen) return "free_amount";
  if (rule.freeOverPieces !== null && is.pieces >= rule.freeOverPieces) return "free_pieces";
  return is.size > rule.first && rule.furtherFen > 0n ? "further" : "first";
}
