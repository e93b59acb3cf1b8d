/** What entry, application and approval are decided on: the person, their last application and who may stand above them, in one statement. */
import type { ApplicationState, PromoterState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

export interface CandidateRow {
  id: string;
  state: PromoterState;
  agreement_version: number;
  /** Inviter first. */
  path: string[];
  name: string;
}

export interface EntryFacts {
  now: Date;
  promoter: {
    state: PromoterState;
    agreement_version: number;
    frozen_reason: string;
    welcome: boolean;
    tier: { id: string; name: string; rank: number };
    inviter_name: string | null;
    closed_at: string | null;
    closed_reason: string;
    closed_by_shop: boolean;
  } | null;
  /** The newest one. */
  application: {
    id: string;
    state: ApplicationState;
    note: string;
    created_at: string;
    inviter: CandidateRow | null;
  } | null;
  /** Whose invite card it is; null without a code and for a code that is no invite card. owner: null for whose tier may not invite now. */
  invite: { owner_id: string; expires_at: string; owner: CandidateRow | null } | null;
  /** The promoter of the valid relation. */
  bound: CandidateRow | null;
}

const CANDIDATE = sql`jsonb_build_object('id', p.owner_id::text, 'state', p.state, 'agreement_version', p.agreement_version,
  'path', to_jsonb(p.path::text[]), 'name', coalesce((SELECT nickname FROM customer_profile c WHERE c.customer_id = p.owner_id), ''))`;

export async function selectEntryFacts(
  query: Kysely<Tables>,
  customerId: bigint,
  inviteCode: string | null,
): Promise<EntryFacts> {
  const result = await sql<EntryFacts>`
    SELECT business_now() AS now,
      (SELECT jsonb_build_object('state', p.state, 'agreement_version', p.agreement_version, 'frozen_reason', p.frozen_reason,
          'welcome', p.welcomed_at IS NULL, 'tier', jsonb_build_object('id', t.id::text, 'name', t.name, 'rank', t.rank),
          'inviter_name', (SELECT c.nickname FROM customer_profile c WHERE c.customer_id = p.path[1]),
          'closed_at', p.closed_at, 'closed_reason', p.closed_reason, 'closed_by_shop', p.closed_by IS NOT NULL)
        FROM promoter p JOIN tier t ON t.id = p.tier_id WHERE p.owner_id = ${customerId}) AS promoter,
      (SELECT jsonb_build_object('id', a.id::text, 'state', a.state, 'note', a.decision_note, 'created_at', a.created_at,
          'inviter', (SELECT ${CANDIDATE} FROM promoter p WHERE p.owner_id = a.inviter_id))
        FROM promoter_application a WHERE a.owner_id = ${customerId} ORDER BY a.id DESC LIMIT 1) AS application,
      (SELECT jsonb_build_object('owner_id', s.owner_id::text, 'expires_at', s.expires_at,
          'owner', (SELECT ${CANDIDATE} FROM promoter p JOIN tier t ON t.id = p.tier_id AND t.may_invite WHERE p.owner_id = s.owner_id))
        FROM share_code k JOIN share s ON s.owner_id = k.owner_id AND s.code = k.code
        WHERE k.code = ${inviteCode}::text AND s.channel = 'invite') AS invite,
      (SELECT ${CANDIDATE} FROM binding b JOIN promoter p ON p.owner_id = b.promoter_id
        WHERE b.customer_id = ${customerId} AND b.ended_at IS NULL AND b.expires_at > business_now()) AS bound`.execute(
    query,
  );
  const row = result.rows[0];
  if (!row) throw new Error("a SELECT without FROM answers with one row");
  return row;
}
