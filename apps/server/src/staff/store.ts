/** SQL of `staff` and `staff_invite`. */
import type { StaffRole } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

export interface StaffRow {
  id: bigint;
  name: string;
  role: StaffRole;
  disabled: boolean;
  totp_ready: boolean;
  last_sign_in_at: Date | null;
  created_at: Date;
  customer_id: bigint | null;
}
const COLUMNS = sql`id, name, role, disabled, totp_ready, last_sign_in_at, created_at, customer_id`;

export async function listStaff(query: Kysely<Tables>): Promise<StaffRow[]> {
  const result = await sql<StaffRow>`SELECT ${COLUMNS} FROM staff ORDER BY id`.execute(query);
  return result.rows;
}

export interface Credentials {
  id: bigint;
  name: string;
  role: StaffRole;
  password_hash: string | null;
  totp_sealed: Buffer | null;
  totp_last_step: bigint;
  locked: boolean;
}

/** Only people who may sign in. */
export async function findCredentials(query: Kysely<Tables>, name: string): Promise<Credentials | null> {
  const result = await sql<Credentials>`
    SELECT id, name, role, password_hash, totp_sealed, totp_last_step, coalesce(locked_until > now(), false) AS locked
    FROM staff WHERE name = ${name} AND NOT disabled AND totp_ready`.execute(query);
  return result.rows[0] ?? null;
}

const MAX_FAILURES = 5;

/** Counts a failure; the fifth locks for 15 minutes. */
export async function countFailure(query: Kysely<Tables>, id: bigint): Promise<void> {
  await sql`
    UPDATE staff SET failed_count = CASE WHEN failed_count + 1 >= ${MAX_FAILURES} THEN 0 ELSE failed_count + 1 END,
      locked_until = CASE WHEN failed_count + 1 >= ${MAX_FAILURES} THEN now() + interval '15 minutes' ELSE locked_until END
    WHERE id = ${id}`.execute(query);
}

/** Spends the code's step. @returns false when the same or a newer code was spent meanwhile */
export async function spendStep(query: Kysely<Tables>, id: bigint, step: bigint): Promise<boolean> {
  const result = await sql`
    UPDATE staff SET totp_last_step = ${step}, failed_count = 0, locked_until = NULL, last_sign_in_at = now()
    WHERE id = ${id} AND totp_last_step < ${step}`.execute(query);
  return result.numAffectedRows === 1n;
}

export async function insertStaff(
  tx: Kysely<Tables>,
  row: { name: string; role: StaffRole; passwordHash: string; step: bigint },
): Promise<bigint | null> {
  const result = await sql<{ id: bigint }>`
    INSERT INTO staff (name, role, password_hash, totp_ready, totp_last_step)
    VALUES (${row.name}, ${row.role}, ${row.passwordHash}, true, ${row.step})
    ON CONFLICT (name) DO NOTHING RETURNING id`.execute(tx);
  return result.rows[0]?.id ?? null;
}

/** Sealed after the insert, since the seal is bound to the id. */
export async function setTotp(tx: Kysely<Tables>, id: bigint, sealed: Buffer): Promise<void> {
  await sql`UPDATE staff SET totp_sealed = ${sealed} WHERE id = ${id}`.execute(tx);
}

export async function findStaffByName(query: Kysely<Tables>, name: string): Promise<StaffRow | null> {
  const result = await sql<StaffRow>`SELECT ${COLUMNS} FROM staff WHERE name = ${name}`.execute(query);
  return result.rows[0] ?? null;
}

/** Locks all owners in id order, so that two owners cannot step down at once. */
export async function lockOwners(tx: Tx): Promise<bigint[]> {
  const result = await sql<{ id: bigint }>`
    SELECT id FROM staff WHERE role = 'owner' AND NOT disabled ORDER BY id FOR UPDATE`.execute(tx);
  return result.rows.map((row) => row.id);
}

export async function updateStaff(
  tx: Tx,
  id: bigint,
  p: { role: StaffRole; disabled: boolean },
): Promise<{ before: StaffRow; after: StaffRow } | null> {
  const before = await sql<StaffRow>`SELECT ${COLUMNS} FROM staff WHERE id = ${id} FOR UPDATE`.execute(tx);
  const after = await sql<StaffRow>`
    UPDATE staff SET role = ${p.role}, disabled = ${p.disabled} WHERE id = ${id} RETURNING ${COLUMNS}`.execute(
    tx,
  );
  return before.rows[0] && after.rows[0] ? { before: before.rows[0], after: after.rows[0] } : null;
}

/** @returns null where there is no such staff member, or no such customer */
export async function linkStaff(
  tx: Tx,
  id: bigint,
  customerId: bigint | null,
): Promise<{ before: StaffRow; after: StaffRow } | null> {
  const before = await sql<StaffRow>`SELECT ${COLUMNS} FROM staff WHERE id = ${id} FOR UPDATE`.execute(tx);
  const after = await sql<StaffRow>`
    UPDATE staff SET customer_id = ${customerId}
    WHERE id = ${id} AND (${customerId}::bigint IS NULL OR EXISTS (SELECT FROM customer c WHERE c.id = ${customerId}))
    RETURNING ${COLUMNS}`.execute(tx);
  return before.rows[0] && after.rows[0] ? { before: before.rows[0], after: after.rows[0] } : null;
}

export interface Invite {
  role: StaffRole;
  name: string | null;
  expires_at: Date;
  pending_name: string | null;
  pending_password_hash: string | null;
  pending_totp_sealed: Buffer | null;
}

export async function insertInvite(
  query: Kysely<Tables>,
  row: { hash: string; role: StaffRole; name: string | null },
): Promise<Date> {
  const result = await sql<{ expires_at: Date }>`
    INSERT INTO staff_invite (token_hash, role, name, expires_at)
    VALUES (${row.hash}, ${row.role}, ${row.name}, now() + interval '48 hours') RETURNING expires_at`.execute(
    query,
  );
  const at = result.rows[0]?.expires_at;
  if (!at) throw new Error("invite was not written");
  return at;
}

/** An invite that can still be used. */
export async function findInvite(query: Kysely<Tables>, hash: string): Promise<Invite | null> {
  const result = await sql<Invite>`
    SELECT role, name, expires_at, pending_name, pending_password_hash, pending_totp_sealed FROM staff_invite
    WHERE token_hash = ${hash} AND used_at IS NULL AND expires_at > now()`.execute(query);
  return result.rows[0] ?? null;
}

export async function setPending(
  query: Kysely<Tables>,
  hash: string,
  p: { name: string; passwordHash: string; totpSealed: Buffer },
): Promise<void> {
  await sql`
    UPDATE staff_invite SET pending_name = ${p.name}, pending_password_hash = ${p.passwordHash}, pending_totp_sealed = ${p.totpSealed}
    WHERE token_hash = ${hash} AND used_at IS NULL`.execute(query);
}

/** @returns false when the link was used meanwhile */
export async function useInvite(tx: Tx, hash: string, staffId: bigint): Promise<boolean> {
  const result = await sql`
    UPDATE staff_invite SET used_at = now(), staff_id = ${staffId}, pending_password_hash = NULL, pending_totp_sealed = NULL
    WHERE token_hash = ${hash} AND used_at IS NULL AND expires_at > now()`.execute(tx);
  return result.numAffectedRows === 1n;
}

/** Whether anybody owns the shop already. */
export async function hasOwner(query: Kysely<Tables>): Promise<boolean> {
  const result = await sql<{ yes: boolean }>`
    SELECT EXISTS (SELECT FROM staff WHERE role = 'owner' AND NOT disabled) AS yes`.execute(query);
  return result.rows[0]?.yes === true;
}
