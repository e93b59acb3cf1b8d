/**
 * Every write of the console: one transaction that does the work and writes who did it, with before and after, to the audit log.
 * Rows are hash-chained per staff member and business day, so a row cannot be changed or taken out unseen.
 */
import { createHash } from "node:crypto";
import { auditByKey, insertAudit, lockChain } from "../audit/store.ts";
import type { Tx } from "../db/database.ts";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";

export interface Act<T> {
  /** "order.ship": noun.verb */
  action: string;
  /** "order:D2611…": what it was done to; ids only */
  target: string;
  /** Whose money or standing it touches: nobody decides about their own. */
  concerns?: readonly (bigint | null)[];
  /**
   * With a key the act happens once: a repeat answers with `repeat`, the same key for something else is refused. `content` is all
   * that the request says; without it something else means another action or target. `repeat` is told what the first one was done to.
   */
  once?: { requestKey: string; content?: unknown; repeat: (target: string) => Promise<T> };
  work: (tx: Tx, now: Date) => Promise<{ result: T; before: unknown; after: unknown; target?: string }>;
}

/** @throws Refusal own_matter, request_key_reused, and whatever the work refuses */
export async function act<T>(context: Context, what: Act<T>): Promise<T> {
  const staff = staffOf(context);
  if (staff.customer_id !== null && what.concerns?.includes(staff.customer_id)) refuse("own_matter");
  const requestHash = what.once?.content === undefined ? null : hashOf(what.once.content);
  const done = await context.services.database.transact(async (tx) => {
    const chain = await lockChain(tx, staff.id);
    if (what.once) {
      const known = await auditByKey(tx, staff.id, what.once.requestKey);
      if (known && !(isSame(known, what) && known.request_hash === requestHash)) refuse("request_key_reused");
      if (known) return { repeated: true as const, target: known.target };
    }
    const { result, before, after, target } = await what.work(tx, chain.now);
    const row = {
      staffId: staff.id,
      businessDate: chain.business_date,
      seq: chain.seq + 1,
      action: what.action,
      target: target ?? what.target,
      before: plain(before),
      after: plain(after),
      requestKey: what.once?.requestKey ?? null,
      requestHash,
      ip: context.ip,
      role: staff.role,
      prevHash: chain.hash,
      at: chain.now,
    };
    await insertAudit(tx, { ...row, hash: auditHash(row) });
    return { repeated: false as const, result };
  });
  if (!done.repeated) return done.result;
  return what.once ? what.once.repeat(done.target) : refuse("internal");
}

/**
 * The same row for what the worker does in somebody's name, within its own transaction: it was asked for before, by an act of theirs.
 */
export async function recordAct(
  tx: Tx,
  staff: { id: bigint; role: string },
  what: { action: string; target: string },
  work: (now: Date) => Promise<{ before: unknown; after: unknown }>,
): Promise<void> {
  const chain = await lockChain(tx, staff.id);
  const { before, after } = await work(chain.now);
  const row = {
    staffId: staff.id,
    businessDate: chain.business_date,
    seq: chain.seq + 1,
    ...what,
    before: plain(before),
    after: plain(after),
    requestKey: null,
    requestHash: null,
    ip: "",
    role: staff.role,
    prevHash: chain.hash,
    at: chain.now,
  };
  await insertAudit(tx, { ...row, hash: auditHash(row) });
}

/** What is made now gets its id only now: "coupon" before, "coupon:7" after. */
function isSame(
  known: { action: string; target: string },
  what: { action: string; target: string },
): boolean {
  return (
    known.action === what.action &&
    (known.target === what.target || known.target.startsWith(`${what.target}:`))
  );
}

function hashOf(content: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(plain(content))))
    .digest("hex");
}

export interface AuditContent {
  staffId: bigint;
  businessDate: string;
  seq: number;
  action: string;
  target: string;
  before: unknown;
  after: unknown;
  requestKey: string | null;
  ip: string;
  role: string;
  prevHash: string;
  at: Date;
}

/** sha256 over the chain's head and the row in one fixed order; keys inside before and after are sorted, as jsonb forgets theirs. */
export function auditHash(row: AuditContent): string {
  const text = JSON.stringify([
    row.prevHash,
    String(row.staffId),
    row.businessDate,
    row.seq,
    row.action,
    row.target,
    sorted(row.before),
    sorted(row.after),
    row.requestKey,
    row.ip,
    row.role,
    row.at.toISOString(),
  ]);
  return createHash("sha256").update(text).digest("hex");
}

/** JSON values only: bigint as text, dates as ISO, undefined dropped. */
function plain(value: unknown): unknown {
  if (value === undefined) return null;
  return JSON.parse(JSON.stringify(value, (_key, v: unknown) => (typeof v === "bigint" ? String(v) : v)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, v]) => [key, sorted(v)]),
  );
}
