/** A staff member made by a program instead of a link: the demo's seed. */
import type { StaffRole } from "@banyan/kernel";
import type { Database } from "../db/database.ts";
import type { Seal } from "../seal/seal.ts";
import { hashPassword } from "./password.ts";
import { totpPlace } from "./sign-in.ts";
import { findStaffByName, insertStaff, setTotp } from "./store.ts";

/** Does nothing when the name exists. @returns the staff member's id */
export async function createStaff(
  database: Database,
  seal: Seal,
  p: { name: string; role: StaffRole; password: string; totpSecret: string },
): Promise<bigint> {
  const passwordHash = await hashPassword(p.password);
  return database.transact(async (tx) => {
    const id = await insertStaff(tx, { name: p.name, role: p.role, passwordHash, step: 0n });
    if (id !== null) {
      await setTotp(tx, id, seal.seal(totpPlace(id), p.totpSecret));
      return id;
    }
    const known = await findStaffByName(tx, p.name);
    if (!known) throw new Error(`staff ${p.name} vanished`);
    return known.id;
  });
}
