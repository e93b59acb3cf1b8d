/** The second person's word, or the requester's own withdrawal of it. Approval moves the money in the same transaction. */
import type { ConsoleAdjustment } from "@banyan/contract";
import { ADJUSTMENT_POSTING, cancelBlock, decisionBlock } from "@banyan/domain";
import { ownerOf } from "@banyan/kernel";
import { type NewTransfer, post } from "@banyan/ledger";
import type { Tx } from "../db/database.ts";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { enqueue } from "../outbox/store.ts";
import { act } from "../staff/act.ts";
import { consoleAdjustmentOf } from "./console-read.ts";
import {
  type Adjustment,
  approvedOnDay,
  countToDay,
  customerOfStaff,
  decideRows,
  lockAccounts,
  lockDecided,
  selectTargets,
} from "./store.ts";
import { adjustmentLimits, balancesOf, blockOf, type Limits, refuseBlocked } from "./terms.ts";

/** The owner inside an adjustment's number. @throws Refusal not_found */
export function adjustmentOwner(no: string): bigint {
  return ownerOf("adjustment", no) ?? refuse("not_found");
}

/**
 * Of a sheet all rows or none, by any of their numbers.
 * @throws Refusal own_matter, not_found, adjustment_decided, second_person_needed, amount_mismatch at confirm_fen (of a sheet its
 * total), and whatever has come into its way since: account_gone, not_a_promoter, above_adjustment_limit, above_adjustment_day, exceeds_available,
 * exceeds_debt
 */
export async function approveAdjustment(
  context: Context,
  p: { no: string; confirmFen: bigint; note: string },
): Promise<ConsoleAdjustment> {
  const { services } = context;
  const ownerId = adjustmentOwner(p.no);
  const [limits, { agreement_version: version }] = await Promise.all([
    adjustmentLimits(services),
    services.settings.get("promoter"),
  ]);
  await act(context, {
    action: "adjustment.approve",
    target: `adjustment:${p.no}`,
    concerns: [ownerId],
    work: async (tx, at) => {
      const { rows, by } = await lockForDecision(tx, ownerId, p.no, staffOf(context).id);
      const totalFen = rows.reduce((sum, row) => sum + row.amount_fen, 0n);
      if (p.confirmFen !== totalFen) refuse("amount_mismatch", { field: "confirm_fen" });
      const owners = rows.map((row) => row.owner_id);
      await lockAccounts(tx, owners);
      const before = await checkRows(tx, rows, { at, limits, version });
      if (!(await countToDay(tx, at, totalFen, limits.dayFen))) refuseBlocked("above_adjustment_day", limits);

      // Nothing can be refused from here on.
      await decideExactly(tx, rows, { to: "approved", by, note: p.note, at });
      await post(
        tx,
        rows.map((row) => transferOf(row, at)),
      );
      await tell(tx, rows, at);
      const after = { state: "approved", total_fen: totalFen, rows: rows.map((row) => row.no), note: p.note };
      return { result: undefined, before, after };
    },
  });
  return consoleAdjustmentOf(context, p.no);
}

/** @throws Refusal own_matter, not_found, adjustment_decided, second_person_needed */
export async function refuseAdjustment(
  context: Context,
  p: { no: string; note: string },
): Promise<ConsoleAdjustment> {
  const ownerId = adjustmentOwner(p.no);
  await act(context, {
    action: "adjustment.refuse",
    target: `adjustment:${p.no}`,
    concerns: [ownerId],
    work: async (tx, at) => {
      const { rows, by } = await lockForDecision(tx, ownerId, p.no, staffOf(context).id);
      await decideExactly(tx, rows, { to: "refused", by, note: p.note, at });
      const after = { state: "refused", rows: rows.map((row) => row.no), note: p.note };
      return { result: undefined, before: { state: "requested" }, after };
    },
  });
  return consoleAdjustmentOf(context, p.no);
}

/** By whoever asked for it. @throws Refusal own_matter, not_found, adjustment_decided, not_requester */
export async function cancelAdjustment(context: Context, no: string): Promise<ConsoleAdjustment> {
  const ownerId = adjustmentOwner(no);
  await act(context, {
    action: "adjustment.cancel",
    target: `adjustment:${no}`,
    concerns: [ownerId],
    work: async (tx, at) => {
      const rows = await lockDecided(tx, ownerId, no);
      const [first] = rows;
      if (!first) return refuse("not_found");
      const asked = { state: first.state, requestedBy: first.requested_by };
      const block = cancelBlock(asked, staffOf(context).id);
      if (block !== null) refuse(block);
      await decideExactly(tx, rows, { to: "cancelled", by: null, note: "", at });
      const after = { state: "cancelled", rows: rows.map((row) => row.no) };
      return { result: undefined, before: { state: "requested" }, after };
    },
  });
  return consoleAdjustmentOf(context, no);
}

async function lockForDecision(tx: Tx, ownerId: bigint, no: string, staffId: bigint) {
  const rows = await lockDecided(tx, ownerId, no);
  const [first] = rows;
  if (!first) return refuse("not_found");
  const by = { staffId, customerId: await customerOfStaff(tx, staffId) };
  const block = decisionBlock(
    {
      state: first.state,
      ownerIds: rows.map((row) => row.owner_id),
      requestedBy: first.requested_by,
      requesterCustomerId: first.requester_customer_id,
    },
    by,
  );
  if (block !== null) refuse(block);
  return { rows, by };
}

/** Under the accounts' locks, so that what is found stays. @returns the balances before */
async function checkRows(
  tx: Tx,
  rows: readonly Adjustment[],
  p: { at: Date; limits: Limits; version: number },
): Promise<unknown> {
  const targets = await selectTargets(
    tx,
    rows.map((row) => row.owner_id),
  );
  let todayFen = await approvedOnDay(tx, p.at);
  for (const row of rows) {
    const target = targets.get(row.owner_id);
    const what = { kind: row.kind, amountFen: row.amount_fen };
    const who = rows.length > 1 ? `${target?.nickname || "微信用户"}（编号 ${row.owner_id}）：` : "";
    refuseBlocked(blockOf(what, target, p.version, { ...p.limits, todayFen }), p.limits, who);
    todayFen += row.amount_fen;
  }
  const [only] = rows;
  return rows.length > 1 || !only
    ? { state: "requested" }
    : { state: "requested", ...balancesOf(targets.get(only.owner_id)) };
}

/** @throws Refusal adjustment_decided, where one of them no longer waits */
async function decideExactly(
  tx: Tx,
  rows: readonly Adjustment[],
  p: Parameters<typeof decideRows>[2],
): Promise<void> {
  if ((await decideRows(tx, rows, p)) !== rows.length) refuse("adjustment_decided");
}

/** Its key is made of the adjustment's number, so it posts once whatever repeats. */
function transferOf(
  { owner_id: ownerId, no, kind, amount_fen: amountFen }: Adjustment,
  eventAt: Date,
): NewTransfer {
  const posting = ADJUSTMENT_POSTING[kind];
  return { ownerId, key: `${no}:${posting.kind}`, ...posting, amountFen, ref: no, eventAt };
}

function tell(tx: Tx, rows: readonly Adjustment[], at: Date): Promise<void> {
  return enqueue(
    tx,
    at,
    rows.map((row) => ({ ownerId: row.owner_id, topic: "adjustment.done", ref: row.no })),
  );
}
