/** What the command line answers to one line of input. */
import { isUtf8 } from "node:buffer";
import { computeLine, keepFen, type LineResult, type Position } from "@banyan/domain";
import { type ShareKind, toWire } from "@banyan/kernel";
import { type Case, readCase } from "./case.ts";
import { CaseError } from "./reader.ts";

interface Answer {
  discount_fen: number;
  base_fen: number;
  shares: {
    position: Position;
    kind: ShareKind;
    promoter: string | number;
    tier: string;
    rule: string | number | null;
    gross_fen: number;
    fen: number;
  }[];
  /** keep[i][j] belongs to refunded_fen[i] and shares[j]. */
  keep: number[][];
}

/** One line of output without its end. ok: false where it is `{"error": {code, path, message}}`. */
export function answerLine(line: Uint8Array): { text: string; ok: boolean } {
  try {
    return { text: JSON.stringify(answer(readCase(parse(line)))), ok: true };
  } catch (error) {
    if (!(error instanceof CaseError)) throw error;
    const { code, path, message } = error;
    return { text: JSON.stringify({ error: { code, path, message } }), ok: false };
  }
}

function parse(line: Uint8Array): unknown {
  // Bytes that are no text would be replaced, and two different ids could become one.
  if (!isUtf8(line)) throw new CaseError("bad_json", "", "这一行不是 UTF-8 文本");
  const text = Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString();
  try {
    // Only a point or a negative power can hide a fraction; reading each number's text takes three times as long.
    return /\.|\d[eE]-/.test(text) ? JSON.parse(text, withFractions as Reviver) : JSON.parse(text);
  } catch {
    throw new CaseError("bad_json", "", "这一行不是 JSON");
  }
}

/** As the types know it: without the text of a number, which JavaScript hands over as well. */
type Reviver = (key: string, value: unknown) => unknown;

/** 1.00000000000000000001 is no whole number, though a double makes 1 of it. */
function withFractions(_key: string, value: unknown, context: { source?: string }): unknown {
  const isWrong = Number.isInteger(value) && !isWhole(context.source ?? "");
  return isWrong ? 0.5 : value;
}

/** @param number as JSON writes one */
function isWhole(number: string): boolean {
  const [, whole = "", decimals = "", power = "0"] =
    /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(number) ?? [];
  const point = Math.max(0, whole.length + Number(power));
  return !/[1-9]/.test((whole + decimals).slice(point));
}

function answer(case_: Case): Answer {
  const result = computeLine(case_.input);
  return {
    discount_fen: toWire(result.discountFen),
    base_fen: toWire(result.baseFen),
    shares: result.shares.map(({ position, kind, promoter, tier, rule, grossFen, fen }) => ({
      position,
      kind,
      promoter: case_.givenPromoters.get(promoter) ?? promoter,
      tier,
      rule: rule === null ? null : (case_.givenRules.get(rule) ?? rule),
      gross_fen: toWire(grossFen),
      fen: toWire(fen),
    })),
    keep: case_.refundedFen.map((refundedFen, index) => kept(result, refundedFen, index)),
  };
}

function kept({ baseFen, shares }: LineResult, refundedFen: bigint, index: number): number[] {
  if (refundedFen > baseFen)
    throw new CaseError("refund_over_base", `refunded_fen[${index}]`, `退款不能超过计佣金额 ${baseFen} 分`);
  return shares.map(({ fen }) => toWire(keepFen(fen, baseFen, refundedFen)));
}
