/** Random runs of the bookkeeper with the domain asked the same question before each step: two authors, one answer. */
import {
  decideAftersale,
  decidePaid,
  decideReceive,
  decideShip,
  flatBook,
  isFullyRefunded,
  mayBecome,
  mayBecomeAftersale,
  orderActions,
  priceQuote,
  refundableByQuantity,
  refundableFen,
} from "@banyan/domain";
import { DAY_MS } from "@banyan/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  asksOf,
  Bookkeeper,
  type BookOrder,
  mostFor,
  openCase,
  orderOf,
  play,
  run,
  type Step,
} from "../src/index.ts";

const EPOCH = Date.UTC(2026, 10, 24);
const date = (ms: number) => new Date(EPOCH + ms);

/** How often each word was said and each state reached: a run that never gets anywhere would prove nothing. */
const seen = new Map<string, number>();
const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);

/** What the domain says to this step, in the bookkeeper's words; null where the domain decides nothing about it. */
function domainSays(book: Bookkeeper, step: Step): string | null {
  if (step.kind === "submit") return priceSays(book, step);
  const at = orderOf(book, step);
  const order = at === null ? undefined : book.orders[at];
  if (at === null || order === undefined) return null;
  const hasOpenAftersale = openCase(order);
  switch (step.kind) {
    case "hear":
      return order.moneyIn ? paidSays(order) : null;
    case "ship": {
      const lines = order.lines.map((line) => ({
        ...line,
        fulfilment: book.shop.shelf[line.sku]?.fulfilment ?? "parcel",
      }));
      const answer = decideShip(
        { state: order.state, hasOpenAftersale, lines },
        { carrier: "顺丰速运", trackingNo: "SF100001" },
      );
      return answer.kind === "refused" ? answer.refusal : answer.kind;
    }
    case "receive":
      return order.state === "completed" && !hasOpenAftersale
        ? "ok"
        : decideReceive({ state: order.state, hasOpenAftersale });
    case "ask":
    case "refundByShop": {
      const byShop = step.kind === "refundByShop";
      const withFreight = step.kind === "refundByShop" && step.withFreight;
      const answer = decideAftersale(
        {
          ...order,
          lines: order.lines.map((line) => ({
            ...line,
            fulfilment: book.shop.shelf[line.sku]?.fulfilment ?? "parcel",
          })),
          hasOpenAftersale,
          receivedAt: dateOrNull(order.receivedAt),
          shipped: order.shippedAt !== null,
        },
        asksOf(book, at, step.picks),
        { now: date(book.now), aftersaleDays: book.shop.rules.aftersaleMs / DAY_MS, byShop, withFreight },
      );
      return answer.kind === "refused"
        ? answer.refusal
        : `ok ${answer.amountFen} ${answer.freightFen} ${answer.restock}`;
    }
    default:
      return null;
  }
}

function priceSays(book: Bookkeeper, step: Extract<Step, { kind: "submit" }>): string | null {
  const coupon = step.basket.coupon === null ? null : (book.coupons[step.basket.coupon] ?? null);
  const answer = priceQuote({
    lines: step.basket.lines.map(({ sku, quantity }) => ({
      ...(book.shop.shelf[sku] as (typeof book.shop.shelf)[number]),
      quantity,
    })),
    coupons: coupon === null ? [] : [coupon],
    freight: flatBook(book.shop.rules),
    region: `${step.basket.province}0101`,
  });
  if (answer.kind === "refused") return answer.refusal;
  return `ok ${answer.payableFen} ${answer.freightFen} ${answer.lines.map((line) => line.baseFen).join(" ")}`;
}

function paidSays(order: BookOrder): string {
  const paid = order.state !== "awaiting_payment" && order.state !== "closed";
  const attempt = {
    state: paid ? ("paid" as const) : order.state === "closed" ? ("late" as const) : ("open" as const),
  };
  return decidePaid({ ...attempt, amountFen: order.payableFen, openid: "me" }, order.state, {
    amountFen: order.payableFen,
    currency: "CNY",
    openid: "me",
  });
}

function dateOrNull(ms: number | null): Date | null {
  return ms === null ? null : date(ms);
}

/** The bookkeeper's answer to the same step, in the form of domainSays. */
function bookSays(
  book: Bookkeeper,
  step: Step,
  words: readonly string[],
  before: BookOrder | undefined,
): readonly string[] {
  if (words[0] !== "ok") return words;
  if (step.kind === "submit") {
    const order = book.orders.at(-1);
    return [
      `ok ${order?.payableFen} ${order?.freightFen} ${order?.lines.map((line) => line.baseFen).join(" ")}`,
    ];
  }
  if (step.kind === "hear") return [before?.state === "awaiting_payment" ? "apply" : "already"];
  if (step.kind !== "ask" && step.kind !== "refundByShop") return words;
  const found = book.orders[orderOf(book, step) ?? 0]?.cases.at(-1);
  const amountFen = found?.lines.reduce((sum, line) => sum + line.amountFen, 0n);
  return [`ok ${amountFen} ${found?.freightFen} ${found?.restock}`];
}

/** Facts that must agree for every order at any time. */
function compareOrder(book: Bookkeeper, order: BookOrder): void {
  for (const line of order.lines) {
    const most = refundableByQuantity(line);
    for (const [index, fen] of most.entries()) expect(fen).toBe(mostFor(line, index + 1));
    expect(mostFor(line, most.length + 1)).toBeNull();
  }
  const paid = order.state !== "awaiting_payment" && order.state !== "closed";
  if (paid && order.cases.some((found) => found.state === "refunded")) {
    expect(isFullyRefunded({ shipped: order.shippedAt !== null, lines: order.lines })).toBe(
      order.state === "refunded",
    );
  }
  const facts = {
    state: order.state,
    hasOpenAftersale: openCase(order),
    receivedAt: dateOrNull(order.receivedAt),
    refundableFen: order.lines.reduce((sum, line) => sum + refundableFen(line), 0n),
    reviewable: false,
  };
  const actions = orderActions(facts, {
    now: date(book.now),
    aftersaleDays: book.shop.rules.aftersaleMs / DAY_MS,
  });
  expect(actions.includes("pay")).toBe(order.state === "awaiting_payment");
  expect(actions.includes("receive")).toBe(order.state === "awaiting_receipt" && !openCase(order));
}

/** An unpaid order closes by way of `closing`, which the books do not show. */
function mayStep(from: BookOrder["state"], to: BookOrder["state"]): boolean {
  return from === to || mayBecome(from, to) || (mayBecome(from, "closing") && mayBecome("closing", to));
}

test("bookkeeper and domain agree on every step of 1,000 runs", () => {
  fc.assert(
    fc.property(run(60), ({ shop, steps }) => {
      const book = new Bookkeeper(shop);
      for (const step of steps) {
        const before = structuredClone(book.orders);
        const domain = domainSays(book, step);
        const at = orderOf(book, step);
        const words = play(book, step);
        count(`${step.kind} ${words[0]}`);
        // Stock and who holds a coupon are facts of the store; where they refuse, the domain is not asked.
        const storeRefused =
          step.kind === "submit" &&
          words.some((word) => word === "out_of_stock" || word === "coupon_unusable");
        if (domain !== null && !storeRefused)
          expect(bookSays(book, step, words, at === null ? undefined : before[at])).toContain(domain);
        for (const [index, order] of book.orders.entries()) {
          const old = before[index];
          count(`state ${order.state}`);
          if (old === undefined) continue;
          expect(mayStep(old.state, order.state)).toBe(true);
          for (const [number, found] of old.cases.entries()) {
            const now = order.cases[number]?.state ?? "requested";
            expect(found.state === now || mayBecomeAftersale(found.state, now)).toBe(true);
          }
          compareOrder(book, order);
        }
      }
    }),
    { numRuns: 1000 },
  );
  for (const what of [
    "submit ok",
    "submit out_of_stock",
    "submit coupon_unusable",
    "submit address_not_served",
    "hear ok",
    "payLate ok",
    "cancel ok",
    "cancel order_paid",
    "ship ok",
    "ship aftersale_open",
    "receive ok",
    "receive aftersale_open",
    "ask ok",
    "ask refund_exceeds",
    "ask aftersale_open",
    "ask aftersale_too_late",
    "approve ok",
    "approve already_decided",
    "refundByShop ok",
    "refundEnds ok",
    "state closed",
    "state completed",
    "state refunded",
  ]) {
    expect(seen.get(what) ?? 0, `${what} was seen`).toBeGreaterThan(4);
  }
});
