/** Notices inside the shop, and the sends a person has allowed in WeChat: one accept = one send (docs/WECHAT.md 5.3). */
import type { Kysely } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import type { Services } from "../services.ts";
import { addConsents, decrementConsent, insertNotices } from "./store.ts";

export interface NewNotice {
  customerId: bigint;
  /** topic + business number: one fact, one notice. */
  eventKey: string;
  topic: string;
  title: string;
  body: string;
  /** Mini program path it opens. */
  link: string | null;
  /** Business time of the fact. */
  at: Date;
}

/**
 * Writes notices in one statement; a fact that has its notice already gets no second one.
 * @returns the event keys that are new, so that a message goes out for each fact once
 */
export async function recordNotices(tx: Tx, rows: readonly NewNotice[]): Promise<string[]> {
  if (rows.length === 0) return [];
  return insertNotices(
    tx,
    rows.map((row) => ({
      customer_id: String(row.customerId),
      event_key: row.eventKey,
      topic: row.topic,
      title: row.title,
      body: row.body,
      link: row.link,
      created_at: row.at.toISOString(),
    })),
  );
}

/** Uses up one allowed send. @returns false when the person has allowed none */
export function takeConsent(query: Kysely<Tables>, customerId: bigint, templateId: string): Promise<boolean> {
  return decrementConsent(query, customerId, templateId);
}

/**
 * Counts one accept of each template. Templates that are not the shop's are passed over: a page opened before the operator
 * changed them may still name an old one, and its owner could do nothing about it.
 */
export async function recordConsents(
  services: Services,
  customerId: bigint,
  templateIds: readonly string[],
): Promise<void> {
  const ours = new Set(Object.values(await services.settings.get("notice")));
  const known = [...new Set(templateIds)].filter((id) => ours.has(id));
  if (known.length > 0) await addConsents(services.database.query, customerId, known);
}
