/** What the console's audit page reads. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

export interface AuditListRow {
  staff_id: bigint;
  seq: number;
  staff: string;
  role: string;
  action: string;
  target: string;
  before: unknown;
  after: unknown;
  ip: string;
  created_at: Date;
}
/** The last row of the page before. */
export interface AuditKey {
  at: Date;
  staffId: bigint;
  seq: number;
}

export async function listAudit(
  query: Kysely<Tables>,
  p: {
    staffId: bigint | null;
    action: string | null;
    target: string | null;
    before: AuditKey | null;
    limit: number;
  },
): Promise<AuditListRow[]> {
  const result = await sql<AuditListRow>`
    SELECT a.staff_id, a.seq, s.name AS staff, a.role, a.action, a.target, a.before, a.after, a.ip, a.created_at
    FROM audit a JOIN staff s ON s.id = a.staff_id
    WHERE (${p.staffId}::bigint IS NULL OR a.staff_id = ${p.staffId})
      AND (${p.action}::text IS NULL OR starts_with(a.action, ${p.action}))
      AND (${p.target}::text IS NULL OR strpos(a.target, ${p.target}) > 0)
      AND (${p.before === null}::boolean OR (a.created_at, a.staff_id, a.seq)
        < (${p.before?.at ?? null}::timestamptz, ${p.before?.staffId ?? null}::bigint, ${p.before?.seq ?? null}::bigint))
    ORDER BY a.created_at DESC, a.staff_id DESC, a.seq DESC LIMIT ${p.limit}`.execute(query);
  return result.rows;
}
