/** Where a person is signed in, and ending that. */
import type { SignedInDevice } from "@banyan/contract";
import type { Tx } from "../db/database.ts";
import { type Context, customerOf } from "../http/context.ts";
import { forgetCustomer, tokenHashOf } from "./session.ts";
import { deleteIdentities, deleteSessions, selectSessions } from "./store.ts";

/** One statement. */
export async function listDevices(context: Context): Promise<SignedInDevice[]> {
  const rows = await selectSessions(
    context.services.database.query,
    customerOf(context).id,
    tokenHashOf(context) ?? "",
  );
  return rows.map(({ device, created_at, here }) => ({
    name: device || "未知设备",
    signed_in_at: created_at.toISOString(),
    here,
  }));
}

/** Every device but the one that asks; elsewhere it shows within 30 s. @returns how many ended */
export async function signOutOthers(context: Context): Promise<number> {
  const { id } = customerOf(context);
  const ended = await deleteSessions(context.services.database.query, id, tokenHashOf(context));
  forgetCustomer(id);
  return ended;
}

/** All of them, in the caller's transaction; the caller also calls forgetCustomer once it has ended. */
export async function dropSessions(tx: Tx, customerId: bigint): Promise<void> {
  await deleteSessions(tx, customerId, null);
}

/** For closing: no session stays, and no identity leads to this customer any more. */
export async function dropIdentity(tx: Tx, customerId: bigint): Promise<void> {
  await deleteSessions(tx, customerId, null);
  await deleteIdentities(tx, customerId);
}
