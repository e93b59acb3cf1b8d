import type { FailedTask } from "@banyan/contract";
import { api } from "../http/context.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { countFailed, type FailedRow, listFailed } from "./console-store.ts";
import { retryTasks } from "./retry.ts";
import { consumerText, reasonText, topicText } from "./words.ts";

export const outboxConsoleRoutes = {
  list: api.console.outbox.list.handler(async ({ input, context }) => {
    const [failedUs, id] = decodeCursor(input.cursor, 2) ?? [];
    const rows = await listFailed(context.services.database.query, {
      consumer: input.consumer ?? null,
      prefix: input.q?.toUpperCase() || null,
      before: failedUs === undefined || id === undefined ? null : { failedUs, id },
      limit: input.limit + 1,
    });
    return pageOf(rows, input.limit, (row) => [row.failed_us, row.id], taskOf);
  }),
  counts: api.console.outbox.counts.handler(({ context }) => countFailed(context.services.database.query)),
  retry: api.console.outbox.retry.handler(async ({ input, context }) => ({
    retried: await retryTasks(
      context,
      input.tasks.map((task) => ({ ownerId: BigInt(task.owner_id), id: BigInt(task.id) })),
    ),
  })),
};

function taskOf(row: FailedRow): FailedTask {
  return {
    owner_id: String(row.owner_id),
    id: String(row.id),
    consumer: row.consumer,
    consumer_text: consumerText(row.consumer),
    topic: row.topic,
    topic_text: topicText(row.topic),
    order_no: row.order_no,
    ref: row.ref,
    reason_text: reasonText(row.failure),
    reason: row.failure,
    tries: row.tries,
    failed_at: row.failed_at.toISOString(),
    event_at: row.event_at.toISOString(),
    behind: row.behind,
    alarm_id: row.alarm_id === null ? null : String(row.alarm_id),
  };
}
