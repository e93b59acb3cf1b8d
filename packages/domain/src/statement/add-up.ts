/** A statement (对账单) is addition: what stood before, what moved, what stands after, account by account. */
import {
  type AccountName,
  type Fen,
  PROMOTER_ACCOUNTS,
  type PromoterAccount,
  TRANSFER_KINDS,
  type TransferKind,
} from "@banyan/kernel";

/** All transfers of one kind between the same two accounts, in some days. */
export interface Flow {
  kind: TransferKind;
  debit: AccountName;
  credit: AccountName;
  transfers: number;
  amountFen: Fen;
}

/** In fen. `debt` is what the promoter owes the shop, so what is owed counts against the rest. */
export type AccountBalances = Record<PromoterAccount, Fen>;

/** One account over a month: opening + in − out = closing. */
export interface AccountMonth {
  account: PromoterAccount;
  openingFen: Fen;
  inFen: Fen;
  outFen: Fen;
  closingFen: Fen;
}

/** What people ask a month for. Earned and clawed back are of commissions; adjusted is signed. */
export interface MonthSums {
  earnedFen: Fen;
  rewardedFen: Fen;
  clawedBackFen: Fen;
  settledFen: Fen;
  adjustedFen: Fen;
  writtenOffFen: Fen;
  /** To the promoter's wallet, after the fee. */
  paidOutFen: Fen;
  feeFen: Fen;
}

export interface MonthStatement {
  opening: AccountBalances;
  /** In the order of the kinds. */
  movements: Flow[];
  accounts: AccountMonth[];
  closing: AccountBalances;
  sums: MonthSums;
}

/** Nothing anywhere. */
export function noBalances(): AccountBalances {
  return { estimated: 0n, held: 0n, available: 0n, withdrawing: 0n, debt: 0n };
}

/** What a flow adds to an account and what it takes; debt grows by debits, every other account by credits. */
function sidesOf(account: PromoterAccount, { debit, credit, amountFen }: Flow): { in: Fen; out: Fen } {
  const [grows, shrinks] = account === "debt" ? [debit, credit] : [credit, debit];
  return { in: grows === account ? amountFen : 0n, out: shrinks === account ? amountFen : 0n };
}

/** Balances after some flows. */
export function addFlows(opening: AccountBalances, flows: readonly Flow[]): AccountBalances {
  const closing = { ...opening };
  for (const account of PROMOTER_ACCOUNTS) {
    for (const flow of flows) {
      const sides = sidesOf(account, flow);
      closing[account] += sides.in - sides.out;
    }
  }
  return closing;
}

/** The statement of a month, from the flows before it and those of it. Flows of nothing are left out. */
export function monthStatement(before: readonly Flow[], during: readonly Flow[]): MonthStatement {
  const opening = addFlows(noBalances(), before);
  const movements = during.filter(({ transfers }) => transfers > 0).toSorted(inOrder);
  const accounts = PROMOTER_ACCOUNTS.map((account) => accountMonth(account, opening[account], movements));
  const closing = noBalances();
  for (const { account, closingFen } of accounts) closing[account] = closingFen;
  return { opening, movements, accounts, closing, sums: sumsOf(movements) };
}

function accountMonth(account: PromoterAccount, openingFen: Fen, flows: readonly Flow[]): AccountMonth {
  let [inFen, outFen] = [0n, 0n];
  for (const flow of flows) {
    const sides = sidesOf(account, flow);
    inFen += sides.in;
    outFen += sides.out;
  }
  return { account, openingFen, inFen, outFen, closingFen: openingFen + inFen - outFen };
}

function inOrder(a: Flow, b: Flow): number {
  const rank = TRANSFER_KINDS.indexOf(a.kind) - TRANSFER_KINDS.indexOf(b.kind);
  if (rank !== 0) return rank;
  const [left, right] = [`${a.debit} ${a.credit}`, `${b.debit} ${b.credit}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Sums of a month by what people call them. */
export function sumsOf(flows: readonly Flow[]): MonthSums {
  const sum = (wanted: (flow: Flow) => boolean) =>
    flows.filter(wanted).reduce((total, { amountFen }) => total + amountFen, 0n);
  const of = (kind: TransferKind) => sum((flow) => flow.kind === kind);
  return {
    earnedFen: of("accrue"),
    rewardedFen: of("reward"),
    clawedBackFen: of("clawback"),
    settledFen: of("settle"),
    adjustedFen:
      sum(({ debit }) => debit === "adjustment") -
      sum(({ credit }) => credit === "adjustment") -
      of("write_off"),
    writtenOffFen: of("write_off"),
    paidOutFen: of("payout"),
    feeFen: of("fee"),
  };
}

/**
 * Whether a month adds up with the books: no account ends below 0, and the closing balances with everything that happened since are
 * what the promoter's account says now.
 */
export function addsUp(closing: AccountBalances, since: readonly Flow[], account: AccountBalances): boolean {
  const now = addFlows(closing, since);
  return PROMOTER_ACCOUNTS.every((name) => closing[name] >= 0n && now[name] === account[name]);
}

/** What the shop owes in all: everything that is the promoter's, less what they owe. */
export function owedTo(balances: AccountBalances): Fen {
  return balances.estimated + balances.held + balances.available + balances.withdrawing - balances.debt;
}
