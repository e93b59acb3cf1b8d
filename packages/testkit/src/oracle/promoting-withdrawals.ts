/** Money on its way out: asked for, kept aside, and then gone or given back. */
import { businessDate } from "@banyan/kernel";
import type { Words } from "./bookkeeper.ts";
import { post } from "./promoting-purse.ts";
import type {
  BookPromoter,
  BookTransfer,
  BookWithdrawal,
  Fact,
  PromotingRules,
  WithdrawalStep,
} from "./promoting-shapes.ts";
import { known } from "./refuse.ts";

const OK: Words = ["ok"];
const NOTHING: Words = ["nothing"];
/** WeChat sends nothing smaller: 0.1 元. */
const LEAST_PAYOUT_FEN = 10n;

/** The pages of the book that withdrawals look at. */
export interface WithdrawalBook {
  readonly rules: PromotingRules;
  readonly promoters: ReadonlyMap<string, BookPromoter>;
  readonly withdrawals: Map<string, BookWithdrawal>;
  readonly transfers: BookTransfer[];
}

export function requestWithdrawal(book: WithdrawalBook, fact: Fact<"withdrawal_requested">): Words {
  const { no, promoter: id, amountFen } = fact;
  if (book.withdrawals.has(no)) return NOTHING;
  const words = refusals(book, fact);
  if (words.length > 0) return words;
  const feeFen = feeOf(book.rules, amountFen);
  const one: BookWithdrawal = {
    no,
    promoter: id,
    amountFen,
    feeFen,
    requestedAt: fact.at,
    sentAt: null,
    state: "reviewing",
  };
  book.withdrawals.set(no, one);
  move(book, one, { kind: "reserve", debit: "available", credit: "withdrawing", fen: amountFen });
  return OK;
}

export function moveWithdrawal(book: WithdrawalBook, { kind, no, at }: Fact<WithdrawalStep>): Words {
  const one = book.withdrawals.get(no);
  if (one === undefined) return ["not_found"];
  const open = one.state === "reviewing" || one.state === "sending";
  switch (kind) {
    case "withdrawal_sent":
      if (one.state !== "reviewing") return ["withdrawal_decided"];
      one.state = "sending";
      one.sentAt = at;
      return OK;
    case "withdrawal_refused":
      return one.state === "reviewing" ? giveBack(book, one, "refused") : ["withdrawal_decided"];
    case "withdrawal_cancelled":
      return open ? giveBack(book, one, "cancelled") : ["withdrawal_not_cancellable"];
    case "withdrawal_failed":
      return one.state === "sending" ? giveBack(book, one, "failed") : NOTHING;
    case "withdrawal_expired":
      return one.state === "sending" ? giveBack(book, one, "expired") : NOTHING;
    case "withdrawal_paid": {
      if (one.state !== "sending") return NOTHING;
      one.state = "paid";
      const net = one.amountFen - one.feeFen;
      move(book, one, { kind: "payout", debit: "withdrawing", credit: "payout_clearing", fen: net });
      move(book, one, { kind: "fee", debit: "withdrawing", credit: "fee_income", fen: one.feeFen });
      return OK;
    }
  }
}

/** The promoter was frozen: a payout that WeChat has goes on; what it does not have yet comes back. */
export function stopWithdrawals(book: WithdrawalBook, promoter: string): void {
  for (const one of book.withdrawals.values()) {
    if (one.promoter === promoter && one.state === "reviewing") giveBack(book, one, "refused");
  }
}

/** Every refusal that applies. */
function refusals(
  book: WithdrawalBook,
  { at, promoter: id, amountFen }: Fact<"withdrawal_requested">,
): Words {
  const { rules } = book;
  const promoter = book.promoters.get(id);
  if (promoter === undefined) return ["promoter_needed"];
  const today = [...book.withdrawals.values()].filter(
    (one) => one.promoter === id && dayOf(one.requestedAt) === dayOf(at) && counts(one),
  );
  const feeFen = feeOf(rules, amountFen);
  const words: string[] = [];
  if (!rules.withdrawalOpen) words.push("withdrawal_closed");
  if (promoter.frozen) words.push("promoter_frozen");
  if (!promoter.agreed) words.push("agreement_outdated");
  if (promoter.balances.debt > 0n) words.push("has_debt");
  if (amountFen < rules.minFen || amountFen - feeFen < LEAST_PAYOUT_FEN) words.push("below_minimum");
  if (amountFen > rules.maxFen) words.push("above_maximum");
  if (today.length >= rules.perDay) words.push("day_limit_reached");
  if (amountFen > promoter.balances.available) words.push("exceeds_available");
  return words;
}

/** A request counts for its day unless the shop or WeChat undid it, or the promoter did before anybody had decided. */
function counts({ state, sentAt }: BookWithdrawal): boolean {
  return state !== "refused" && state !== "failed" && !(state === "cancelled" && sentAt === null);
}

function feeOf({ feeBps }: PromotingRules, amountFen: bigint): bigint {
  return (amountFen * BigInt(feeBps)) / 10_000n;
}

function giveBack(book: WithdrawalBook, one: BookWithdrawal, as: BookWithdrawal["state"]): Words {
  one.state = as;
  move(book, one, { kind: "return", debit: "withdrawing", credit: "available", fen: one.amountFen });
  return OK;
}

function move(
  book: WithdrawalBook,
  one: BookWithdrawal,
  row: Pick<BookTransfer, "kind" | "debit" | "credit" | "fen">,
): void {
  const promoter = known(book.promoters.get(one.promoter));
  post(book.transfers, promoter, { key: `${one.no}:${row.kind}`, promoter: one.promoter, ...row });
}

function dayOf(ms: number): string {
  return businessDate(new Date(ms));
}
