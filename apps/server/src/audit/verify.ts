/** Recomputes every chain of the audit log: a changed, missing or inserted row shows. */
import type { Database } from "../db/database.ts";
import { type AuditContent, auditHash } from "../staff/act.ts";
import { type AuditRecord, auditAfter } from "./store.ts";

const PAGE = 1000;

/** @returns how many rows were read and, for each broken place, "staff/day/seq" */
export async function verifyAudit(query: Database["query"]): Promise<{ rows: number; broken: string[] }> {
  const broken: string[] = [];
  let rows = 0;
  let before: AuditRecord | null = null;
  for (;;) {
    const after = before && { staffId: before.staff_id, date: before.business_date, seq: before.seq };
    const page: AuditRecord[] = await auditAfter(query, after, PAGE);
    for (const row of page) {
      const follows =
        before !== null && before.staff_id === row.staff_id && before.business_date === row.business_date;
      const seqRight = row.seq === (follows && before ? before.seq + 1 : 1);
      const prevRight = row.prev_hash === (follows && before ? before.hash : "");
      if (!seqRight || !prevRight || auditHash(contentOf(row)) !== row.hash) {
        broken.push(`${row.staff_id}/${row.business_date}/${row.seq}`);
      }
      before = row;
      rows += 1;
    }
    if (page.length < PAGE) return { rows, broken };
  }
}

function contentOf(row: AuditRecord): AuditContent {
  return {
    staffId: row.staff_id,
    businessDate: row.business_date,
    seq: row.seq,
    action: row.action,
    target: row.target,
    before: row.before,
    after: row.after,
    requestKey: row.request_key,
    ip: row.ip,
    role: row.role,
    prevHash: row.prev_hash,
    at: row.created_at,
  };
}
