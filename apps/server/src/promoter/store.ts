/** SQL of `promoter` and `promoter_application`: the person's own rows. */
import type { PromoterState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import { bumped } from "../setting/store.ts";

type Query = Kysely<Tables>;

/** What the shop gave, took or forgave promoter `p`, in all. */
export const ADJUSTED = sql`(
  SELECT coalesce(sum(CASE j.kind WHEN 'minus' THEN -j.amount_fen ELSE j.amount_fen END), 0)::bigint
  FROM adjustment j WHERE j.owner_id = p.owner_id AND j.state = 'approved') AS adjusted_fen`;

export interface NewApplication {
  ownerId: bigint;
  inviterId: bigint | null;
  inviteCode: string | null;
  reason: string;
  agreementVersion: number;
  requestKey: string;
  at: Date;
}

/** What a request key was used for. */
export async function findApplicationByKey(
  query: Query,
  ownerId: bigint,
  requestKey: string,
): Promise<{ invite_code: string | null; reason: string } | null> {
  const result = await sql<{ invite_code: string | null; reason: string }>`
    SELECT invite_code, reason FROM promoter_application WHERE owner_id = ${ownerId} AND request_key = ${requestKey}`.execute(
    query,
  );
  return result.rows[0] ?? null;
}

export async function insertApplication(tx: Tx, row: NewApplication): Promise<bigint> {
  const result = await sql<{ id: bigint }>`
    INSERT INTO promoter_application (owner_id, state, inviter_id, invite_code, reason, agreement_version, request_key, created_at)
    VALUES (${row.ownerId}, 'requested', ${row.inviterId}, ${row.inviteCode}, ${row.reason}, ${row.agreementVersion},
      ${row.requestKey}, ${row.at})
    RETURNING id`.execute(tx);
  const made = result.rows[0];
  if (!made) throw new Error("the application was not written");
  return made.id;
}

export interface DecidedApplication {
  agreement_version: number;
  created_at: Date;
}

/** One of two decisions at once wins. @returns null when the application no longer waits, or is not there */
export async function decideRequested(
  tx: Tx,
  p: {
    ownerId: bigint;
    id: bigint;
    to: "approved" | "refused";
    staffId: bigint | null;
    note: string;
    at: Date;
  },
): Promise<DecidedApplication | null> {
  const result = await sql<DecidedApplication>`
    UPDATE promoter_application SET state = ${p.to}, staff_id = ${p.staffId}, decision_note = ${p.note}, decided_at = ${p.at}
    WHERE owner_id = ${p.ownerId} AND id = ${p.id} AND state = 'requested'
    RETURNING agreement_version, created_at`.execute(tx);
  return result.rows[0] ?? null;
}

export async function applicationExists(query: Query, ownerId: bigint, id: bigint): Promise<boolean> {
  const result =
    await sql`SELECT 1 FROM promoter_application WHERE owner_id = ${ownerId} AND id = ${id}`.execute(query);
  return result.rows.length === 1;
}

/** By the applicant. @returns whether one waited */
export async function cancelRequested(query: Query, ownerId: bigint): Promise<boolean> {
  const result = await sql`
    UPDATE promoter_application SET state = 'cancelled', decided_at = business_now()
    WHERE owner_id = ${ownerId} AND state = 'requested'`.execute(query);
  return result.numAffectedRows === 1n;
}

/** The promoter, and the account that postings will move. */
export async function insertPromoter(
  tx: Tx,
  row: {
    ownerId: bigint;
    tierId: bigint;
    path: readonly bigint[];
    agreementVersion: number;
    agreedAt: Date;
    approvedAt: Date;
    approvedBy: bigint | null;
  },
): Promise<void> {
  await sql`
    WITH told AS (${bumped("promoter")}),
      opened AS (INSERT INTO account (owner_id) VALUES (${row.ownerId}) ON CONFLICT (owner_id) DO NOTHING)
    INSERT INTO promoter (owner_id, tier_id, path, agreement_version, agreed_at, approved_at, approved_date, approved_by)
    VALUES (${row.ownerId}, ${row.tierId}, ${row.path.map(String)}::bigint[], ${row.agreementVersion}, ${row.agreedAt},
      ${row.approvedAt}, business_date(${row.approvedAt}::timestamptz), ${row.approvedBy})`.execute(tx);
}

/**
 * Whoever had left is back: the same account, the same inviter, the tier they had on its terms, so that a seed stays one until its date.
 * @returns their path (inviter first); null for whoever is no former promoter
 */
export async function reopenPromoter(
  tx: Tx,
  row: {
    ownerId: bigint;
    agreementVersion: number;
    agreedAt: Date;
    approvedAt: Date;
    approvedBy: bigint | null;
  },
): Promise<bigint[] | null> {
  const result = await sql<{ path: bigint[] }>`
    WITH told AS (${bumped("promoter")})
    UPDATE promoter SET state = 'active', closed_at = NULL, closed_reason = '', closed_by = NULL, frozen_reason = '',
      agreement_version = greatest(agreement_version, ${row.agreementVersion}), agreed_at = ${row.agreedAt},
      approved_at = ${row.approvedAt}, approved_date = business_date(${row.approvedAt}::timestamptz), approved_by = ${row.approvedBy},
      tier_since = coalesce(tier_since, approved_at), welcomed_at = NULL
    WHERE owner_id = ${row.ownerId} AND state = 'closed' RETURNING path`.execute(tx);
  return result.rows[0]?.path ?? null;
}

/** @returns false for whoever is no promoter */
export async function agreeTo(query: Query, ownerId: bigint, version: number): Promise<boolean> {
  const result = await sql`
    WITH told AS (${bumped("promoter")})
    UPDATE promoter SET agreed_at = CASE WHEN agreement_version < ${version} THEN business_now() ELSE agreed_at END,
      agreement_version = greatest(agreement_version, ${version})
    WHERE owner_id = ${ownerId}`.execute(query);
  return result.numAffectedRows === 1n;
}

/** @returns false for whoever is no promoter */
export async function markWelcomed(query: Query, ownerId: bigint): Promise<boolean> {
  const result = await sql`
    UPDATE promoter SET welcomed_at = coalesce(welcomed_at, business_now()) WHERE owner_id = ${ownerId}`.execute(
    query,
  );
  return result.numAffectedRows === 1n;
}

export interface LockedPromoter {
  state: PromoterState;
  frozen_reason: string;
  approved_at: Date;
  now: Date;
  tier_id: bigint;
  tier_name: string;
}

/** null: no promoter. */
export async function lockPromoter(tx: Tx, ownerId: bigint): Promise<LockedPromoter | null> {
  const result = await sql<LockedPromoter>`
    SELECT p.state, p.frozen_reason, p.approved_at, date_trunc('milliseconds', business_now()) AS now, p.tier_id, (SELECT t.name FROM tier t WHERE t.id = p.tier_id) AS tier_name
    FROM promoter p WHERE p.owner_id = ${ownerId} FOR UPDATE`.execute(tx);
  return result.rows[0] ?? null;
}

export async function setPromoterState(
  tx: Tx,
  ownerId: bigint,
  state: PromoterState,
  reason: string,
): Promise<void> {
  await sql`
    WITH told AS (${bumped("promoter")})
    UPDATE promoter SET state = ${state}, frozen_reason = ${reason} WHERE owner_id = ${ownerId}`.execute(tx);
}

/** They keep the account and what is in it. @param p.by null: by themselves */
export async function closePromoterRow(
  tx: Tx,
  ownerId: bigint,
  p: { at: Date; reason: string; by: bigint | null },
): Promise<void> {
  await sql`
    WITH told AS (${bumped("promoter")})
    UPDATE promoter SET state = 'closed', frozen_reason = '', closed_at = ${p.at}, closed_reason = ${p.reason}, closed_by = ${p.by}
    WHERE owner_id = ${ownerId}`.execute(tx);
}
