/** Approve, reject or withdraw a case. One conditional update decides; whoever comes second gets already_decided (B3). */
import { ownerOf } from "@banyan/kernel";
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { moveRefund, setAftersaleOpen } from "../order/refund-store.ts";
import { addEvent, type LockedOrder, lockOrder } from "../order/store.ts";
import { enqueue } from "../outbox/store.ts";
import type { Services } from "../services.ts";
import type { CustomerActor } from "../session/session.ts";
import { requestRefund } from "./open.ts";
import { type Case, decideCase, findCase } from "./store.ts";

export interface Decision {
  buyerId: bigint;
  no: string;
  staffId: bigint;
  note: string;
}

/** @throws Refusal not_found, already_decided, amount_mismatch (confirmFen is lines + freight, typed by hand) */
export async function approveCase(
  tx: Tx,
  p: Decision & { confirmFen: bigint },
): Promise<{ before: unknown; after: unknown }> {
  const { found, order } = await lockCase(tx, p.buyerId, p.no);
  const totalFen = found.amount_fen + found.freight_fen;
  if (found.state !== "requested") refuse("already_decided");
  if (totalFen !== p.confirmFen) refuse("amount_mismatch", { field: "confirm_fen" });
  const decided = await decideCase(tx, { ...p, to: "refunding", at: order.now });
  if (!decided) refuse("already_decided");
  await requestRefund(tx, {
    buyerId: p.buyerId,
    orderNo: found.order_no,
    aftersaleNo: p.no,
    totalFen,
    at: order.now,
  });
  await addEvent(tx, {
    buyerId: p.buyerId,
    no: found.order_no,
    kind: "aftersale_approved",
    at: order.now,
    note: p.note,
    ref: p.no,
  });
  return { before: { state: found.state }, after: { state: "refunding", refund_fen: Number(totalFen) } };
}

/** @throws Refusal not_found, already_decided */
export async function rejectCase(tx: Tx, p: Decision): Promise<{ before: unknown; after: unknown }> {
  const { found, order } = await lockCase(tx, p.buyerId, p.no);
  await giveUp(tx, p.buyerId, found, { to: "rejected", staffId: p.staffId, note: p.note, at: order.now });
  await enqueue(tx, order.now, [{ ownerId: p.buyerId, topic: "aftersale.rejected", ref: p.no }]);
  return { before: { state: found.state }, after: { state: "rejected", note: p.note } };
}

/** By the customer. @throws Refusal not_found, already_decided */
export async function cancelCase(services: Services, customer: CustomerActor, no: string): Promise<void> {
  if (ownerOf("aftersale", no) !== customer.id) refuse("not_found");
  await services.database.transact(async (tx) => {
    const { found, order } = await lockCase(tx, customer.id, no);
    await giveUp(tx, customer.id, found, { to: "cancelled", staffId: null, note: "", at: order.now });
  });
}

async function lockCase(tx: Tx, buyerId: bigint, no: string): Promise<{ found: Case; order: LockedOrder }> {
  const unlocked = (await findCase(tx, buyerId, no)) ?? refuse("not_found");
  const order = (await lockOrder(tx, buyerId, unlocked.order_no)) ?? refuse("not_found");
  // Every change of a case happens under its order's lock, so this second reading stands until we commit.
  const found = (await findCase(tx, buyerId, no)) ?? refuse("not_found");
  return { found, order };
}

async function giveUp(
  tx: Tx,
  buyerId: bigint,
  found: Case,
  p: { to: "rejected" | "cancelled"; staffId: bigint | null; note: string; at: Date },
): Promise<void> {
  const decided = await decideCase(tx, { buyerId, no: found.no, ...p });
  if (!decided) refuse("already_decided");
  await moveRefund(tx, buyerId, found.order_no, found.no, "give_up");
  await setAftersaleOpen(tx, buyerId, found.order_no, false);
  const kind = p.to === "rejected" ? "aftersale_rejected" : "aftersale_cancelled";
  await addEvent(tx, { buyerId, no: found.order_no, kind, at: p.at, note: p.note, ref: found.no });
}
