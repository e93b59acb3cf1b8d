/** What may not begin any more once an account is closed asks here first, inside its own transaction. */
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { holdOpenRow } from "./open-store.ts";

/**
 * Either this transaction ends before the account closes, and the closing sees what it did, or the account is closed already. One statement.
 * @throws Refusal session_expired
 */
export async function requireOpen(tx: Tx, customerId: bigint): Promise<void> {
  if (!(await holdOpenRow(tx, customerId))) refuse("session_expired");
}
