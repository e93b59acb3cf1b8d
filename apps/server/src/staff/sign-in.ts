/** Name + password + one-time code → session cookie. One answer for every kind of wrong. */
import type { StaffSelf } from "@banyan/contract";
import type { Context } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { checkPassword } from "./password.ts";
import { permissionsOf } from "./permission.ts";
import { openStaffSession, type StaffActor } from "./session.ts";
import { countFailure, findCredentials, spendStep } from "./store.ts";
import { totpStep } from "./totp.ts";

export const totpPlace = (id: bigint) => `staff:totp_sealed:${id}`;

/** @throws Refusal sign_in_failed, sign_in_locked */
export async function signInStaff(
  context: Context,
  input: { name: string; password: string; totp: string },
): Promise<StaffSelf> {
  const { database, seal } = context.services;
  const staff = await findCredentials(database.query, input.name);
  if (staff?.locked) refuse("sign_in_locked");
  const passwordRight = await checkPassword(input.password, staff?.password_hash ?? null);
  if (!staff?.totp_sealed) refuse("sign_in_failed");
  const secret = seal.open<string>(totpPlace(staff.id), staff.totp_sealed);
  const step = await totpStep(secret, input.totp, staff.totp_last_step);
  if (!passwordRight || step === null) {
    await countFailure(database.query, staff.id);
    refuse("sign_in_failed");
  }
  if (!(await spendStep(database.query, staff.id, step))) refuse("sign_in_failed");
  await openStaffSession(context, staff.id);
  return selfOf(staff);
}

export function selfOf(staff: Pick<StaffActor, "id" | "name" | "role">): StaffSelf {
  return { id: String(staff.id), name: staff.name, role: staff.role, permissions: permissionsOf(staff.role) };
}
