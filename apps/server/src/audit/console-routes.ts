import { api } from "../http/context.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { listAudit } from "./list-store.ts";
import { actionText } from "./words.ts";

export const auditConsoleRoutes = {
  list: api.console.audit.list.handler(async ({ input, context }) => {
    const key = decodeCursor(input.cursor, 3);
    const rows = await listAudit(context.services.database.query, {
      staffId: input.staff_id === undefined ? null : BigInt(input.staff_id),
      action: input.action || null,
      target: input.target || null,
      before: key && { at: new Date(Number(key[0])), staffId: key[1] ?? 0n, seq: Number(key[2]) },
      limit: input.limit + 1,
    });
    return pageOf(
      rows,
      input.limit,
      (row) => [BigInt(row.created_at.getTime()), row.staff_id, BigInt(row.seq)],
      (row) => ({
        id: `${row.staff_id}${String(row.created_at.getTime()).slice(-7)}${row.seq}`,
        staff: row.staff,
        role: row.role,
        action: row.action,
        action_text: actionText(row.action),
        target: row.target,
        before: row.before,
        after: row.after,
        ip: row.ip,
        at: row.created_at.toISOString(),
      }),
    );
  }),
};
