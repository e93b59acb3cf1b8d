import type { Fen, OrderState } from "@banyan/kernel";
import { aftersaleOver } from "./deadline.ts";
import { type RefundLine, refundableByQuantity } from "./refundable.ts";

export interface AftersaleOrder {
  state: OrderState;
  hasOpenAftersale: boolean;
  receivedAt: Date | null;
  shipped: boolean;
  freightFen: Fen;
  freightRefundedFen: Fen;
  lines: readonly RefundLine[];
}

/** What is asked for: so many units of a line and so much money for them. */
export interface AskedLine {
  lineNo: number;
  quantity: number;
  amountFen: Fen;
}

export type AftersaleRefusal =
  | "refund_nothing"
  | "refund_exceeds"
  | "refund_short"
  | "aftersale_open"
  | "aftersale_too_late";

/**
 * amountFen = Σ of the lines, without freight; the refund to send is amountFen + freightFen.
 * restock: the goods never left the shop, so the refund puts them back on the shelf.
 * lineIndex: index into what was asked.
 */
export type AftersaleAnswer =
  | { kind: "ok"; lines: AskedLine[]; amountFen: Fen; freightFen: Fen; restock: boolean }
  | { kind: "refused"; refusal: AftersaleRefusal; lineIndex?: number };

/**
 * Whether a refund may be asked for, and what it brings.
 * Refusals, first to last: an order without money in it (refund_nothing), aftersale_open, aftersale_too_late (not for the
 * shop), nothing asked (refund_nothing), then line by line refund_nothing, refund_exceeds or refund_short.
 *
 * Before shipping a refund takes its units out of the parcel, so it gives back all that they cost: less would leave money
 * that neither buys anything nor can be asked for again.
 *
 * Freight comes back by itself when nothing was shipped and this request leaves nothing to send: it takes the last units of
 * the order, or its last parcels while services stay. The shop may add what is left of it at any time.
 *
 * Goods that came to cost nothing cannot be asked for; before shipping they go back with the last units of the others, for no
 * money.
 */
export function decideAftersale(
  order: AftersaleOrder,
  asked: readonly AskedLine[],
  p: { now: Date; aftersaleDays: number; byShop: boolean; withFreight?: boolean },
): AftersaleAnswer {
  if (!holdsMoney(order.state)) return { kind: "refused", refusal: "refund_nothing" };
  if (order.hasOpenAftersale) return { kind: "refused", refusal: "aftersale_open" };
  if (!p.byShop && aftersaleOver(order.receivedAt, p))
    return { kind: "refused", refusal: "aftersale_too_late" };
  if (asked.length === 0) return { kind: "refused", refusal: "refund_nothing" };
  for (const [lineIndex, ask] of asked.entries()) {
    const refusal = refuseLine(order, asked.slice(0, lineIndex), ask);
    if (refusal !== null) return { kind: "refused", refusal, lineIndex };
  }

  // Nothing can be refused from here on.
  const theRest = !order.shipped && takesTheRest(order.lines, asked);
  const freightBack =
    (p.byShop && p.withFreight === true) ||
    theRest ||
    (!order.shipped && takesTheParcels(order.lines, asked));
  return {
    kind: "ok",
    lines: [
      ...asked.map(({ lineNo, quantity, amountFen }) => ({ lineNo, quantity, amountFen })),
      ...(theRest ? freeUnits(order.lines) : []),
    ],
    amountFen: asked.reduce((sum, ask) => sum + ask.amountFen, 0n),
    freightFen: freightBack ? order.freightFen - order.freightRefundedFen : 0n,
    restock: !order.shipped,
  };
}

function holdsMoney(state: OrderState): boolean {
  return state === "awaiting_shipment" || state === "awaiting_receipt" || state === "completed";
}

function refuseLine(
  order: Pick<AftersaleOrder, "lines" | "shipped">,
  before: readonly AskedLine[],
  ask: AskedLine,
): "refund_nothing" | "refund_exceeds" | "refund_short" | null {
  const line = order.lines.find((candidate) => candidate.lineNo === ask.lineNo);
  if (line === undefined || ask.amountFen <= 0n || !Number.isSafeInteger(ask.quantity) || ask.quantity < 1) {
    return "refund_nothing";
  }
  const most = refundableByQuantity(line);
  if ((most.at(-1) ?? 0n) === 0n) return "refund_nothing";
  // A line named twice would be measured twice against the same rest.
  if (before.some((other) => other.lineNo === ask.lineNo)) return "refund_exceeds";
  const limit = most[ask.quantity - 1];
  if (limit === undefined || ask.amountFen > limit) return "refund_exceeds";
  return !order.shipped && ask.amountFen < limit ? "refund_short" : null;
}

/**
 * Whether this request takes the last units of the order; isFullyRefunded before shipping, one step ahead. No case is open
 * at this point, so no unit is under way.
 */
function takesTheRest(lines: readonly RefundLine[], asked: readonly AskedLine[]): boolean {
  return lines.every((line) => line.baseFen === 0n || takesAll(line, asked));
}

/** Whether nothing is left to send, though a service may be left to perform. Free goods that stay are still sent. */
function takesTheParcels(lines: readonly RefundLine[], asked: readonly AskedLine[]): boolean {
  return lines.every((line) => line.fulfilment === "service" || takesAll(line, asked));
}

function takesAll(line: RefundLine, asked: readonly AskedLine[]): boolean {
  const units = asked.find((ask) => ask.lineNo === line.lineNo)?.quantity ?? 0;
  return line.refundedQuantity + units === line.quantity;
}

function freeUnits(lines: readonly RefundLine[]): AskedLine[] {
  return lines.flatMap((line) => {
    const quantity = line.quantity - line.refundedQuantity;
    return line.baseFen === 0n && quantity > 0 ? [{ lineNo: line.lineNo, quantity, amountFen: 0n }] : [];
  });
}
