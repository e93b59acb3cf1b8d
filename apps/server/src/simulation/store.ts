/** SQL of `simulation`. A start is an attempt; whoever runs an older one finds its row no longer its own. */
import type { Plan } from "@banyan/domain";
import type { SimulationState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import type { StoredHeadline, StoredResult } from "./result.ts";

/** A plan as it was when the simulation was asked for. */
export interface SimulatedPlanFacts {
  /** null: a body that was not saved. */
  version: number | null;
  name: string;
  body: Plan;
  sentences: string[];
}

export interface SimulationRow {
  id: bigint;
  staff_name: string;
  state: SimulationState;
  from_date: string;
  to_date: string;
  plans: { version: number | null; name: string }[];
  done: number;
  total: number;
  ahead: number;
  error: string;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  headline: StoredHeadline | null;
}

// Bodies and results are long; a list shows neither.
const COLUMNS = sql`s.id, st.name AS staff_name, s.state, s.from_date, s.to_date, s.done, s.total, s.error, s.created_at,
  s.started_at, s.finished_at, s.result -> 'headline' AS headline,
  (SELECT jsonb_agg(jsonb_build_object('version', p -> 'version', 'name', p -> 'name') ORDER BY at)
    FROM jsonb_array_elements(s.plans) WITH ORDINALITY AS e (p, at)) AS plans,
  CASE WHEN s.state = 'queued' THEN
    (SELECT count(*)::int FROM simulation b WHERE b.state IN ('queued', 'running') AND b.id < s.id) ELSE 0 END AS ahead`;

export async function insertSimulation(
  tx: Tx,
  row: {
    staffId: bigint;
    requestKey: string;
    from: string;
    to: string;
    plans: readonly SimulatedPlanFacts[];
    at: Date;
  },
): Promise<bigint> {
  const result = await sql<{ id: bigint }>`
    INSERT INTO simulation (staff_id, request_key, from_date, to_date, plans, created_at)
    VALUES (${row.staffId}, ${row.requestKey}, ${row.from}::date, ${row.to}::date, ${JSON.stringify(row.plans)}::jsonb, ${row.at})
    RETURNING id`.execute(tx);
  return result.rows[0]?.id ?? 0n;
}

export async function countWaiting(tx: Tx): Promise<number> {
  const result = await sql<{ waiting: number }>`
    SELECT count(*)::int AS waiting FROM simulation WHERE state = 'queued'`.execute(tx);
  return result.rows[0]?.waiting ?? 0;
}

/** Newest first. */
export async function listSimulations(
  query: Kysely<Tables>,
  p: { beforeId: bigint | null; limit: number },
): Promise<SimulationRow[]> {
  const result = await sql<SimulationRow>`
    SELECT ${COLUMNS} FROM simulation s JOIN staff st ON st.id = s.staff_id
    WHERE ${p.beforeId}::bigint IS NULL OR s.id < ${p.beforeId}::bigint ORDER BY s.id DESC LIMIT ${p.limit}`.execute(
    query,
  );
  return result.rows;
}

export interface SimulationDetail extends SimulationRow {
  bodies: SimulatedPlanFacts[];
  result: StoredResult | null;
}

export async function readSimulation(query: Kysely<Tables>, id: bigint): Promise<SimulationDetail | null> {
  const result = await sql<SimulationDetail>`
    SELECT ${COLUMNS}, s.plans AS bodies, s.result
    FROM simulation s JOIN staff st ON st.id = s.staff_id WHERE s.id = ${id}`.execute(query);
  return result.rows[0] ?? null;
}

/** @returns the state before, or null when it had ended already */
export async function cancelSimulation(tx: Tx, id: bigint, at: Date): Promise<SimulationState | null> {
  const result = await sql<{ state: SimulationState }>`
    WITH old AS (SELECT id, state FROM simulation WHERE id = ${id} AND state IN ('queued', 'running') FOR UPDATE)
    UPDATE simulation s SET state = 'cancelled', finished_at = ${at}
    FROM old WHERE s.id = old.id RETURNING old.state`.execute(tx);
  return result.rows[0]?.state ?? null;
}

export interface Job {
  id: bigint;
  attempt: number;
}

/** Takes the oldest that waits, unless one runs; of two who try at once the index lets one. */
export async function claimSimulation(query: Kysely<Tables>): Promise<Job | null> {
  const result = await sql<Job>`
    UPDATE simulation SET state = 'running', attempt = attempt + 1, done = 0, total = 0, started_at = business_now(), beat_at = now()
    WHERE state = 'queued' AND id = (SELECT min(id) FROM simulation WHERE state = 'queued')
      AND NOT EXISTS (SELECT FROM simulation WHERE state = 'running')
    RETURNING id, attempt`.execute(query);
  return result.rows[0] ?? null;
}

/** Whoever ran it has gone: it waits again, or after so many attempts fails. @param silentMs without a word, of real time */
export async function reviveSilent(
  query: Kysely<Tables>,
  silentMs: number,
  mostAttempts: number,
  error: string,
): Promise<void> {
  await sql`
    UPDATE simulation SET state = CASE WHEN attempt < ${mostAttempts} THEN 'queued' ELSE 'failed' END,
      error = CASE WHEN attempt < ${mostAttempts} THEN '' ELSE ${error}::text END,
      finished_at = CASE WHEN attempt < ${mostAttempts} THEN NULL ELSE business_now() END
    WHERE state = 'running' AND beat_at < now() - make_interval(secs => ${silentMs / 1000})`.execute(query);
}

/** It is still being computed. */
export async function keepSimulation(query: Kysely<Tables>, job: Job): Promise<void> {
  await sql`
    UPDATE simulation SET beat_at = now()
    WHERE id = ${job.id} AND attempt = ${job.attempt} AND state = 'running'`.execute(query);
}

/** Puts one back that its worker lets go of. */
export async function requeueSimulation(query: Kysely<Tables>, job: Job): Promise<void> {
  await sql`
    UPDATE simulation SET state = 'queued'
    WHERE id = ${job.id} AND attempt = ${job.attempt} AND state = 'running'`.execute(query);
}

/** How far it is. @returns false when it is no longer this attempt's: cancelled, or started anew */
export async function beatSimulation(
  query: Kysely<Tables>,
  job: Job,
  done: number,
  total: number,
): Promise<boolean> {
  const result = await sql`
    UPDATE simulation SET done = ${done}, total = ${total}, beat_at = now()
    WHERE id = ${job.id} AND attempt = ${job.attempt} AND state = 'running'`.execute(query);
  return result.numAffectedRows === 1n;
}

export async function finishSimulation(
  query: Kysely<Tables>,
  job: Job,
  end: { result: StoredResult } | { error: string },
): Promise<void> {
  const [result, error] = "result" in end ? [JSON.stringify(end.result), ""] : [null, end.error];
  await sql`
    UPDATE simulation SET state = ${result === null ? "failed" : "done"}, result = ${result}::jsonb, error = ${error},
      done = CASE WHEN ${result === null}::boolean THEN done ELSE total END, finished_at = business_now()
    WHERE id = ${job.id} AND attempt = ${job.attempt} AND state = 'running'`.execute(query);
}

/** What a started one works on. */
export async function readTask(
  query: Kysely<Tables>,
  job: Job,
): Promise<{ from: string; to: string; plans: SimulatedPlanFacts[] } | null> {
  const result = await sql<{ from: string; to: string; plans: SimulatedPlanFacts[] }>`
    SELECT from_date AS "from", to_date AS "to", plans FROM simulation
    WHERE id = ${job.id} AND attempt = ${job.attempt} AND state = 'running'`.execute(query);
  return result.rows[0] ?? null;
}
