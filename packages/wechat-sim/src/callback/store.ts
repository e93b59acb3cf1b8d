import { randomUUID } from "node:crypto";
import type { Database } from "../database.ts";
import type { Platform } from "../platform.ts";

/**
 * pending: due at next_try_at. delivered: answered 200/204. exhausted: all tries used. dropped: never sent (a
 * fault). refused: not a loopback address, never sent.
 */
export type CallbackState = "pending" | "delivered" | "exhausted" | "dropped" | "refused";

/** One notice to the merchant; the same id on every try. */
export interface Callback {
  id: string;
  event_type: string;
  original_type: string;
  summary: string;
  /** Merchant numbers this notice is about. */
  subject: string;
  url: string;
  /** What the receiver decrypts, JSON. */
  plaintext: string;
  created_at: number;
  tries: number;
  next_try_at: number | null;
  held: number;
  state: CallbackState;
}

/** One message on the wire. `status` is null when no answer came within 5 s. */
export interface CallbackAttempt {
  callback_id: string;
  kind: "true" | "bad_signature" | "stale";
  serial: string;
  /** Real time, ms. */
  sent_at: number;
  took_ms: number;
  status: number | null;
  answer: string;
}

export interface NewCallback {
  eventType: string;
  originalType: string;
  summary: string;
  subject: string;
  url: string;
  plaintext: string;
}

/** How long a held notice waits for another to overtake it, before scaling. */
const HOLD_MS = 30_000;
const DELAY_MS = 60_000;

/** What callback faults match against. */
export function callbackSubject(callback: { event_type: string; subject: string }): string {
  return `callback ${callback.event_type} ${callback.subject}`;
}

/** Stores a notice, in the caller's transaction: it is as durable as the fact it reports. */
export function enqueueCallback(platform: Platform, notice: NewCallback): void {
  const { faults, clock, timeScale } = platform;
  const subject = callbackSubject({ event_type: notice.eventType, subject: notice.subject });
  const now = clock.now();
  const dropped = faults.take("drop_callback", subject) !== undefined;
  const held = faults.take("reorder_callbacks", subject) !== undefined;
  const delay = faults.take("delay_callback", subject);
  const wait = delay !== undefined ? (delay.delay_ms ?? DELAY_MS) : held ? HOLD_MS : 0;
  platform.database.run(
    `insert into callback (id, event_type, original_type, summary, subject, url, plaintext, created_at, tries,
       next_try_at, held, state) values (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)`,
    randomUUID(),
    notice.eventType,
    notice.originalType,
    notice.summary,
    notice.subject,
    notice.url,
    notice.plaintext,
    now,
    dropped ? null : now + Math.ceil(wait / timeScale),
    held ? 1 : 0,
    dropped ? "dropped" : "pending",
  );
}

/** Notices due by `now`, oldest first. */
export function dueCallbacks(database: Database, now: number, limit: number): Callback[] {
  return database.rows<Callback>(
    `select * from callback where state = 'pending' and next_try_at <= ?
     order by next_try_at, sequence limit ?`,
    now,
    limit,
  );
}

/** When the next notice is due, if any. */
export function nextCallbackAt(database: Database): number | undefined {
  const row = database.row<{ at: number | null }>(
    "select min(next_try_at) as at from callback where state = 'pending'",
  );
  return row?.at ?? undefined;
}

/** Lets held notices go now; returns how many there were. */
export function releaseHeld(database: Database, now: number): number {
  return database.run(
    "update callback set held = 0, next_try_at = ? where held = 1 and state = 'pending'",
    now,
  );
}

/** Stores one message on the wire and its answer. */
export function insertAttempt(database: Database, attempt: CallbackAttempt): void {
  database.run(
    `insert into callback_attempt (callback_id, kind, serial, sent_at, took_ms, status, answer)
     values (?, ?, ?, ?, ?, ?, ?)`,
    attempt.callback_id,
    attempt.kind,
    attempt.serial,
    attempt.sent_at,
    attempt.took_ms,
    attempt.status,
    attempt.answer,
  );
}

/** Stores what became of a try. */
export function settleTry(
  database: Database,
  id: string,
  outcome: { state: CallbackState; next_try_at: number | null },
): void {
  database.run(
    "update callback set tries = tries + 1, held = 0, state = ?, next_try_at = ? where id = ?",
    outcome.state,
    outcome.next_try_at,
    id,
  );
}

/** Sends a notice again now, whatever became of it. False when there is none of that id. */
export function reviveCallback(database: Database, id: string, now: number): boolean {
  return (
    database.run("update callback set state = 'pending', held = 0, next_try_at = ? where id = ?", now, id) ===
    1
  );
}

/** A notice with everything that was sent for it. */
export interface CallbackRecord extends Omit<Callback, "held"> {
  attempts: CallbackAttempt[];
}

/** All notices, oldest first. */
export function listCallbacks(database: Database): CallbackRecord[] {
  const attempts = Map.groupBy(
    database.rows<CallbackAttempt>(
      "select callback_id, kind, serial, sent_at, took_ms, status, answer from callback_attempt order by sequence",
    ),
    (attempt) => attempt.callback_id,
  );
  return database
    .rows<Omit<Callback, "held">>(
      `select id, event_type, original_type, summary, subject, url, plaintext, created_at, tries, next_try_at, state
       from callback order by sequence`,
    )
    .map((callback) => ({ ...callback, attempts: attempts.get(callback.id) ?? [] }));
}

/** One signature probe and whether it was refused as it must be. */
export interface Probe {
  url: string;
  sent_at: number;
  status: number | null;
  refused: boolean;
  answer: string;
}

/** Stores a probe. */
export function insertProbe(database: Database, probe: Probe): void {
  database.run(
    "insert into probe (url, sent_at, status, refused, answer) values (?, ?, ?, ?, ?)",
    probe.url,
    probe.sent_at,
    probe.status,
    probe.refused ? 1 : 0,
    probe.answer,
  );
}

/** All probes, oldest first. */
export function listProbes(database: Database): Probe[] {
  return database
    .rows<Omit<Probe, "refused"> & { refused: number }>(
      "select url, sent_at, status, refused, answer from probe order by sequence",
    )
    .map((probe) => ({ ...probe, refused: probe.refused === 1 }));
}
