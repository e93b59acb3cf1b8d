/** SQL of `plan` for whoever computes with it. From `scheduled` on a version's body never changes. */
import type { Plan } from "@banyan/domain";
import type { PlanState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

export interface PlanRow {
  version: bigint;
  name: string;
  state: PlanState;
  body: Plan;
}

export async function readActivePlan(query: Kysely<Tables>): Promise<PlanRow | null> {
  const result =
    await sql<PlanRow>`SELECT version, name, state, body FROM plan WHERE state = 'active'`.execute(query);
  return result.rows[0] ?? null;
}

export async function readPlan(query: Kysely<Tables>, version: bigint): Promise<PlanRow | null> {
  const result = await sql<PlanRow>`
    SELECT version, name, state, body FROM plan WHERE version = ${version} AND discarded_at IS NULL`.execute(
    query,
  );
  return result.rows[0] ?? null;
}
