/**
 * A plain-object bookkeeper of one promoter to whom the shop gives, from whom it takes, whose debt it forgives, and who may leave and come
 * back while they earn, are refunded and withdraw. Amounts are bigint fen; each step answers the word that the shop must say.
 */

export type GivenStep =
  | { kind: "earn"; fen: bigint }
  /** Earned, withdrawn, arrived, and then refunded in full: so much is owed, as far as nothing is there to take. */
  | { kind: "owe"; fen: bigint }
  | { kind: "adjust"; what: GivenKind; fen: bigint; decision: "approve" | "refuse" | "cancel" }
  | { kind: "withdraw"; fen: bigint }
  /** The oldest withdrawal that waits goes back. */
  | { kind: "giveBack" }
  | { kind: "leave" }
  | { kind: "comeBack" };
export type GivenKind = "reward" | "plus" | "minus" | "write_off";

export interface GivenLimits {
  maxFen: bigint;
  minWithdrawalFen: bigint;
  maxWithdrawalFen: bigint;
}

export class GivenBook {
  readonly #limits: GivenLimits;
  available = 0n;
  debt = 0n;
  paidOut = 0n;
  active = true;
  /** Amounts of what waits, oldest first. */
  readonly waiting: bigint[] = [];
  readonly #sums = { accrued: 0n, clawedBack: 0n, given: 0n, forgiven: 0n };

  constructor(limits: GivenLimits) {
    this.#limits = limits;
  }

  get withdrawing(): bigint {
    return this.waiting.reduce((sum, fen) => sum + fen, 0n);
  }

  /** @returns null where the step makes no sense now, and is not to be played */
  take(step: GivenStep): string | null {
    const word = this.#hear(step);
    const wrong = this.#imbalance();
    if (wrong !== null) throw new Error(`after ${step.kind}: ${wrong}`);
    return word;
  }

  #hear(step: GivenStep): string | null {
    switch (step.kind) {
      case "earn":
        if (!this.active) return null;
        this.#sums.accrued += step.fen;
        this.#comeIn(step.fen);
        return "ok";
      case "owe":
        if (!this.active || this.debt > 0n) return null;
        this.#sums.accrued += step.fen;
        this.paidOut += step.fen;
        this.#sums.clawedBack += step.fen;
        this.debt += step.fen;
        this.#comeIn(0n);
        return "ok";
      case "adjust":
        return this.#adjust(step);
      case "withdraw":
        return this.#withdraw(step.fen);
      case "giveBack": {
        const fen = this.waiting.shift();
        if (fen === undefined) return null;
        this.#comeIn(fen);
        return "ok";
      }
      case "leave":
        if (!this.active) return null;
        this.active = false;
        return "ok";
      case "comeBack":
        if (this.active) return null;
        this.active = true;
        return "ok";
    }
  }

  /** Whatever comes in pays off debt first. */
  #comeIn(fen: bigint): void {
    this.available += fen;
    let repaid = this.debt;
    if (this.available < repaid) repaid = this.available;
    this.available -= repaid;
    this.debt -= repaid;
  }

  #adjust({ what, fen, decision }: Extract<GivenStep, { kind: "adjust" }>): string {
    if (what === "reward" && !this.active) return "not_a_promoter";
    if (fen > this.#limits.maxFen) return "above_adjustment_limit";
    if (what === "minus" && fen > this.available) return "exceeds_available";
    if (what === "write_off" && fen > this.debt) return "exceeds_debt";
    if (decision !== "approve") return "ok";
    if (what === "write_off") {
      this.debt -= fen;
      this.#sums.forgiven += fen;
    } else if (what === "minus") {
      this.available -= fen;
      this.#sums.given -= fen;
    } else {
      this.#sums.given += fen;
      this.#comeIn(fen);
    }
    return "ok";
  }

  #withdraw(fen: bigint): string {
    if (fen < this.#limits.minWithdrawalFen) return "below_minimum";
    if (fen > this.#limits.maxWithdrawalFen) return "above_maximum";
    if (this.debt > 0n) return "has_debt";
    if (fen > this.available) return "exceeds_available";
    this.available -= fen;
    this.waiting.push(fen);
    return "ok";
  }

  /** Over a whole life: what came in and was given = what is there, on its way or gone, less what is or was owed. */
  #imbalance(): string | null {
    const { accrued, clawedBack, given, forgiven } = this.#sums;
    const there = this.available + this.withdrawing + this.paidOut + clawedBack - this.debt - forgiven;
    if (accrued + given !== there) return `${accrued + given} came in, ${there} is accounted for`;
    if (this.available < 0n || this.debt < 0n) return "an account is below 0";
    return this.available > 0n && this.debt > 0n ? "debt beside money" : null;
  }
}
