/** SQL of the console's plan pages. */
import { MOST_COUNTED_ORDERS } from "@banyan/contract";
import type { Plan } from "@banyan/domain";
import type { PlanState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

/** A version without its rules. */
export interface PlanHeadRow {
  version: bigint;
  name: string;
  state: PlanState;
  revision: number;
  based_on: bigint | null;
  depth: number;
  self_purchase: string;
  cap_bps: number;
  rule_count: number;
  team_bonus: boolean;
  staff_name: string | null;
  created_at: Date;
  changed_at: Date;
  starts_at: Date | null;
  scheduled_by: string | null;
  acknowledged_by: string | null;
  acknowledged_at: Date | null;
  acknowledged_text: string;
  activated_at: Date | null;
  retired_at: Date | null;
  order_count: number;
}
export interface ConsolePlanRow extends PlanHeadRow {
  body: Plan;
}

const HEAD = sql`p.version, p.name, p.state, p.revision, p.based_on, (p.body->>'depth')::int AS depth,
  p.body->>'self_purchase' AS self_purchase, (p.body->>'cap_bps')::int AS cap_bps,
  jsonb_array_length(p.body->'rules') AS rule_count, coalesce(jsonb_typeof(p.body->'team_bonus'), 'null') <> 'null' AS team_bonus,
  s.name AS staff_name, p.created_at, p.changed_at, p.starts_at, c.name AS scheduled_by, a.name AS acknowledged_by,
  p.acknowledged_at, p.acknowledged_text, p.activated_at, p.retired_at,
  CASE WHEN p.activated_at IS NULL THEN 0 ELSE (SELECT count(*)::int FROM (SELECT FROM orders o WHERE o.created_at >= p.activated_at
    AND o.created_at < coalesce(p.retired_at, 'infinity') LIMIT ${MOST_COUNTED_ORDERS}) AS counted) END AS order_count`;
const PEOPLE = sql`LEFT JOIN staff s ON s.id = p.staff_id LEFT JOIN staff a ON a.id = p.acknowledged_by
  LEFT JOIN staff c ON c.id = p.scheduled_by`;

/** Drafts, what waits, what works, what worked; newest first. One statement. */
export async function selectPlans(query: Kysely<Tables>): Promise<PlanHeadRow[]> {
  const result = await sql<PlanHeadRow>`
    SELECT ${HEAD} FROM plan p ${PEOPLE} WHERE p.discarded_at IS NULL
    ORDER BY array_position(ARRAY['draft', 'scheduled', 'active', 'retired'], p.state), p.retired_at DESC NULLS FIRST,
      p.starts_at, p.version DESC LIMIT 200`.execute(query);
  return result.rows;
}

/** One version; a draft that was thrown away is nobody's any more. */
export async function selectPlan(query: Kysely<Tables>, version: bigint): Promise<ConsolePlanRow | null> {
  const result = await sql<ConsolePlanRow>`
    SELECT ${HEAD}, p.body FROM plan p ${PEOPLE} WHERE p.version = ${version} AND p.discarded_at IS NULL`.execute(
    query,
  );
  return result.rows[0] ?? null;
}

export async function findPlanByRequest(query: Kysely<Tables>, requestKey: string): Promise<bigint | null> {
  const result = await sql<{ version: bigint }>`
    SELECT version FROM plan WHERE request_key = ${requestKey}`.execute(query);
  return result.rows[0]?.version ?? null;
}

/** What decides whether something may be done with a plan; locked until the transaction ends. */
export interface LockedPlan {
  version: bigint;
  name: string;
  state: PlanState;
  revision: number;
  body: Plan;
  starts_at: Date | null;
  scheduled_by: bigint | null;
}

export async function lockPlan(tx: Tx, version: bigint): Promise<LockedPlan | null> {
  const result = await sql<LockedPlan>`
    SELECT version, name, state, revision, body, starts_at, scheduled_by FROM plan
    WHERE version = ${version} AND discarded_at IS NULL FOR UPDATE`.execute(tx);
  return result.rows[0] ?? null;
}

export async function countDrafts(tx: Tx): Promise<number> {
  const result = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM plan WHERE state = 'draft' AND discarded_at IS NULL`.execute(tx);
  return result.rows[0]?.count ?? 0;
}

export async function insertDraft(
  tx: Tx,
  row: {
    name: string;
    body: Plan;
    basedOn: bigint | null;
    staffId: bigint;
    requestKey: string;
    at: Date;
  },
): Promise<bigint> {
  const result = await sql<{ version: bigint }>`
    INSERT INTO plan (name, state, body, based_on, staff_id, request_key, created_at, changed_at)
    VALUES (${row.name}, 'draft', ${JSON.stringify(row.body)}::jsonb, ${row.basedOn}::bigint, ${row.staffId}, ${row.requestKey},
      ${row.at}, ${row.at})
    RETURNING version`.execute(tx);
  return result.rows[0]?.version ?? 0n;
}

/** Changes a draft that its caller has locked. */
export async function updateDraft(
  tx: Tx,
  row: { version: bigint; name: string; body: Plan; at: Date },
): Promise<void> {
  await sql`
    UPDATE plan SET name = ${row.name}, body = ${JSON.stringify(row.body)}::jsonb, revision = revision + 1, changed_at = ${row.at}
    WHERE version = ${row.version} AND state = 'draft'`.execute(tx);
}

export async function discardDraft(tx: Tx, version: bigint, at: Date): Promise<void> {
  await sql`
    UPDATE plan SET discarded_at = ${at}, revision = revision + 1 WHERE version = ${version} AND state = 'draft'`.execute(
    tx,
  );
}
