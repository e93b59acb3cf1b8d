/** The bookkeeper's own books must balance: each figure is reached a second way. A bookkeeper that errs would prove nothing. */
import type { Bookkeeper } from "./bookkeeper.ts";
import { openCase } from "./refuse.ts";
import type { BookOrder } from "./shapes.ts";

/** Every sentence that should hold and does not; empty when the books balance. */
export function imbalances(book: Bookkeeper): string[] {
  const wrong: string[] = [];
  const hold = (sentence: string, holds: boolean) => {
    if (!holds) wrong.push(sentence);
  };
  for (const [sku, stock] of book.stock.entries()) {
    const units = (orders: BookOrder[]) =>
      sum(
        orders.flatMap((order) =>
          order.lines.filter((line) => line.sku === sku).map((line) => line.quantity),
        ),
      );
    const waiting = book.orders.filter((order) => order.state === "awaiting_payment");
    const sold = book.orders.filter(
      (order) => order.state !== "awaiting_payment" && order.state !== "closed",
    );
    hold(`sku ${sku}: held = units of unpaid orders`, stock.held === units(waiting));
    hold(
      `sku ${sku}: on hand = put in − sold + back`,
      stock.onHand === stock.initial - units(sold) + unitsBack(book, sku),
    );
    hold(`sku ${sku}: 0 ≤ held ≤ on hand`, 0 <= stock.held && stock.held <= stock.onHand);
  }
  for (const [at, order] of book.orders.entries()) {
    for (const sentence of orderImbalances(book, at, order)) wrong.push(`order ${at}: ${sentence}`);
  }
  for (const [id, coupon] of book.coupons.entries()) {
    const users = [...book.orders.entries()].filter(
      ([, order]) => order.coupon === id && order.state !== "closed",
    );
    hold(`coupon ${id}: used by one order at most`, users.length <= 1);
    hold(`coupon ${id}: knows its order`, coupon.usedBy === (users[0]?.[0] ?? null));
  }
  return wrong;
}

function orderImbalances(book: Bookkeeper, at: number, order: BookOrder): string[] {
  const wrong: string[] = [];
  const hold = (sentence: string, holds: boolean) => {
    if (!holds) wrong.push(sentence);
  };
  const mine = book.obligations.filter((one) => one.order === at);
  const done = (cause: string) =>
    total(mine.filter((one) => one.cause === cause && one.state === "done").map((one) => one.amountFen));
  const refunding = total(order.lines.map((line) => line.refundingFen));
  const open = openCase(order) ? total(order.cases.at(-1)?.lines.map((line) => line.amountFen) ?? []) : 0n;
  hold(
    "lines + freight = payable",
    total(order.lines.map((line) => line.baseFen)) + order.freightFen === order.payableFen,
  );
  hold("refunded = successful refunds", order.refundedFen === done("aftersale"));
  hold(
    "refunded = lines + freight",
    order.refundedFen === total(order.lines.map((line) => line.refundedFen)) + order.freightRefundedFen,
  );
  hold(
    "never more back than paid",
    order.refundedFen <= order.payableFen && order.freightRefundedFen <= order.freightFen,
  );
  hold("what is under way is in the open case", refunding === open);
  hold("late money goes back once, and only from a closed order", lateOnce(mine, order));
  hold("a case of a closed order", order.state !== "closed" || order.cases.length === 0);
  for (const line of order.lines) {
    const units = line.refundedQuantity + line.refundingQuantity;
    hold(
      `line ${line.lineNo}: 0 ≤ discount ≤ amount`,
      0n <= line.discountFen && line.discountFen <= line.amountFen,
    );
    hold(`line ${line.lineNo}: money within the line`, line.refundedFen + line.refundingFen <= line.baseFen);
    hold(`line ${line.lineNo}: units within the line`, 0 <= units && units <= line.quantity);
  }
  return wrong;
}

function lateOnce(obligations: { cause: string; amountFen: bigint }[], order: BookOrder): boolean {
  const late = obligations.filter((one) => one.cause === "late_payment");
  const expected = order.state === "closed" && order.moneyIn ? 1 : 0;
  return late.length === expected && late.every((one) => one.amountFen === order.payableFen);
}

function unitsBack(book: Bookkeeper, sku: number): number {
  const back = book.orders.flatMap((order) =>
    order.cases
      .filter((found) => found.state === "refunded" && found.restock)
      .flatMap((found) => found.lines.filter((ask) => order.lines[ask.lineNo - 1]?.sku === sku)),
  );
  return sum(back.map((ask) => ask.quantity));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((left, right) => left + right, 0);
}

function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((left, right) => left + right, 0n);
}
