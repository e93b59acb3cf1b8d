/** Takes what people do about promoting, answers as the shop may, and tells the bookkeeper of money what has happened. */
import type { Words } from "./bookkeeper.ts";
import type { MarketPlan, PromotingStep, RelationRules } from "./market-step.ts";
import { PromotingBook } from "./promoting.ts";
import type { BookPromoter, BookWithdrawal, EarnedShare, PromotingFact } from "./promoting-shapes.ts";

const NOTHING: Words = ["nothing"];
type Said = PromotingFact extends infer F ? (F extends PromotingFact ? Omit<F, "at"> : never) : never;

export class PromotingDesk {
  readonly money: PromotingBook;
  /** Everything that was told, in its order: another book can hear it again. */
  readonly facts: PromotingFact[] = [];
  readonly #relation: RelationRules;
  /** When each relation began; renewing it leaves that. */
  readonly boundAt = new Map<string, number>();
  readonly #people: readonly string[];
  readonly #startMs: number;
  /** Business time, ms since 1970. */
  now: number;

  constructor({ shop, relation, withdrawal }: MarketPlan, startMs: number) {
    this.money = new PromotingBook({ ...withdrawal, aftersaleMs: shop.rules.aftersaleMs });
    this.#relation = relation;
    this.#people = [...Array(shop.buyers).keys()].map(String);
    this.#startMs = startMs;
    this.now = startMs;
    this.money.now = startMs;
  }

  /** @param sinceStart ms */
  moveClock(sinceStart: number): void {
    this.now = this.#startMs + sinceStart;
  }

  tell(said: Said): Words {
    const fact: PromotingFact = { ...said, at: this.now };
    this.facts.push(fact);
    return this.money.take(fact);
  }

  /** @returns [] for a step about a share or a withdrawal before there is one */
  play(step: PromotingStep): Words {
    switch (step.kind) {
      case "join":
        return this.#join(String(step.person), step.by === null ? null : String(step.by));
      case "touch":
        return this.#touch(String(step.person), String(step.by));
      case "unbind":
        return this.tell({ kind: "unbound", customer: String(step.person) });
      case "freeze":
        return this.tell({ kind: "frozen", id: String(step.person) });
      case "unfreeze":
        return this.tell({ kind: "unfrozen", id: String(step.person) });
      case "agree":
        return this.tell({ kind: "agreed", id: String(step.person) });
      case "tier":
        return this.tell({ kind: "tier_changed", id: String(step.person), tier: step.tier });
      case "newAgreement":
        return this.tell({ kind: "agreement_outdated" });
      case "hold":
      case "release": {
        const share = this.shareOf(step);
        return share === null ? [] : this.tell({ kind: step.kind, share: share.key });
      }
      case "requestWithdrawal": {
        const { promoter, amountFen } = this.askOf(step);
        const no = `w${this.money.withdrawals.size + 1}`;
        return this.tell({ kind: "withdrawal_requested", no, promoter, amountFen });
      }
      case "approveWithdrawal":
      case "refuseWithdrawal":
      case "cancelWithdrawal":
      case "payoutEnds":
        return this.#withdrawalMoves(step);
    }
  }

  /** The share a step is about: one that waits for such a step, where there is any. */
  shareOf(step: Extract<PromotingStep, { share: number }>): EarnedShare | null {
    const all = [...this.money.earned.values()];
    return pick(step.share, all, (share) =>
      step.kind === "hold" ? share.heldBy === null && share.keptFen > 0n : share.heldBy !== null,
    );
  }

  withdrawalOf(step: Extract<PromotingStep, { withdrawal: number }>): BookWithdrawal | null {
    const state = step.kind === "payoutEnds" ? "sending" : "reviewing";
    return pick(step.withdrawal, [...this.money.withdrawals.values()], (one) => one.state === state);
  }

  /** Who asks for how many fen: mostly somebody who has some, and at least 1. */
  askOf(step: Extract<PromotingStep, { kind: "requestWithdrawal" }>): {
    promoter: string;
    amountFen: bigint;
  } {
    const has = (id: string) => this.money.promoters.get(id)?.balances.available ?? 0n;
    const promoter = pick(step.person, this.#people, (id) => has(id) > 0n) ?? "0";
    const fen = (has(promoter) * BigInt(step.permille)) / 1000n;
    return { promoter, amountFen: fen > 0n ? fen : 1n };
  }

  /** Invite card, else the relation then, else nobody stands above; never somebody who earns nothing now. */
  #join(person: string, by: string | null): Words {
    if (this.money.promoters.has(person)) return ["already_promoter"];
    const card = by === null ? undefined : this.money.promoters.get(by);
    if (by !== null && card === undefined) return NOTHING;
    if (card !== undefined && !earns(card)) return ["invite_invalid"];
    const { bindings } = this.money.people;
    const bound = bindings.get(person);
    const host =
      bound !== undefined && this.now < bound.until ? this.money.promoters.get(bound.promoter) : undefined;
    const above = card ?? (host !== undefined && earns(host) ? host : undefined);
    return this.tell({ kind: "promoter_approved", id: person, tier: "推广员", inviter: above?.id ?? null });
  }

  #touch(person: string, by: string): Words {
    const sharer = this.money.promoters.get(by);
    if (sharer === undefined) return NOTHING;
    if (person === by) return ["own"];
    if (this.money.promoters.has(person)) return ["promoter"];
    if (!earns(sharer)) return ["inactive"];
    const standing = this.money.people.bindings.get(person);
    const valid = standing !== undefined && this.now < standing.until;
    const { policy, protectMs, validMs } = this.#relation;
    const since = this.boundAt.get(person) ?? this.now;
    if (valid && policy === "first_touch") return ["kept"];
    if (valid && policy === "protected" && this.now < since + protectMs) return ["kept"];
    const renewed = valid && standing.promoter === by;
    if (!renewed) this.boundAt.set(person, this.now);
    this.tell({ kind: "bound", customer: person, promoter: by, until: this.now + validMs });
    return renewed ? ["kept"] : ["bound"];
  }

  #withdrawalMoves(step: Extract<PromotingStep, { withdrawal: number }>): Words {
    const one = this.withdrawalOf(step);
    if (one === null) return [];
    const { no } = one;
    switch (step.kind) {
      case "approveWithdrawal":
        return this.tell({ kind: "withdrawal_sent", no });
      case "refuseWithdrawal":
        return this.tell({ kind: "withdrawal_refused", no });
      case "cancelWithdrawal":
        return this.tell({ kind: "withdrawal_cancelled", no });
      case "payoutEnds": {
        const kind = step.as === "paid" ? "withdrawal_paid" : "withdrawal_failed";
        const first = this.tell({ kind, no });
        for (let more = 1; more < step.times; more += 1) this.tell({ kind, no });
        return first;
      }
    }
  }
}

function earns({ frozen, agreed }: BookPromoter): boolean {
  return !frozen && agreed;
}

/** Three picks in four count only what waits, if anything does; the rest count all. */
function pick<T>(number: number, all: readonly T[], waits: (one: T) => boolean): T | null {
  const waiting = all.filter(waits);
  const from = number % 4 < 3 && waiting.length > 0 ? waiting : all;
  return from[Math.trunc(number / 4) % from.length] ?? null;
}
