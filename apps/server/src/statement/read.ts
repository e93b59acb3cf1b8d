/** Rows → the statements of promoter and console. */
import type {
  ConsoleStatementRow,
  Statement,
  StatementBalances,
  StatementMonth,
  StatementSums,
} from "@banyan/contract";
import {
  type AccountBalances,
  addFlows,
  addsUp,
  type Flow,
  type MonthStatement,
  type MonthSums,
  monthOf,
  monthStatement,
  monthsBetween,
  noBalances,
  owedTo,
  spanOfMonth,
  sumsOf,
} from "@banyan/domain";
import { businessDate, toWire } from "@banyan/kernel";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { pageOf } from "../http/cursor.ts";
import { likePattern } from "../http/like.ts";
import { refuse } from "../http/refusal.ts";
import { accountText, transferText } from "../ledger/words.ts";
import {
  listOwners,
  type MonthsFacts,
  type RawFlow,
  readMonths,
  readStatement,
  readTotals,
  type StatementFacts,
} from "./store.ts";

type Query = Kysely<Tables>;

/** What whoever is no promoter hears: of themselves, or of somebody the console asks for. */
export type Unknown = "promoter_needed" | "not_found";

/** Every month from the first business month to now, newest first. One statement. @throws Refusal `unknown` */
export async function monthsOf(
  query: Query,
  ownerId: bigint,
  unknown: Unknown = "promoter_needed",
): Promise<{ months: StatementMonth[]; read_at: string; owner: ConsoleStatementRow["owner"] }> {
  const facts = (await readMonths(query, ownerId)) ?? refuse(unknown);
  const thisMonth = monthOf(businessDate(facts.read_at));
  const byMonth = Map.groupBy(facts.flows, ({ month }) => month);
  let opening = noBalances();
  const months = monthsBetween(firstMonth(facts), thisMonth).map((month): StatementMonth => {
    const flows = (byMonth.get(month) ?? []).map(flowOf);
    const closing = addFlows(opening, flows);
    const body = {
      month,
      current: month === thisMonth,
      sums: sumsBody(sumsOf(flows)),
      opening: balancesBody(opening),
      closing: balancesBody(closing),
    };
    opening = closing;
    return body;
  });
  return {
    months: months.toReversed(),
    read_at: facts.read_at.toISOString(),
    owner: { id: String(ownerId), nickname: facts.nickname, avatar: facts.avatar },
  };
}

/** One month. One statement. @throws Refusal `unknown`, not_found for a month before the first or after now */
export async function statementOf(
  query: Query,
  ownerId: bigint,
  month: string,
  unknown: Unknown = "promoter_needed",
): Promise<Statement> {
  const span = spanOfMonth(month);
  const facts = (await readStatement(query, ownerId, span)) ?? refuse(unknown);
  const thisMonth = monthOf(businessDate(facts.read_at));
  if (month < firstMonth(facts) || month > thisMonth) refuse("not_found");
  const made = monthStatement(facts.before.map(flowOf), facts.during.map(flowOf));
  return {
    month,
    from: span.from,
    to: span.to,
    current: month === thisMonth,
    read_at: facts.read_at.toISOString(),
    nickname: facts.nickname,
    ...madeBody(made),
    adds_up: addsUp(made.closing, facts.since.map(flowOf), accountOf(facts)),
    settled_orders: facts.settled_orders,
    settled_sales_fen: toWire(facts.settled_sales_fen),
  };
}

/** A month of every promoter. One statement. */
export async function ownersPage(
  query: Query,
  input: { month: string; q?: string | undefined; limit: number },
  beforeId: bigint | null,
): Promise<{ items: ConsoleStatementRow[]; next_cursor: string | null }> {
  const { from, to } = spanOfMonth(input.month);
  const rows = await listOwners(query, {
    from,
    to,
    like: input.q ? likePattern(input.q) : null,
    beforeId,
    limit: input.limit + 1,
  });
  return pageOf(
    rows,
    input.limit,
    (row) => [row.owner_id],
    (row) => ({
      owner: { id: String(row.owner_id), nickname: row.nickname, avatar: row.avatar },
      ...rowBody(monthStatement(row.before.map(flowOf), row.during.map(flowOf))),
    }),
  );
}

/** The month over all promoters. One statement. */
export async function totalsOf(query: Query, month: string) {
  const facts = await readTotals(query, spanOfMonth(month));
  const made = monthStatement(facts.before.map(flowOf), facts.during.map(flowOf));
  const thisMonth = monthOf(businessDate(facts.read_at));
  return {
    ...rowBody(made),
    current: month === thisMonth,
    read_at: facts.read_at.toISOString(),
    first_month: facts.first_date === null ? thisMonth : monthOf(facts.first_date),
    this_month: thisMonth,
    adds_up: addsUp(made.closing, facts.since.map(flowOf), accountOf(facts)),
  };
}

/** Where statements begin: the month of approval, or of the first transfer if that is earlier. */
function firstMonth({
  approved_date,
  first_date,
}: Pick<MonthsFacts, "approved_date" | "first_date">): string {
  return monthOf(first_date !== null && first_date < approved_date ? first_date : approved_date);
}

const flowOf = ({ kind, debit, credit, transfers, amount_fen }: RawFlow): Flow => ({
  kind,
  debit,
  credit,
  transfers,
  amountFen: BigInt(amount_fen),
});

function accountOf(facts: Pick<StatementFacts, keyof StatementBalances>): AccountBalances {
  return {
    estimated: facts.estimated_fen,
    held: facts.held_fen,
    available: facts.available_fen,
    withdrawing: facts.withdrawing_fen,
    debt: facts.debt_fen,
  };
}

function balancesBody(balances: AccountBalances): StatementBalances {
  return {
    estimated_fen: toWire(balances.estimated),
    held_fen: toWire(balances.held),
    available_fen: toWire(balances.available),
    withdrawing_fen: toWire(balances.withdrawing),
    debt_fen: toWire(balances.debt),
  };
}

function sumsBody(sums: MonthSums): StatementSums {
  return {
    earned_fen: toWire(sums.earnedFen),
    rewarded_fen: toWire(sums.rewardedFen),
    clawed_back_fen: toWire(sums.clawedBackFen),
    settled_fen: toWire(sums.settledFen),
    adjusted_fen: toWire(sums.adjustedFen),
    written_off_fen: toWire(sums.writtenOffFen),
    paid_out_fen: toWire(sums.paidOutFen),
    fee_fen: toWire(sums.feeFen),
  };
}

function rowBody(made: MonthStatement): Omit<ConsoleStatementRow, "owner"> {
  return {
    opening: balancesBody(made.opening),
    sums: sumsBody(made.sums),
    closing: balancesBody(made.closing),
    opening_worth_fen: toWire(owedTo(made.opening)),
    closing_worth_fen: toWire(owedTo(made.closing)),
  };
}

function madeBody(made: MonthStatement) {
  return {
    opening: balancesBody(made.opening),
    closing: balancesBody(made.closing),
    sums: sumsBody(made.sums),
    movements: made.movements.map((flow) => ({
      kind: flow.kind,
      title: transferText(flow.kind),
      debit_text: accountText(flow.debit),
      credit_text: accountText(flow.credit),
      count: flow.transfers,
      amount_fen: toWire(flow.amountFen),
    })),
    accounts: made.accounts.map((one) => ({
      account: one.account,
      title: accountText(one.account),
      opening_fen: toWire(one.openingFen),
      in_fen: toWire(one.inFen),
      out_fen: toWire(one.outFen),
      closing_fen: toWire(one.closingFen),
    })),
    lines: made.movements.reduce((sum, { transfers }) => sum + transfers, 0),
  };
}
