/**
 * A plain-object bookkeeper of promoters' money: hears facts one after another and says who has what. No database, no outbox, no
 * worker: what the real shop reaches some time after a fact stands here at once.
 *
 * Every fact answers ["ok"], or the refusals that apply (any of them will do), or ["nothing"] where it was known already or says
 * nothing about money; anything but "ok" changes nothing. After each fact, or after so many, the books are read (promoting-balance.ts).
 */
import type { Words } from "./bookkeeper.ts";
import { bookKeep, bookLine } from "./commission.ts";
import { imbalancesOfPromoting } from "./promoting-balance.ts";
import { People } from "./promoting-people.ts";
import { post } from "./promoting-purse.ts";
import type {
  Balances,
  BookPromoter,
  BookTransfer,
  BookWithdrawal,
  EarnedShare,
  EarningOrder,
  Fact,
  OrderStep,
  PromotingFact,
  PromotingRules,
} from "./promoting-shapes.ts";
import { moveWithdrawal, requestWithdrawal, stopWithdrawals } from "./promoting-withdrawals.ts";
import { known } from "./refuse.ts";

const OK: Words = ["ok"];
const NOTHING: Words = ["nothing"];

export class PromotingBook {
  readonly rules: PromotingRules;
  readonly people = new People();
  readonly promoters = this.people.promoters;
  readonly orders = new Map<string, EarningOrder>();
  /** Of paid orders only, by key. */
  readonly earned = new Map<string, EarnedShare>();
  readonly withdrawals = new Map<string, BookWithdrawal>();
  readonly transfers: BookTransfer[] = [];
  readonly #readEvery: number;
  #heard = 0;
  /** ms */
  now = 0;

  /** @param readEvery facts from one reading of the books to the next: in a long life all of them take too long after each */
  constructor(rules: PromotingRules, readEvery = 1) {
    this.rules = rules;
    this.#readEvery = readEvery;
  }

  /** @throws Error with every sentence of the books that does not hold after the fact */
  take(fact: PromotingFact): Words {
    if (fact.at < this.now) throw new RangeError("the bookkeeper hears facts in their order");
    this.now = fact.at;
    const words = this.#hear(fact);
    this.#heard += 1;
    if (this.#heard % this.#readEvery === 0) this.read(fact.kind);
    return words;
  }

  /** @throws Error with every sentence of the books that does not hold */
  read(after: string): void {
    const wrong = imbalancesOfPromoting(this);
    if (wrong.length > 0) throw new Error(`after ${after}:\n${wrong.join("\n")}`);
  }

  /** Fen, by promoter. */
  balances(): Record<string, Balances> {
    return Object.fromEntries([...this.promoters].map(([id, { balances }]) => [id, { ...balances }]));
  }

  /** By key. A share that refunds have left nothing of is clawed back, whatever it was before. */
  shares(): Record<string, { promoter: string; fen: bigint; kept: bigint; state: string }> {
    return Object.fromEntries(
      [...this.earned].map(([key, one]) => [
        key,
        { promoter: one.promoter, fen: one.fen, kept: one.keptFen, state: stateOf(one) },
      ]),
    );
  }

  #hear(fact: PromotingFact): Words {
    switch (fact.kind) {
      case "promoter_approved":
        return this.people.approve(fact);
      case "tier_changed":
      case "agreed":
      case "agreement_outdated":
        return this.people.change(fact);
      case "unfrozen":
        for (const share of this.earned.values()) {
          if (share.promoter === fact.id && share.heldBy === "freeze") this.#release(share);
        }
        return this.people.change(fact);
      case "frozen":
        stopWithdrawals(this, fact.id);
        return this.people.change(fact);
      case "bound":
        return this.people.bind(fact);
      case "unbound":
        return this.people.unbind(fact);
      case "order_submitted":
        return this.#submitted(fact);
      case "order_paid":
        return this.#paid(this.#order(fact.order));
      case "order_closed":
      case "paid_late":
      case "received":
      case "aftersale_opened":
      case "aftersale_closed":
        return this.#orderMoved(fact);
      case "refund_succeeded":
        return this.#refunded(fact);
      case "settled":
        for (const order of this.orders.values()) this.#settle(order);
        return OK;
      case "hold":
      case "release":
        return this.#holdOrRelease(fact);
      case "withdrawal_requested":
        return requestWithdrawal(this, fact);
      default:
        return moveWithdrawal(this, fact);
    }
  }

  /** Fixes who earns what; from here on nothing but refunds changes it. */
  #submitted({ order, buyer, plan, lines }: Fact<"order_submitted">): Words {
    if (this.orders.has(order)) return NOTHING;
    const { chain, promoter } = this.people.standing(buyer, this.now);
    this.orders.set(order, {
      order,
      buyer,
      state: "open",
      lines: lines.map(({ lineNo, line }) => {
        const input = { plan, line, buyer: promoter === undefined ? {} : { promoter }, chain };
        return { lineNo, input, result: bookLine(input), refundedFen: 0n };
      }),
      late: false,
      receivedAt: null,
      openCase: false,
      settledAt: null,
      refunds: [],
    });
    return OK;
  }

  #paid(order: EarningOrder): Words {
    if (order.state !== "open") return NOTHING;
    order.state = "paid";
    for (const { lineNo, result } of order.lines) {
      for (const share of result.shares) {
        const key = `${order.order}-${lineNo}-${share.position}-${share.kind}`;
        const state = { keptFen: share.fen, heldBy: null, settled: false };
        this.earned.set(key, { ...share, key, order: order.order, lineNo, ...state });
        this.#post(share.promoter, `${key}:accrue`, "accrue", "commission_expense", "estimated", share.fen);
      }
    }
    return OK;
  }

  #orderMoved(fact: Fact<OrderStep>): Words {
    const order = this.#order(fact.order);
    if (fact.kind === "order_closed") {
      if (order.state !== "open") return NOTHING;
      order.state = "closed";
    } else if (fact.kind === "paid_late") {
      if (order.state !== "closed" || order.late) return NOTHING;
      order.late = true;
    } else if (fact.kind === "received") {
      if (order.state !== "paid" || order.receivedAt !== null) return NOTHING;
      order.receivedAt = this.now;
    } else {
      const open = fact.kind === "aftersale_opened";
      if (order.state !== "paid" || order.openCase === open) return NOTHING;
      order.openCase = open;
    }
    return OK;
  }

  /** Takes back from wherever each share is what it may not keep any more. No balance can stand in the way. */
  #refunded({ order: name, refund, lines }: Fact<"refund_succeeded">): Words {
    const order = this.#order(name);
    if (order.refunds.includes(refund)) return NOTHING;
    if (order.state !== "paid") return ["refund_nothing"];
    const over = lines.some(({ lineNo, amountFen }) => {
      const { result, refundedFen } = this.#line(order, lineNo);
      return amountFen < 0n || refundedFen + amountFen > result.base_fen;
    });
    if (over || new Set(lines.map((line) => line.lineNo)).size < lines.length) return ["refund_exceeds"];
    order.refunds.push(refund);
    for (const { lineNo, amountFen } of lines) {
      const line = this.#line(order, lineNo);
      line.refundedFen += amountFen;
      for (const share of this.earned.values()) {
        if (share.order !== name || share.lineNo !== lineNo) continue;
        const keeps = bookKeep(share.fen, line.result.base_fen, line.refundedFen);
        const from = share.heldBy !== null ? "held" : share.settled ? "debt" : "estimated";
        const key = `${share.key}:clawback:${refund}`;
        this.#post(share.promoter, key, "clawback", from, "commission_expense", share.keptFen - keeps);
        share.keptFen = keeps;
      }
    }
    return OK;
  }

  #settle(order: EarningOrder): void {
    const due = order.receivedAt !== null && this.now >= order.receivedAt + this.rules.aftersaleMs;
    if (!due || order.openCase || order.settledAt !== null) return;
    // All of it went back: there is nothing to settle any more.
    if (order.lines.every(({ refundedFen, result }) => refundedFen === result.base_fen)) return;
    order.settledAt = this.now;
    for (const share of this.earned.values()) {
      if (share.order !== order.order) continue;
      share.settled = true;
      if (share.heldBy !== null) continue;
      if (this.#promoter(share.promoter).frozen && share.keptFen > 0n) share.heldBy = "freeze";
      const to = share.heldBy === "freeze" ? "held" : "available";
      this.#post(share.promoter, `${share.key}:settle`, "settle", "estimated", to, share.keptFen);
    }
  }

  #holdOrRelease({ kind, share: key }: Fact<"hold" | "release">): Words {
    const share = this.earned.get(key);
    if (share === undefined) return ["not_found"];
    if (kind === "release") return share.heldBy === null ? ["not_held"] : this.#release(share);
    if (share.heldBy !== null) return ["already_held"];
    if (share.keptFen === 0n) return ["nothing_to_hold"];
    // Settled money that is reserved or spent is not there to be held.
    const { available } = this.#promoter(share.promoter).balances;
    if (share.settled && available < share.keptFen) return ["exceeds_available"];
    share.heldBy = "staff";
    const from = share.settled ? "available" : "estimated";
    this.#post(share.promoter, `${key}:hold:${this.transfers.length}`, "hold", from, "held", share.keptFen);
    return OK;
  }

  /** Back to where it would be by now. */
  #release(share: EarnedShare): Words {
    share.heldBy = null;
    const to = share.settled ? "available" : "estimated";
    const key = `${share.key}:release:${this.transfers.length}`;
    this.#post(share.promoter, key, "release", "held", to, share.keptFen);
    return OK;
  }

  #post(
    id: string,
    key: string,
    kind: string,
    debit: BookTransfer["debit"],
    credit: BookTransfer["credit"],
    fen: bigint,
  ): void {
    post(this.transfers, this.#promoter(id), { key, promoter: id, kind, debit, credit, fen });
  }

  #promoter(id: string): BookPromoter {
    return known(this.promoters.get(id));
  }

  #order(name: string): EarningOrder {
    return known(this.orders.get(name));
  }

  #line(order: EarningOrder, lineNo: number) {
    return known(order.lines.find((line) => line.lineNo === lineNo));
  }
}

function stateOf(share: EarnedShare): string {
  if (share.keptFen === 0n && share.fen > 0n) return "clawed_back";
  if (share.heldBy !== null) return "held";
  return share.settled ? "settled" : "estimated";
}
