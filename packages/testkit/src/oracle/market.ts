/**
 * Two bookkeepers side by side: one for orders, one for promoters' money. What the first book shows after a step is told to the second
 * as facts, so that a random run of a whole shop has one answer for every balance.
 */
import { DAY_MS } from "@banyan/kernel";
import { Bookkeeper, type Words } from "./bookkeeper.ts";
import { type BookCommissionLine, bookLine } from "./commission.ts";
import { isPromotingStep, MARKET_CATEGORY, type MarketPlan, type MarketStep } from "./market-step.ts";
import { PromotingDesk } from "./promoting-desk.ts";
import { openCase } from "./refuse.ts";
import type { BookOrder } from "./shapes.ts";
import { play } from "./step.ts";

/** A person has a day to confirm in WeChat; what nobody confirmed comes back. */
const CONFIRM_MS = DAY_MS;

export class Market {
  readonly plan: MarketPlan;
  readonly book: Bookkeeper;
  readonly desk: PromotingDesk;

  /** @param startMs business time at the start of the run, ms since 1970: a day's withdrawals are counted by it */
  constructor(plan: MarketPlan, startMs: number) {
    this.plan = plan;
    this.book = new Bookkeeper(plan.shop, ({ buyer, lines }, index, netFen) => {
      const wanted = lines[index];
      if (wanted === undefined) return 0n;
      const { promoter, chain } = this.desk.money.people.standing(String(buyer), this.desk.now);
      const line = lineOf(wanted.sku, wanted.quantity, netFen);
      return bookLine({ plan: plan.plan, line, buyer: promoter ? { promoter } : {}, chain }).discount_fen;
    });
    this.desk = new PromotingDesk(plan, startMs);
  }

  /** @returns the words a shop may answer with; [] for a step about something of which there is none yet */
  play(step: MarketStep): Words {
    if (isPromotingStep(step)) {
      const words = this.desk.play(step);
      this.#timers();
      return words;
    }
    const before = structuredClone(this.book.orders);
    const words = play(this.book, step);
    this.desk.moveClock(this.book.now);
    for (const [at, order] of this.book.orders.entries()) this.#report(String(at), before[at], order);
    this.#timers();
    return words;
  }

  /** All sentences about the two books together that should hold and do not. */
  imbalances(): string[] {
    const wrong: string[] = [];
    for (const [at, order] of this.book.orders.entries()) {
      const earning = this.desk.money.orders.get(String(at));
      for (const [index, line] of order.lines.entries()) {
        const theirs = earning?.lines[index];
        if (theirs?.result.base_fen !== line.baseFen) wrong.push(`order ${at}: one base in both books`);
        if (theirs?.refundedFen !== line.refundedFen) wrong.push(`order ${at}: one refund in both books`);
      }
    }
    return wrong;
  }

  /** What has happened to an order, in the order in which it can have happened within one step. */
  #report(name: string, before: BookOrder | undefined, order: BookOrder): void {
    const { desk } = this;
    if (before === undefined) {
      const lines = order.lines.map(({ lineNo, sku, quantity, amountFen, discountFen }) => ({
        lineNo,
        line: lineOf(sku, quantity, amountFen - discountFen),
      }));
      const plan = this.plan.plan;
      desk.tell({ kind: "order_submitted", order: name, buyer: String(order.buyer), plan, lines });
      return;
    }
    const isOpen = order.state === "awaiting_payment";
    if (before.state === "awaiting_payment" && !isOpen)
      desk.tell({ kind: order.state === "closed" ? "order_closed" : "order_paid", order: name });
    if (before.state === "closed" && order.moneyIn && !before.moneyIn)
      desk.tell({ kind: "paid_late", order: name });
    if (openCase(order) && !openCase(before)) desk.tell({ kind: "aftersale_opened", order: name });
    if (order.refundedFen > before.refundedFen) {
      const lines = order.lines.map(({ lineNo, refundedFen }, index) => ({
        lineNo,
        amountFen: refundedFen - (before.lines[index]?.refundedFen ?? 0n),
      }));
      const refund = `${name}-${order.cases.length}`;
      desk.tell({
        kind: "refund_succeeded",
        order: name,
        refund,
        lines: lines.filter((line) => line.amountFen > 0n),
      });
    }
    if (!openCase(order) && openCase(before)) desk.tell({ kind: "aftersale_closed", order: name });
    if (order.receivedAt !== null && before.receivedAt === null) desk.tell({ kind: "received", order: name });
  }

  #timers(): void {
    const { money, now } = this.desk;
    for (const one of money.withdrawals.values()) {
      const over = one.sentAt !== null && now > one.sentAt + CONFIRM_MS;
      if (one.state === "sending" && over) this.desk.tell({ kind: "withdrawal_expired", no: one.no });
    }
    this.desk.tell({ kind: "settled" });
  }
}

function lineOf(sku: number, quantity: number, netFen: bigint): BookCommissionLine {
  return {
    sku: String(sku),
    product: String(sku),
    categories: [MARKET_CATEGORY],
    quantity,
    net_fen: Number(netFen),
    promotion: null,
  };
}
