import { type Fen, yuan } from "@banyan/kernel";
import type { FreightPart } from "./freight.ts";
import type { FreightRule, FreightUnit } from "./template.ts";

/** 「首 1 件 ¥8，每续 1 件 ¥3，满 ¥99 或满 3 件包邮」; 「包邮」 where nothing is charged. */
export function describeFreightRule(rule: FreightRule, unit: FreightUnit): string {
  if (rule.firstFen === 0n && rule.furtherFen === 0n) return "包邮";
  const said =
    rule.furtherFen === 0n
      ? `每单 ¥${short(rule.firstFen)}`
      : `首 ${sizeText(rule.first, unit)} ¥${short(rule.firstFen)}，每续 ${sizeText(rule.further, unit)} ¥${short(rule.furtherFen)}`;
  const free = freeText(rule);
  return free === "" ? said : `${said}，${free}`;
}

/** Why a part of an order's freight is what it is, as its buyer reads it. */
export function describeFreightPart(part: FreightPart, unit: FreightUnit): string {
  const { rule, reason, feeFen } = part;
  const lacking = missingText(part);
  const missing = lacking === "" ? "" : `，${lacking}`;
  if (reason === "free") return "包邮";
  if (reason === "free_amount") return `已满 ¥${short(rule.freeOverFen ?? 0n)}，包邮`;
  if (reason === "free_pieces") return `已满 ${rule.freeOverPieces ?? 0} 件，包邮`;
  if (rule.furtherFen === 0n) return `每单 ¥${short(feeFen)}${missing}`;
  const first = `首 ${sizeText(rule.first, unit)} ¥${short(rule.firstFen)}`;
  const further =
    reason === "further"
      ? `，续 ${sizeText(part.size - rule.first, unit)} ¥${short(feeFen - rule.firstFen)}`
      : "";
  return `${unit === "piece" ? `共 ${part.pieces} 件` : `共重 ${sizeText(part.size, unit)}`}：${first}${further}${missing}`;
}

/** 「还差 ¥12 包邮」「还差 ¥12 或 2 件包邮」: what would waive the fee; "" where nothing would. */
export function missingText({
  missingFen,
  missingPieces,
}: Pick<FreightPart, "missingFen" | "missingPieces">): string {
  const ways = [
    ...(missingFen === null ? [] : [`¥${short(missingFen)} `]),
    ...(missingPieces === null ? [] : [`${missingPieces} 件`]),
  ];
  return ways.length === 0 ? "" : `还差 ${ways.join("或 ")}包邮`;
}

function freeText({ freeOverFen, freeOverPieces }: FreightRule): string {
  const ways = [
    ...(freeOverFen === null ? [] : [`满 ¥${short(freeOverFen)} `]),
    ...(freeOverPieces === null ? [] : [`满 ${freeOverPieces} 件`]),
  ];
  return ways.length === 0 ? "" : `${ways.join("或")}包邮`;
}

/** 「3 件」, 「1.5 kg」: grams without zeros at the end. */
function sizeText(size: number, unit: FreightUnit): string {
  if (unit === "piece") return `${size} 件`;
  const whole = Math.floor(size / 1000);
  const rest = String(size % 1000)
    .padStart(3, "0")
    .replace(/0+$/, "");
  return rest === "" ? `${whole} kg` : `${whole}.${rest} kg`;
}

/** ¥8, ¥8.50: whole yuan without their fen. */
function short(fen: Fen): string {
  return yuan(fen).replace(/\.00$/, "");
}
