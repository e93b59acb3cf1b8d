/** One step of a random run as plain data, and how the bookkeeper takes it. */
import { HOUR_MS } from "@banyan/kernel";
import type { Bookkeeper, Words } from "./bookkeeper.ts";
import { mostFor } from "./price.ts";
import { known, openCase } from "./refuse.ts";
import type { Ask, Basket } from "./shapes.ts";

/** A share of what a line could still bring: permille of the most for these units; above 1000 asks for too much. */
export interface AskPick {
  line: number;
  units: number;
  permille: number;
}

/** Steps that say nothing but which order they are about. */
export type PlainKind = "pay" | "payLate" | "cancel" | "ship" | "receive" | "approve" | "reject" | "withdraw";

/** `order` picks an order (see orderOf); a step before the first order does nothing. */
export type Step =
  | { kind: "submit"; basket: Basket }
  | { kind: PlainKind; order: number }
  | { kind: "hear"; order: number; times: number }
  | { kind: "ask"; order: number; picks: readonly AskPick[] }
  | { kind: "refundByShop"; order: number; picks: readonly AskPick[]; withFreight: boolean }
  | { kind: "refundEnds"; order: number; as: "success" | "closed"; times: number }
  | { kind: "wait"; hours: number };

/**
 * The index of the order a step is about; null when there is none yet, or when the step is about no order. Three picks in
 * four count only the orders that wait for such a step (if any does), so that runs get somewhere; the rest count all.
 */
export function orderOf(book: Bookkeeper, step: Step): number | null {
  if (step.kind === "submit" || step.kind === "wait" || book.orders.length === 0) return null;
  const waiting = [...book.orders.keys()].filter((at) => waitsFor(book, at, step.kind));
  const from = step.order % 4 < 3 && waiting.length > 0 ? waiting : [...book.orders.keys()];
  return from[Math.trunc(step.order / 4) % from.length] ?? null;
}

/** Whether this kind of step is the one to move the order on. */
function waitsFor(book: Bookkeeper, at: number, kind: Step["kind"]): boolean {
  const order = known(book.orders[at]);
  switch (kind) {
    case "pay":
    case "cancel":
      return order.state === "awaiting_payment" && !order.moneyIn;
    case "hear":
      return order.state === "awaiting_payment" && order.moneyIn;
    case "payLate":
      return order.state === "closed" && !order.moneyIn;
    case "ship":
      return order.state === "awaiting_shipment" && !openCase(order);
    case "receive":
      return order.state === "awaiting_receipt" && !openCase(order);
    case "approve":
    case "reject":
    case "withdraw":
      return order.cases.at(-1)?.state === "requested";
    case "refundEnds":
      return book.obligations.some((one) => one.order === at && one.state === "owed");
    case "ask":
    case "refundByShop":
      return order.shippedAt !== null || order.state === "awaiting_shipment";
    default:
      return false;
  }
}

/** The amounts that picks stand for, by what the books say is left. Lines are counted round too; one is named once. */
export function asksOf(book: Bookkeeper, at: number, picks: readonly AskPick[]): Ask[] {
  const lines = book.orders[at]?.lines ?? [];
  const asks = new Map<number, Ask>();
  for (const pick of picks) {
    const line = lines[pick.line % lines.length];
    if (line === undefined) continue;
    const most = mostFor(line, pick.units) ?? line.baseFen;
    const amountFen = (most * BigInt(pick.permille)) / 1000n;
    asks.set(line.lineNo, {
      lineNo: line.lineNo,
      quantity: pick.units,
      amountFen: amountFen > 0n ? amountFen : 1n,
    });
  }
  return [...asks.values()];
}

/** Plays a step to the bookkeeper. @returns the words a shop may answer with; [] for a step about an order before there is one */
export function play(book: Bookkeeper, step: Step): Words {
  if (step.kind === "submit") return book.submit(step.basket);
  if (step.kind === "wait") return book.wait(step.hours * HOUR_MS);
  const at = orderOf(book, step);
  if (at === null) return [];
  switch (step.kind) {
    case "pay":
      return book.pay(at);
    case "payLate":
      return book.payLate(at);
    case "cancel":
      return book.cancel(at);
    case "ship":
      return book.ship(at);
    case "receive":
      return book.receive(at);
    case "approve":
      return book.approve(at);
    case "reject":
      return book.giveUp(at, "rejected");
    case "withdraw":
      return book.giveUp(at, "cancelled");
    case "hear":
      return repeat(step.times, () => book.hear(at));
    case "ask":
      return book.ask(at, asksOf(book, at, step.picks));
    case "refundByShop":
      return book.refundByShop(at, asksOf(book, at, step.picks), step.withFreight);
    case "refundEnds":
      return repeat(step.times, () => book.refundEnds(at, step.as));
  }
}

/** The same outside fact several times; the first answer counts, the rest must change nothing. */
function repeat(times: number, once: () => Words): Words {
  const first = once();
  for (let more = 1; more < times; more += 1) once();
  return first;
}
