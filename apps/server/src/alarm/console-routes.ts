import type { Alarm } from "@banyan/contract";
import type { Tx } from "../db/database.ts";
import { api, staffOf } from "../http/context.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { refuse } from "../http/refusal.ts";
import { tryAgain } from "../outbox/store.ts";
import { act } from "../staff/act.ts";
import { type AlarmRow, listAlarms, lockAlarm, updateAlarm } from "./list-store.ts";

export const alarmConsoleRoutes = {
  list: api.console.alarm.list.handler(async ({ input, context }) => {
    const key = decodeCursor(input.cursor, 2);
    const rows = await listAlarms(context.services.database.query, {
      state: input.state ?? null,
      id: input.alarm_id === undefined ? null : BigInt(input.alarm_id),
      before: key && { at: new Date(Number(key[0])), id: key[1] ?? 0n },
      limit: input.limit + 1,
    });
    return pageOf(rows, input.limit, (row) => [BigInt(row.last_at.getTime()), row.id], alarmBodyOf);
  }),
  handle: api.console.alarm.handle.handler(({ input, context }) =>
    act(context, {
      action: "alarm.handle",
      target: `alarm:${input.alarm_id}`,
      work: async (tx) => {
        const id = BigInt(input.alarm_id);
        const before = (await lockAlarm(tx, id)) ?? refuse("not_found");
        if (before.state === "resolved") refuse("already_changed");
        const after = await updateAlarm(tx, id, {
          state: input.state,
          note: input.note,
          staffId: staffOf(context).id,
        });
        const retried = input.state === "resolved" ? await takeUpAgain(tx, before) : 0;
        return {
          result: alarmBodyOf(after ?? refuse("not_found")),
          before: { state: before.state },
          after: { state: input.state, note: input.note, ...(retried > 0 ? { retried } : {}) },
        };
      },
    }),
  ),
};

/** A task that was set aside waits for the person who has removed the cause: resolving its alarm lets it go on. */
async function takeUpAgain(tx: Tx, { kind, ref }: AlarmRow): Promise<number> {
  const [consumer = "", ...rest] = ref.split(":");
  return kind === "outbox_failed" ? tryAgain(tx, consumer, rest.join(":")) : 0;
}

function alarmBodyOf(row: AlarmRow): Alarm {
  return {
    id: String(row.id),
    kind: row.kind,
    title: row.title,
    detail: row.detail,
    ref: row.ref,
    state: row.state,
    count: row.count,
    owner: row.owner,
    note: row.note,
    first_at: row.first_at.toISOString(),
    last_at: row.last_at.toISOString(),
  };
}
