/** Plans to be simulated, whatever their state. */
import type { CandidateFacts, Plan } from "@banyan/domain";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

export interface PlanFacts {
  version: number;
  name: string;
  state: NonNullable<CandidateFacts["state"]>;
  body: Plan;
}

/** The active plan and the versions asked for; a draft that was thrown away is none. */
export async function readPlans(query: Kysely<Tables>, versions: readonly number[]): Promise<PlanFacts[]> {
  const result = await sql<Omit<PlanFacts, "version"> & { version: bigint }>`
    SELECT version, name, state, body FROM plan
    WHERE (state = 'active' OR version = ANY (${versions.map(String)}::bigint[])) AND discarded_at IS NULL`.execute(
    query,
  );
  return result.rows.map((row) => ({ ...row, version: Number(row.version) }));
}
