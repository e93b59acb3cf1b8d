/** Rows → what the console's withdrawal desk shows. */
import { type ConsoleWithdrawal, type ConsoleWithdrawalRow, REFUSALS } from "@banyan/contract";
import {
  approvalBlock,
  cancelBlock,
  decisionBlock,
  isInReview,
  needsTwoPeople,
  WITHDRAWAL_TRANSITIONS,
  withdrawalActions,
} from "@banyan/domain";
import {
  DAY_MS,
  later,
  ownerOf,
  startOfBusinessDay,
  toWire,
  WITHDRAWAL_STATES,
  type WithdrawalState,
} from "@banyan/kernel";
import { likePattern } from "../http/like.ts";
import { refuse } from "../http/refusal.ts";
import { decodeTimeKey, timePage } from "../http/time-cursor.ts";
import type { Services } from "../services.ts";
import { mayDo } from "../staff/permission.ts";
import type { StaffActor } from "../staff/session.ts";
import {
  type ConsoleDetail,
  type ConsoleRow,
  countWithdrawals,
  listConsoleWithdrawals,
  readConsoleWithdrawal,
} from "./console-store.ts";
import { nextTextOf, withdrawalRowOf, withdrawalTimeline } from "./read.ts";
import type { SettlementJson } from "./settle-store.ts";
import { failText } from "./words.ts";

const OPEN = WITHDRAWAL_STATES.filter((state) => WITHDRAWAL_TRANSITIONS[state].length > 0);

export interface WithdrawalFilter {
  state?: WithdrawalState | "waiting" | "open" | undefined;
  promoter_id?: string | undefined;
  q?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

export async function consoleWithdrawalPage(
  services: Services,
  input: WithdrawalFilter,
): Promise<{ items: ConsoleWithdrawalRow[]; next_cursor: string | null }> {
  const twoPeopleFen = await twoPeopleFrom(services);
  const rows = await listConsoleWithdrawals(services.database.query, {
    states: statesOf(input.state),
    promoterId: input.promoter_id ? BigInt(input.promoter_id) : null,
    like: input.q ? likePattern(input.q) : null,
    numberPrefix: input.q?.toUpperCase() ?? null,
    from: input.from ? startOfBusinessDay(input.from) : null,
    until: input.to ? later(startOfBusinessDay(input.to), DAY_MS) : null,
    before: decodeTimeKey(input.cursor),
    limit: input.limit + 1,
  });
  return timePage(rows, input.limit, (row) => rowOf(row, twoPeopleFen));
}

function statesOf(state: WithdrawalFilter["state"]): readonly WithdrawalState[] | null {
  if (state === undefined) return null;
  if (state === "waiting") return WITHDRAWAL_STATES.filter(isInReview);
  return state === "open" ? OPEN : [state];
}

export async function withdrawalCounts(
  services: Services,
): Promise<{ counts: Record<string, number>; reviewing_fen: number }> {
  const rows = await countWithdrawals(services.database.query);
  const counts: Record<string, number> = { open: 0 };
  let reviewing = 0n;
  for (const { state, count, fen } of rows) {
    counts[state] = count;
    if (OPEN.includes(state)) counts["open"] = (counts["open"] ?? 0) + count;
    if (isInReview(state)) reviewing += fen;
  }
  return { counts, reviewing_fen: toWire(reviewing) };
}

/** @throws Refusal not_found */
export async function consoleWithdrawal(
  services: Services,
  staff: StaffActor,
  no: string,
): Promise<ConsoleWithdrawal> {
  const ownerId = withdrawalOwner(no);
  const row =
    (await readConsoleWithdrawal(services.database.query, ownerId, no, staff.id)) ?? refuse("not_found");
  const twoPeopleFen = await twoPeopleFrom(services);
  const facts = {
    state: row.state,
    amountFen: row.amount_fen,
    ownerId: row.owner_id,
    checkedBy: row.checked_by,
    deciderCustomerIds: row.decider_customer_ids,
  };
  const by = { staffId: staff.id, customerId: row.my_customer_id };
  const mayDecide = mayDo(staff.role, "withdrawal.decide");
  const payout = row.payout && { state: row.payout.state, wasSent: row.payout.was_sent };
  const blocked = isInReview(row.state) ? approvalBlock(facts, by) : null;
  return {
    ...rowOf(row, twoPeopleFen),
    next_text: nextTextOf(row),
    payout: payoutOf(row.payout),
    balances: {
      available_fen: toWire(row.available_fen),
      withdrawing_fen: toWire(row.withdrawing_fen),
      held_fen: toWire(row.held_fen),
      debt_fen: toWire(row.debt_fen),
    },
    timeline: withdrawalTimeline(row.events),
    settlements: (row.settlements ?? []).map(settlementOf),
    actions: [
      ...withdrawalActions(facts, payout, by, { twoPeopleFen, mayDecide }),
      ...(mayDecide ? settlementActions(row, by) : []),
    ],
    approve_blocked: mayDecide && blocked !== null ? REFUSALS[blocked].message : "",
  };
}

/** The owner inside a withdrawal's number. @throws Refusal not_found */
export function withdrawalOwner(no: string): bigint {
  return ownerOf("withdrawal", no) ?? refuse("not_found");
}

export async function twoPeopleFrom(services: Services): Promise<bigint> {
  return BigInt((await services.settings.get("withdrawal")).two_people_fen);
}

/** Whoever asked may take it back, somebody else decides; while none waits, anybody may ask. */
function settlementActions(
  row: ConsoleDetail,
  by: { staffId: bigint; customerId: bigint | null },
): ("settle" | "settle_decide" | "settle_cancel")[] {
  const waits = row.settlements?.find((one) => one.state === "requested");
  const open = row.payout !== null && row.payout.trouble !== null;
  if (!waits) return open && by.customerId !== row.owner_id ? ["settle"] : [];
  const asked = {
    state: waits.state,
    ownerIds: [row.owner_id],
    requestedBy: BigInt(waits.requester),
    requesterCustomerId: waits.requester_customer_id === null ? null : BigInt(waits.requester_customer_id),
  };
  if (cancelBlock(asked, by.staffId) === null) return ["settle_cancel"];
  return decisionBlock(asked, by) === null ? ["settle_decide"] : [];
}

function settlementOf(row: SettlementJson): ConsoleWithdrawal["settlements"][number] {
  const { requester: _requester, requester_customer_id: _customer, requested_at, decided_at, ...shown } = row;
  return {
    ...shown,
    requested_at: new Date(requested_at).toISOString(),
    decided_at: decided_at === null ? null : new Date(decided_at).toISOString(),
  };
}

function payoutOf(payout: ConsoleDetail["payout"]): ConsoleWithdrawal["payout"] {
  if (payout === null) return null;
  const { was_sent: _wasSent, next_try_at, confirm_until, ...shown } = payout;
  return {
    ...shown,
    next_try_at: new Date(next_try_at).toISOString(),
    confirm_until: confirm_until === null ? null : new Date(confirm_until).toISOString(),
  };
}

function rowOf(row: ConsoleRow, twoPeopleFen: bigint): ConsoleWithdrawalRow {
  return {
    ...withdrawalRowOf(row),
    promoter: { id: String(row.owner_id), nickname: row.nickname, avatar: row.avatar },
    automatic: row.automatic,
    two_people: !row.automatic && needsTwoPeople(row.amount_fen, twoPeopleFen),
    checked_by: row.checked_by_name,
    approved_by: row.approved_by_name,
    decided_by: row.decided_by_name,
    decision_note: row.decision_note,
    fail_text: failText(row.state, row.fail_reason),
    decided_at: row.decided_at?.toISOString() ?? null,
  };
}
