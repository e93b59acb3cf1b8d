/** How a customer's relation changes, for the nouns in whose transaction it does. The customer must be locked. */
import type { BindingDecision } from "@banyan/domain";
import type { Tx } from "../db/database.ts";
import type { Services } from "../services.ts";
import {
  endAllTo,
  endLateToLeavers,
  endStanding,
  insertBinding,
  lockCustomer,
  renewBinding,
} from "./store.ts";

/** Before a relation is read to be changed. @returns false when there is no such customer */
export function lockRelation(tx: Tx, customerId: bigint): Promise<boolean> {
  return lockCustomer(tx, customerId);
}

/** Carries out what the policy decided. */
export async function changeRelation(
  tx: Tx,
  p: {
    customerId: bigint;
    promoterId: bigint;
    shareCode: string;
    change: Exclude<BindingDecision, { kind: "keep" }>;
    now: Date;
  },
): Promise<void> {
  const { customerId, promoterId, shareCode, change, now } = p;
  if (change.kind === "renew") return renewBinding(tx, customerId, promoterId, change.expiresAt);
  if (change.ends !== null) await endStanding(tx, customerId, change.ends, now);
  await insertBinding(tx, {
    customerId,
    promoterId,
    shareCode,
    boundAt: now,
    expiresAt: change.expiresAt,
    staffId: null,
  });
}

/** A promoter is nobody's customer: what stands ends with the approval. */
export function endForPromoter(tx: Tx, customerId: bigint, now: Date): Promise<void> {
  return endStanding(tx, customerId, "became_promoter", now);
}

/** Whoever closes their account is nobody's customer any more. */
export function endForClosed(tx: Tx, customerId: bigint, now: Date): Promise<void> {
  return endStanding(tx, customerId, "by_customer", now);
}

/** Customers of a promoter who left are nobody's, and may be bound anew. @returns how many relations ended */
export function endForLeaver(tx: Tx, promoterId: bigint, now: Date): Promise<number> {
  return endAllTo(tx, promoterId, now);
}

/** A customer who was bound in the moment their promoter left is found a little later. */
export async function sweepLeavers(services: Services): Promise<boolean> {
  await endLateToLeavers(services.database.query);
  return false;
}
