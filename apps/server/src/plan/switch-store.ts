/** SQL that changes which plan works, and which one waits. */
import type { Plan } from "@banyan/domain";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

/** The text an owner agreed to, and who; null where none is needed. */
export type Acknowledgement = { staffId: bigint; text: string } | null;

/** Retires whatever works. @returns its version */
export async function retireActive(tx: Tx, at: Date): Promise<bigint | null> {
  const result = await sql<{ version: bigint }>`
    UPDATE plan SET state = 'retired', retired_at = ${at} WHERE state = 'active' RETURNING version`.execute(
    tx,
  );
  return result.rows[0]?.version ?? null;
}

export async function readActiveVersion(tx: Tx): Promise<bigint | null> {
  const result = await sql<{ version: bigint }>`SELECT version FROM plan WHERE state = 'active'`.execute(tx);
  return result.rows[0]?.version ?? null;
}

/** A version that works from now on, without having been a draft. */
export async function insertActive(
  tx: Tx,
  row: {
    name: string;
    body: Plan;
    staffId: bigint;
    requestKey: string;
    at: Date;
    acknowledged: Acknowledgement;
  },
): Promise<bigint> {
  const { acknowledged } = row;
  const result = await sql<{ version: bigint }>`
    INSERT INTO plan (name, state, body, staff_id, acknowledged_by, acknowledged_at, acknowledged_text, request_key, activated_at,
      created_at, changed_at)
    VALUES (${row.name}, 'active', ${JSON.stringify(row.body)}::jsonb, ${row.staffId}, ${acknowledged?.staffId ?? null}::bigint,
      ${acknowledged ? row.at : null}::timestamptz, ${acknowledged?.text ?? ""}, ${row.requestKey}, ${row.at}, ${row.at}, ${row.at})
    RETURNING version`.execute(tx);
  return result.rows[0]?.version ?? 0n;
}

/** @returns false when it is no draft any more */
export async function activateDraft(
  tx: Tx,
  row: { version: bigint; staffId: bigint; at: Date; acknowledged: Acknowledgement },
): Promise<boolean> {
  const { acknowledged } = row;
  const result = await sql`
    UPDATE plan SET state = 'active', activated_at = ${row.at}, changed_at = ${row.at}, revision = revision + 1, staff_id = ${row.staffId},
      acknowledged_by = ${acknowledged?.staffId ?? null}::bigint, acknowledged_at = ${acknowledged ? row.at : null}::timestamptz,
      acknowledged_text = ${acknowledged?.text ?? ""}
    WHERE version = ${row.version} AND state = 'draft' AND discarded_at IS NULL`.execute(tx);
  return result.numAffectedRows === 1n;
}

/** @param row.startsAt a whole minute; another plan of that minute violates `plan_one_a_minute` */
export async function scheduleDraft(
  tx: Tx,
  row: { version: bigint; staffId: bigint; at: Date; startsAt: Date; acknowledged: Acknowledgement },
): Promise<void> {
  const { acknowledged } = row;
  await sql`
    UPDATE plan SET state = 'scheduled', starts_at = ${row.startsAt}, scheduled_by = ${row.staffId}, changed_at = ${row.at},
      revision = revision + 1, acknowledged_by = ${acknowledged?.staffId ?? null}::bigint,
      acknowledged_at = ${acknowledged ? row.at : null}::timestamptz, acknowledged_text = ${acknowledged?.text ?? ""}
    WHERE version = ${row.version} AND state = 'draft' AND discarded_at IS NULL`.execute(tx);
}

/** Back to a draft: what was acknowledged was the body as it stood, and it may change now. */
export async function unschedulePlan(tx: Tx, version: bigint, at: Date): Promise<boolean> {
  const result = await sql`
    UPDATE plan SET state = 'draft', starts_at = NULL, scheduled_by = NULL, changed_at = ${at}, revision = revision + 1,
      acknowledged_by = NULL, acknowledged_at = NULL, acknowledged_text = ''
    WHERE version = ${version} AND state = 'scheduled'`.execute(tx);
  return result.numAffectedRows === 1n;
}

/** The plan whose time has come first. */
export async function duePlan(query: Kysely<Tables>): Promise<{ version: bigint; at: Date } | null> {
  const result = await sql<{ version: bigint; at: Date }>`
    SELECT version, clock.at FROM plan, (SELECT date_trunc('milliseconds', business_now()) AS at) AS clock
    WHERE state = 'scheduled' AND starts_at <= clock.at ORDER BY starts_at LIMIT 1`.execute(query);
  return result.rows[0] ?? null;
}

/** Puts a scheduled plan to work; whoever set the time is who put it there. @returns false when it waits no more */
export async function activateScheduled(tx: Tx, version: bigint, at: Date): Promise<boolean> {
  const result = await sql`
    UPDATE plan SET state = 'active', activated_at = ${at}, staff_id = scheduled_by
    WHERE version = ${version} AND state = 'scheduled' AND starts_at <= ${at}`.execute(tx);
  return result.numAffectedRows === 1n;
}
