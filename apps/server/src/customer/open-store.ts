/** Whether an account still stands, said by its own row. */
import { sql } from "kysely";
import type { Tx } from "../db/database.ts";

/** Holds the row against closing until this transaction ends; whoever only reads or edits it does not wait. */
export async function holdOpenRow(tx: Tx, customerId: bigint): Promise<boolean> {
  const result = await sql`
    SELECT 1 FROM customer WHERE id = ${customerId} AND closed_at IS NULL FOR KEY SHARE`.execute(tx);
  return result.rows.length === 1;
}
