import type { ConsoleOrder } from "@banyan/contract";
import { type AftersaleOrder, decideAftersale, type RefundLine, refundableByQuantity } from "@banyan/domain";
import { toWire } from "@banyan/kernel";
import { parseYuan, yuanInput } from "../design/money.tsx";

type Line = ConsoleOrder["lines"][number];

/** What the person chose of one line; the amount stays as typed until it is read. */
export interface LineChoice {
  chosen: boolean;
  quantity: number;
  typed: string;
}
export type Choices = ReadonlyMap<number, LineChoice>;

function refundLine(line: Line): RefundLine {
  return {
    lineNo: line.line_no,
    fulfilment: line.fulfilment,
    // What was paid for the line: 自购省 was never paid and cannot come back.
    baseFen: BigInt(line.net_fen - line.self_discount_fen),
    quantity: line.quantity,
    refundedFen: BigInt(line.refunded_fen),
    refundedQuantity: line.refunded_quantity,
    refundingFen: 0n,
    refundingQuantity: 0,
  };
}

/** The most that comes back for 1, 2, … units of a line, in fen: the server's own rule. */
export function mostByQuantity(line: Line): number[] {
  return refundableByQuantity(refundLine(line)).map(toWire);
}

/** Before shipping units go back at all that they cost, and no other amount is taken. */
export function atWholePrice(order: ConsoleOrder): boolean {
  return order.shipped_at === null;
}

export function refundableLines(order: ConsoleOrder): Line[] {
  return order.lines.filter((line) => (mostByQuantity(line).at(-1) ?? 0) > 0);
}

export function initialChoice(line: Line): LineChoice {
  const most = mostByQuantity(line);
  return { chosen: false, quantity: most.length, typed: yuanInput(most.at(-1) ?? 0) };
}

/** What the order paid for freight and has not had back. Lines and freight together make up what was refunded. */
export function freightLeft(order: ConsoleOrder): number {
  const lines = order.lines.reduce((sum, line) => sum + line.refunded_fen, 0);
  return order.freight_fen - (order.refunded_fen - lines);
}

function orderFacts(order: ConsoleOrder): AftersaleOrder {
  return {
    state: order.state,
    hasOpenAftersale: order.aftersale_open,
    receivedAt: order.received_at === null ? null : new Date(order.received_at),
    shipped: !atWholePrice(order),
    freightFen: BigInt(order.freight_fen),
    freightRefundedFen: BigInt(order.freight_fen - freightLeft(order)),
    lines: order.lines.map(refundLine),
  };
}

export interface AskedLine {
  line_no: number;
  quantity: number;
  amount_fen: number;
}

export function askedLines(lines: readonly Line[], choices: Choices): AskedLine[] {
  return lines.flatMap((line) => {
    const choice = choices.get(line.line_no);
    if (!choice?.chosen) return [];
    return [{ line_no: line.line_no, quantity: choice.quantity, amount_fen: parseYuan(choice.typed) ?? 0 }];
  });
}

/** What the refund will bring, decided by the rule that the server uses; null while the choice is not allowed. */
export function previewRefund(
  order: ConsoleOrder,
  asked: readonly AskedLine[],
  withFreight: boolean,
): { linesFen: number; freightFen: number } | null {
  const answer = decideAftersale(
    orderFacts(order),
    asked.map((line) => ({
      lineNo: line.line_no,
      quantity: line.quantity,
      amountFen: BigInt(line.amount_fen),
    })),
    // The shop is bound by no period, so neither the time nor the number of days is looked at.
    { now: new Date(0), aftersaleDays: 0, byShop: true, withFreight },
  );
  if (answer.kind === "refused") return null;
  return { linesFen: toWire(answer.amountFen), freightFen: toWire(answer.freightFen) };
}
