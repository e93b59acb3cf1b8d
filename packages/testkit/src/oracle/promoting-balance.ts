/** The promoting books must balance: each figure is reached a second way, by the ledger's rows and by the shares themselves. */
import { bookKeep, bookLine } from "./commission.ts";
import type { PromotingBook } from "./promoting.ts";
import type { BookPromoter, EarnedShare, EarningLine, EarningOrder } from "./promoting-shapes.ts";

type Hold = (sentence: string, holds: boolean) => void;

/** All that money can do. */
const ROADS = new Set([
  "accrue commission_expense estimated",
  "settle estimated available",
  "settle estimated held",
  "clawback estimated commission_expense",
  "clawback held commission_expense",
  "clawback debt commission_expense",
  "net available debt",
  "hold estimated held",
  "hold available held",
  "release held estimated",
  "release held available",
  "reserve available withdrawing",
  "return withdrawing available",
  "payout withdrawing payout_clearing",
  "fee withdrawing fee_income",
]);

/** Every sentence that should hold and does not; empty when the books balance. */
export function imbalancesOfPromoting(book: PromotingBook): string[] {
  const wrong: string[] = [];
  const hold: Hold = (sentence, holds) => {
    if (!holds) wrong.push(sentence);
  };
  const keys = new Set(book.transfers.map((one) => one.key));
  hold("a fact posts once", keys.size === book.transfers.length);
  for (const one of book.transfers) {
    const road = `${one.kind} ${one.debit} ${one.credit}`;
    hold(`${one.key}: money only goes known roads`, one.fen > 0n && ROADS.has(road));
  }
  for (const promoter of book.promoters.values()) {
    checkPromoter(book, promoter, (sentence, holds) => hold(`${promoter.id}: ${sentence}`, holds));
  }
  const earned = Map.groupBy(book.earned.values(), (one) => one.order);
  for (const order of book.orders.values()) {
    const shares = earned.get(order.order) ?? [];
    checkOrder(book, order, shares, (sentence, holds) => hold(`order ${order.order}: ${sentence}`, holds));
    for (const line of order.lines) {
      checkLine(order, line, shares, (sentence, holds) =>
        hold(`order ${order.order} line ${line.lineNo}: ${sentence}`, holds),
      );
    }
  }
  const byKey = Map.groupBy(book.transfers, (row) => row.key);
  for (const one of book.withdrawals.values()) {
    const rows = (kind: string) => total((byKey.get(`${one.no}:${kind}`) ?? []).map((row) => row.fen));
    const open = one.state === "reviewing" || one.state === "sending";
    const out = rows("payout") + rows("fee");
    hold(`withdrawal ${one.no}: reserved once`, rows("reserve") === one.amountFen);
    hold(
      `withdrawal ${one.no}: paid or given back, or neither yet`,
      out + rows("return") === (open ? 0n : one.amountFen),
    );
    hold(`withdrawal ${one.no}: paid means paid`, out > 0n === (one.state === "paid"));
  }
  return wrong;
}

function checkPromoter(book: PromotingBook, { id, inviter, balances }: BookPromoter, hold: Hold): void {
  const rows = book.transfers.filter((one) => one.promoter === id);
  const by = (kind: string) => total(rows.filter((one) => one.kind === kind).map((one) => one.fen));
  for (const pocket of ["estimated", "held", "available", "withdrawing"] as const) {
    const into = rows.filter((one) => one.credit === pocket).map((one) => one.fen);
    const out = rows.filter((one) => one.debit === pocket).map((one) => one.fen);
    hold(`${pocket} = in − out`, balances[pocket] === total(into) - total(out));
    hold(`${pocket} ≥ 0`, balances[pocket] >= 0n);
  }
  const owed = rows.filter((one) => one.debit === "debt").map((one) => one.fen);
  hold("debt = owed − repaid", balances.debt === total(owed) - by("net"));
  hold("debt ≥ 0", balances.debt >= 0n);
  hold("debt leaves nothing available", balances.debt === 0n || balances.available === 0n);

  const shares = [...book.earned.values()].filter((one) => one.promoter === id);
  const kept = (which: (one: (typeof shares)[number]) => boolean) =>
    total(shares.filter(which).map((one) => one.keptFen));
  hold(
    "estimated = kept, not settled, not held",
    balances.estimated === kept((one) => !one.settled && one.heldBy === null),
  );
  hold("held = kept of what is held", balances.held === kept((one) => one.heldBy !== null));
  hold(
    "settled = available + withdrawing + paid out − debt",
    kept((one) => one.settled && one.heldBy === null) ===
      balances.available + balances.withdrawing + balances.paidOut - balances.debt,
  );
  hold(
    "accrued = all balances + clawed back − debt",
    by("accrue") ===
      balances.estimated +
        balances.held +
        balances.available +
        balances.withdrawing +
        balances.paidOut +
        by("clawback") -
        balances.debt,
  );
  const mine = [...book.withdrawals.values()].filter((one) => one.promoter === id);
  const asked = (states: readonly string[]) =>
    total(mine.filter((one) => states.includes(one.state)).map((one) => one.amountFen));
  hold("withdrawing = open withdrawals", balances.withdrawing === asked(["reviewing", "sending"]));
  hold("paid out = paid withdrawals", balances.paidOut === asked(["paid"]));
  hold("paid out = net + fee", balances.paidOut === by("payout") + by("fee"));
  hold("nobody is above themselves", inviter === null || !above(book, inviter).includes(id));
}

function checkOrder(
  book: PromotingBook,
  { state, settledAt, receivedAt }: EarningOrder,
  shares: readonly EarnedShare[],
  hold: Hold,
): void {
  hold("only a paid order earns", state === "paid" || shares.length === 0);
  hold(
    "all of it has settled or nothing",
    shares.every((one) => one.settled === (settledAt !== null)),
  );
  hold(
    "settled after the after-sale period",
    settledAt === null || (receivedAt !== null && settledAt >= receivedAt + book.rules.aftersaleMs),
  );
}

function checkLine(order: EarningOrder, line: EarningLine, shares: readonly EarnedShare[], hold: Hold): void {
  const { input, result, refundedFen } = line;
  const net = BigInt(input.line.net_fen);
  hold("discount + base = net", result.discount_fen + result.base_fen === net && result.discount_fen >= 0n);
  const given = total(result.shares.map((one) => one.fen)) + result.discount_fen;
  hold("never more than the cap", given * 10_000n <= net * BigInt(input.plan.cap_bps));
  hold("0 ≤ refunded ≤ base", 0n <= refundedFen && refundedFen <= result.base_fen);
  hold("the snapshot still says the same", same(bookLine(input).shares, result.shares));
  const places = new Map<unknown, string>();
  for (const one of result.shares) {
    hold("one promoter at a position", (places.get(one.position) ?? one.promoter) === one.promoter);
    places.set(one.position, one.promoter);
    const own = one.promoter === order.buyer;
    const rebate = one.position === "self" && one.kind === "self" && input.plan.self_purchase === "rebate";
    hold(
      "an own purchase earns only where the plan says so",
      own === (one.position === "self") && (!own || rebate),
    );
  }
  hold("at most as many as the plan's depth", places.size <= input.plan.depth);
  const earned = shares.filter((one) => one.lineNo === line.lineNo);
  hold("every share is earned once", order.state !== "paid" || earned.length === result.shares.length);
  for (const one of earned) {
    hold(
      `${one.key}: keeps what refunds leave`,
      one.keptFen === bookKeep(one.fen, result.base_fen, refundedFen),
    );
    hold(`${one.key}: nothing of nothing`, refundedFen < result.base_fen || one.keptFen === 0n);
  }
}

function above(book: PromotingBook, id: string): string[] {
  const path: string[] = [];
  let next: string | null = id;
  while (next !== null && !path.includes(next)) {
    path.push(next);
    next = book.promoters.get(next)?.inviter ?? null;
  }
  return path;
}

function same(left: EarningLine["result"]["shares"], right: EarningLine["result"]["shares"]): boolean {
  const plain = (shares: typeof left) =>
    shares.map((one) => `${one.position} ${one.kind} ${one.promoter} ${one.gross_fen} ${one.fen}`).join();
  return plain(left) === plain(right);
}

function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((left, right) => left + right, 0n);
}
