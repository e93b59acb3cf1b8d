/** Rows → what the promoter's withdrawal pages show. */
import { REFUSALS, type WithdrawalDetail, type WithdrawalRow, type WithdrawalRules } from "@banyan/contract";
import { decidePromoterCancel, mostForPromoter, tierDayLeft, withdrawalBlock } from "@banyan/domain";
import { ownerOf, toWire } from "@banyan/kernel";
import { refuse } from "../http/refusal.ts";
import { decodeTimeKey, timePage } from "../http/time-cursor.ts";
import type { Services } from "../services.ts";
import type { CustomerActor } from "../session/session.ts";
import { readMoneyFacts } from "./facts-store.ts";
import {
  listWithdrawals,
  type ReadWithdrawal,
  type ReadWithdrawalDetail,
  readWithdrawal,
} from "./read-store.ts";
import { factsOf, withdrawalTerms } from "./terms.ts";
import { failText, nextText, withdrawalEventTitle, withdrawalStateText } from "./words.ts";

/** @throws Refusal promoter_needed */
export async function withdrawalRules(services: Services, customer: CustomerActor): Promise<WithdrawalRules> {
  const terms = await withdrawalTerms(services);
  const row = await readMoneyFacts(services.database.query, customer.id);
  const facts = factsOf(row);
  const blocked = withdrawalBlock(facts, terms);
  if (blocked === "promoter_needed") refuse("promoter_needed");
  const day = { max: facts.tier?.dayFen ?? null, left: tierDayLeft(facts) };
  return {
    available_fen: toWire(row.available_fen),
    debt_fen: toWire(row.debt_fen),
    withdrawing_fen: toWire(row.withdrawing_fen),
    min_fen: toWire(terms.minFen),
    max_fen: toWire(mostForPromoter(facts, terms)),
    tier_day:
      day.max === null || day.left === null ? null : { max_fen: toWire(day.max), left_fen: toWire(day.left) },
    fee_bps: terms.feeBps,
    per_day: terms.perDay,
    used_today: row.used_today,
    automatic_fen: toWire(terms.automaticFen),
    blocked: blocked && { code: blocked, message: REFUSALS[blocked].message },
  };
}

export async function withdrawalPage(
  services: Services,
  customer: CustomerActor,
  input: { cursor?: string | undefined; limit: number },
): Promise<{ items: WithdrawalRow[]; next_cursor: string | null }> {
  const before = decodeTimeKey(input.cursor);
  const rows = await listWithdrawals(services.database.query, customer.id, {
    before,
    limit: input.limit + 1,
  });
  return timePage(rows, input.limit, withdrawalRowOf);
}

/** @throws Refusal not_found */
export async function withdrawalDetail(
  services: Services,
  customer: CustomerActor,
  no: string,
): Promise<WithdrawalDetail> {
  if (ownerOf("withdrawal", no) !== customer.id) refuse("not_found");
  const row = (await readWithdrawal(services.database.query, customer.id, no)) ?? refuse("not_found");
  return {
    ...withdrawalRowOf(row),
    next_text: nextTextOf(row),
    fail_text: failText(row.state, row.fail_reason),
    decision_note: row.decision_note,
    confirm_until: row.state === "confirming" ? iso(row.confirm_until) : null,
    confirm: confirmOf(row),
    may_cancel: decidePromoterCancel(row.state, row.payout_state) !== "no",
    timeline: withdrawalTimeline(row.events),
  };
}

/** What the owner's WeChat takes, again and again while it waits (B18); nobody else ever gets it. */
function confirmOf(row: ReadWithdrawalDetail): WithdrawalDetail["confirm"] {
  const { state, package_info, mchid, appid } = row;
  if (state !== "confirming" || package_info === null || mchid === null || appid === null) return null;
  return { mchId: mchid, appId: appid, package: package_info };
}

export function nextTextOf(row: ReadWithdrawalDetail): string {
  return nextText({
    state: row.state,
    payoutState: row.payout_state,
    amountFen: row.amount_fen,
    netFen: row.net_fen,
    requestedAt: row.created_at,
    decidedAt: row.decided_at,
    finishedAt: row.finished_at,
    confirmUntil: row.confirm_until,
    hasPackage: row.package_info !== null,
    troubled: row.trouble !== null,
  });
}

/** Events as both sides read them. */
export function withdrawalTimeline(events: ReadWithdrawalDetail["events"]): WithdrawalDetail["timeline"] {
  return (events ?? []).map((event) => ({
    kind: event.kind,
    at: new Date(event.at).toISOString(),
    title: withdrawalEventTitle(event.kind),
    note: event.note,
  }));
}

export function withdrawalRowOf(row: ReadWithdrawal): WithdrawalRow {
  return {
    no: row.no,
    state: row.state,
    state_text: withdrawalStateText(row.state),
    amount_fen: toWire(row.amount_fen),
    fee_fen: toWire(row.fee_fen),
    net_fen: toWire(row.net_fen),
    requested_at: row.created_at.toISOString(),
    finished_at: iso(row.finished_at),
  };
}

export const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
