import { api, customerOf } from "../http/context.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { recordConsents } from "./record.ts";
import { markRead, selectNotices } from "./store.ts";

export const noticeRoutes = {
  list: api.notice.list.handler(async ({ input, context }) => {
    const [createdUs, id] = decodeCursor(input.cursor, 2) ?? [];
    const rows = await selectNotices(context.services.database.query, customerOf(context).id, {
      after: createdUs === undefined || id === undefined ? null : { createdUs, id },
      limit: input.limit,
    });
    return pageOf(
      rows,
      input.limit,
      (row) => [row.created_us, row.id],
      (row) => ({
        id: String(row.id),
        topic: row.topic,
        title: row.title,
        body: row.body,
        link: row.link,
        read: row.read,
        created_at: row.created_at.toISOString(),
      }),
    );
  }),
  read: api.notice.read.handler(async ({ input, context }) => {
    await markRead(context.services.database.query, customerOf(context).id, input.ids?.map(BigInt) ?? null);
    return {};
  }),
  consent: api.notice.consent.handler(async ({ input, context }) => {
    await recordConsents(context.services, customerOf(context).id, input.template_ids);
    return {};
  }),
};
