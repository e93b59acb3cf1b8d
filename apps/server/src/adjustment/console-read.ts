/** Rows → what the console's desk of adjustments shows. */
import {
  type AdjustmentPreview,
  type ConsoleAdjustment,
  type ConsoleAdjustmentRow,
  REFUSALS,
} from "@banyan/contract";
import { afterAdjustment, cancelBlock, decisionBlock, standingOf } from "@banyan/domain";
import {
  type AdjustmentKind,
  type AdjustmentState,
  DAY_MS,
  later,
  ownerOf,
  startOfBusinessDay,
  toWire,
} from "@banyan/kernel";
import { type Context, staffOf } from "../http/context.ts";
import { likePattern } from "../http/like.ts";
import { refuse } from "../http/refusal.ts";
import { decodeTimeKey, timePage } from "../http/time-cursor.ts";
import type { Services } from "../services.ts";
import { mayDo } from "../staff/permission.ts";
import {
  type ConsoleRow,
  countWaiting,
  type DetailRow,
  listAdjustments,
  readAdjustment,
} from "./read-store.ts";
import { approvedOnDay, selectTargets } from "./store.ts";
import { adjustmentLimits, blockOf, blockText } from "./terms.ts";
import { adjustmentKindText, adjustmentStateText } from "./words.ts";

export interface AdjustmentFilter {
  state?: AdjustmentState | undefined;
  kind?: AdjustmentKind | undefined;
  promoter_id?: string | undefined;
  batch_id?: string | undefined;
  q?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

export async function consoleAdjustmentPage(
  services: Services,
  input: AdjustmentFilter,
): Promise<{ items: ConsoleAdjustmentRow[]; next_cursor: string | null }> {
  const rows = await listAdjustments(services.database.query, {
    state: input.state ?? null,
    kind: input.kind ?? null,
    promoterId: input.promoter_id ? BigInt(input.promoter_id) : null,
    batchId: input.batch_id ? BigInt(input.batch_id) : null,
    like: input.q ? likePattern(input.q) : null,
    numberPrefix: input.q?.toUpperCase() ?? null,
    from: input.from ? startOfBusinessDay(input.from) : null,
    until: input.to ? later(startOfBusinessDay(input.to), DAY_MS) : null,
    before: decodeTimeKey(input.cursor),
    limit: input.limit + 1,
  });
  return timePage(rows, input.limit, rowOf);
}

export async function adjustmentCounts(services: Services) {
  const [{ count, fen, today }, { dayFen }] = await Promise.all([
    countWaiting(services.database.query),
    adjustmentLimits(services),
  ]);
  return {
    requested: count,
    requested_fen: toWire(fen),
    today_fen: toWire(today),
    day_fen: toWire(dayFen),
  };
}

/** What the form shows while it is filled in. @throws Refusal not_found (no promoter by that id) */
export async function previewAdjustment(
  services: Services,
  p: { ownerId: bigint; kind: AdjustmentKind; amountFen: bigint },
): Promise<AdjustmentPreview> {
  const { query } = services.database;
  const [limits, { agreement_version: version }] = await Promise.all([
    adjustmentLimits(services),
    services.settings.get("promoter"),
  ]);
  const target = (await selectTargets(query, [p.ownerId])).get(p.ownerId) ?? refuse("not_found");
  const block = blockOf(p, target, version, { ...limits, todayFen: 0n });
  const standing = standingOf({ state: target.state, agreementVersion: target.agreement_version }, version);
  const balances = { availableFen: target.available_fen, debtFen: target.debt_fen };
  return {
    promoter: { id: String(target.owner_id), nickname: target.nickname, avatar: target.avatar },
    state: standing === "none" ? "active" : standing,
    balances: movedOf(balances),
    after: block === null ? movedOf(afterAdjustment(p, balances)) : null,
    blocked: block && { code: block, message: blockText(block, limits) },
    limits: {
      max_fen: toWire(limits.maxFen),
      day_fen: toWire(limits.dayFen),
      today_fen: toWire(await approvedOnDay(query, null)),
    },
  };
}

/** @throws Refusal not_found */
export async function consoleAdjustmentOf(context: Context, no: string): Promise<ConsoleAdjustment> {
  const { services } = context;
  const staff = staffOf(context);
  const ownerId = ownerOf("adjustment", no) ?? refuse("not_found");
  const row = (await readAdjustment(services.database.query, ownerId, no, staff.id)) ?? refuse("not_found");
  const [limits, { agreement_version: version }] = await Promise.all([
    adjustmentLimits(services),
    services.settings.get("promoter"),
  ]);
  const waits = row.state === "requested";
  const mayDecide = mayDo(staff.role, "adjustment.decide");
  const asked = {
    state: row.state,
    ownerIds: row.owner_ids,
    requestedBy: row.requested_by,
    requesterCustomerId: row.requester_customer_id,
  };
  const second = decisionBlock(asked, { staffId: staff.id, customerId: row.my_customer_id });
  const target = { ...row, state: row.promoter_state };
  const block = blockOf({ kind: row.kind, amountFen: row.amount_fen }, target, version, {
    ...limits,
    todayFen: row.today_fen,
  });
  const why = second ? REFUSALS[second].message : block ? blockText(block, limits) : "";
  const balances = { availableFen: row.available_fen, debtFen: row.debt_fen };
  const after =
    waits && block === null ? afterAdjustment({ kind: row.kind, amountFen: row.amount_fen }, balances) : null;
  return {
    ...rowOf(row),
    balances: movedOf(balances),
    after: after && movedOf(after),
    actions: actionsOf(row, { mayDecide, second, blocked: block !== null, staffId: staff.id }),
    approve_blocked: waits && mayDecide ? why : "",
  };
}

function actionsOf(
  row: DetailRow,
  p: { mayDecide: boolean; second: string | null; blocked: boolean; staffId: bigint },
): ConsoleAdjustment["actions"] {
  const actions: ConsoleAdjustment["actions"] = [];
  if (p.mayDecide && p.second === null) actions.push(...(p.blocked ? [] : ["approve" as const]), "refuse");
  const asked = { state: row.state, requestedBy: row.requested_by };
  if (cancelBlock(asked, p.staffId) === null) actions.push("cancel");
  return actions;
}

function movedOf(balances: { availableFen: bigint; debtFen: bigint }) {
  return { available_fen: toWire(balances.availableFen), debt_fen: toWire(balances.debtFen) };
}

function rowOf(row: ConsoleRow): ConsoleAdjustmentRow {
  return {
    no: row.no,
    kind: row.kind,
    kind_text: adjustmentKindText(row.kind),
    state: row.state,
    state_text: adjustmentStateText(row.state),
    amount_fen: toWire(row.amount_fen),
    reason: row.reason,
    ref: row.ref,
    promoter: { id: String(row.owner_id), nickname: row.nickname, avatar: row.avatar },
    batch: row.batch,
    requested_by: row.requested_by_name,
    requested_at: row.created_at.toISOString(),
    decided_by: row.decided_by_name,
    decided_at: row.decided_at?.toISOString() ?? null,
    decision_note: row.decision_note,
  };
}
