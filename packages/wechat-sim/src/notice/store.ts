import type { Database } from "../database.ts";
import { DEMO_TEMPLATES, isFieldKey, type Template } from "./template.ts";

/** Stores templates, replacing those of the same id. */
export function putTemplates(database: Database, templates: readonly Template[]): void {
  for (const { template_id, title, fields } of templates) {
    const wrong = Object.keys(fields).find((field) => !isFieldKey(field));
    if (wrong !== undefined) throw new RangeError(`no template field is called ${wrong}`);
    database.run(
      `insert into template values (?, ?, ?)
       on conflict (template_id) do update set title = excluded.title, fields = excluded.fields`,
      template_id,
      title,
      JSON.stringify(fields),
    );
  }
}

/** Puts the demo templates into a store. */
export function seedTemplates(database: Database): void {
  putTemplates(database, Object.values(DEMO_TEMPLATES));
}

/** The template of that id. */
export function findTemplate(database: Database, templateId: string): Template | undefined {
  const row = database.row<{ title: string; fields: string }>(
    "select title, fields from template where template_id = ?",
    templateId,
  );
  return (
    row && {
      template_id: templateId,
      title: row.title,
      fields: JSON.parse(row.fields) as Record<string, string>,
    }
  );
}

/** Adds accepts: each is one message that may be sent. */
export function addAccepts(database: Database, openid: string, templateId: string, count: number): void {
  database.run(
    `insert into template_accept values (?, ?, ?)
     on conflict (openid, template_id) do update set remaining = remaining + excluded.remaining`,
    openid,
    templateId,
    count,
  );
}

/** Uses one accept up; false when none is left. */
export function takeAccept(database: Database, openid: string, templateId: string): boolean {
  return (
    database.run(
      "update template_accept set remaining = remaining - 1 where openid = ? and template_id = ? and remaining > 0",
      openid,
      templateId,
    ) === 1
  );
}

/** One line of a message card. */
export interface MessageLine {
  key: string;
  label: string;
  value: string;
}

/** A subscribe message in a user's inbox. Times in ms of business time. */
export interface Message {
  id: number;
  openid: string;
  template_id: string;
  title: string;
  page: string;
  lines: MessageLine[];
  sent_at: number;
  read_at: number | null;
}

interface MessageRow extends Omit<Message, "lines"> {
  data: string;
}

function fromRow({ data, ...row }: MessageRow): Message {
  return { ...row, lines: JSON.parse(data) as MessageLine[] };
}

/** Stores a message and returns its number. */
export function insertMessage(database: Database, message: Omit<Message, "id" | "read_at">): number {
  const row = database.row<{ id: number }>(
    "insert into message (openid, template_id, title, page, data, sent_at) values (?, ?, ?, ?, ?, ?) returning id",
    message.openid,
    message.template_id,
    message.title,
    message.page,
    JSON.stringify(message.lines),
    message.sent_at,
  );
  if (row === undefined) throw new Error("the message was not stored");
  return row.id;
}

/** A user's messages, newest first. */
export function messagesOf(database: Database, openid: string): Message[] {
  return database
    .rows<MessageRow>("select * from message where openid = ? order by id desc", openid)
    .map(fromRow);
}

/** One message of a user. */
export function findMessage(database: Database, openid: string, id: number): Message | undefined {
  const row = database.row<MessageRow>("select * from message where openid = ? and id = ?", openid, id);
  return row && fromRow(row);
}

/** Marks one message read, or all of a user's when no id is given. */
export function markRead(database: Database, openid: string, now: number, id?: number): void {
  database.run(
    "update message set read_at = ? where openid = ? and read_at is null and (? is null or id = ?)",
    now,
    openid,
    id ?? null,
    id ?? null,
  );
}

/** Where a message's page lives in the browser: put before `pages/…`, `/` unless set (`/#/` for a hash router). */
export function pagePrefix(database: Database): string {
  const row = database.row<{ value: string }>("select value from setting where name = 'page_prefix'");
  return row?.value ?? "/";
}

/** Sets what `pagePrefix` returns: a path of the same origin. */
export function setPagePrefix(database: Database, prefix: string): void {
  if (!/^\/(?!\/)[\w/#.-]*$/.test(prefix)) throw new RangeError("a page prefix is a path such as / or /#/");
  database.run(
    "insert into setting values ('page_prefix', ?) on conflict (name) do update set value = excluded.value",
    prefix,
  );
}

/** How many messages a user has not read. */
export function unreadCount(database: Database, openid: string): number {
  const row = database.row<{ count: number }>(
    "select count(*) as count from message where openid = ? and read_at is null",
    openid,
  );
  return row?.count ?? 0;
}
