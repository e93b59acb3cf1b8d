/**
 * Handles outbox rows: a batch of all buckets that are free in one transaction with its removal, so the effect happens exactly once. A
 * batch that fails is taken in parts until the bad row is alone; it is set back, and after ten tries aside with an alarm, while the others
 * go on.
 */
import { randomUUID } from "node:crypto";
import { raiseAlarm, resolveAlarms } from "../alarm/raise.ts";
import type { Tx } from "../db/database.ts";
import type { Services } from "../services.ts";
import {
  allDone,
  BATCH,
  leaseBuckets,
  leaseThese,
  type Pending,
  readyConsumers,
  removeRows,
  setBack,
  stillReady,
  takeRows,
} from "./consume-store.ts";
import type { Consumer, Topic } from "./store.ts";

const MAX_TRIES = 10;

/**
 * A consumer's work on one batch inside the transaction. What it returns runs after the commit, at most once: calls to the outside.
 */
export type Handler = (
  tx: Tx,
  rows: readonly Pending[],
  services: Services,
) => Promise<(() => Promise<void>) | undefined>;

/** One round over everything ready for these consumers. @returns true when there may be more to do at once */
export async function consumeOnce(
  services: Services,
  handlers: Partial<Record<Consumer, Handler>>,
): Promise<boolean> {
  let more = false;
  const consumers = Object.keys(handlers) as Consumer[];
  for (const consumer of await readyConsumers(services.database.query, consumers)) {
    const handler = handlers[consumer];
    if (handler) more = (await consumeBatch(services, { consumer, handler })) || more;
  }
  return more;
}

/** What a batch is of. */
export interface Work {
  consumer: Consumer;
  handler: Handler;
  /** A topic that somebody else takes. */
  besides?: Topic | undefined;
  /** Most buckets to take; all by default. */
  share?: number;
}

/** One batch; one that fails goes in smaller and smaller parts. @returns true when there may be more to do at once */
export function consumeBatch(services: Services, work: Work): Promise<boolean> {
  return batch(services, work).catch(async (error: unknown) => {
    services.log.error("outbox batch", error, { consumer: work.consumer });
    await inParts(services, work);
    return false;
  });
}

export const BUCKETS = 16;
export const holder = randomUUID();

/** All of a batch are of one topic: each posting locks accounts in order, and two after the other in one transaction would not. */
function ofOneTopic(rows: readonly Pending[]): Pending[] {
  return rows.filter(({ topic }) => topic === rows[0]?.topic);
}

/** @returns true when the batch was full, or held one row of an order that may have more waiting */
async function batch(
  services: Services,
  { consumer, handler, besides, share = BUCKETS }: Work,
): Promise<boolean> {
  const { more, after } = await services.database.transact(async (tx) => {
    const buckets = await leaseBuckets(tx, consumer, share, holder);
    const ready = await takeRows(tx, consumer, { buckets, besides, limit: BATCH });
    const rows = ofOneTopic(ready);
    if (rows.length === 0) return { more: false, after: undefined };
    const afterCommit = await handler(tx, rows, services);
    await finish(tx, consumer, rows);
    const left = ready.length === BATCH || rows.length < ready.length;
    return { more: left || rows.some((row) => row.order_no !== null), after: afterCommit };
  });
  await after?.();
  return more;
}

/** What worked is removed; where a person had sent it off again, its alarm is over too, unless it is another one's as well. */
async function finish(tx: Tx, consumer: Consumer, rows: readonly Pending[]): Promise<void> {
  await removeRows(tx, rows);
  const retried = rows.filter((row) => row.retried);
  if (retried.length === 0) return;
  const refs = (await allDone(tx, consumer, retried)).map((ref) => `${consumer}:${ref}`);
  if (refs.length > 0) await resolveAlarms(tx, "outbox_failed", refs, "重试成功，自动解决");
}

/** Once more what failed: halves of halves, until the bad one is alone and is set back. */
async function inParts(services: Services, work: Work): Promise<void> {
  const { consumer, besides, share = BUCKETS } = work;
  const rows = await services.database.transact(async (tx) => {
    const buckets = await leaseBuckets(tx, consumer, share, holder);
    return ofOneTopic(await takeRows(tx, consumer, { buckets, besides, limit: BATCH }));
  });
  const half = Math.ceil(rows.length / 2);
  for (const part of [rows.slice(0, half), rows.slice(half)]) await tryPart(services, work, part);
}

async function tryPart(services: Services, work: Work, rows: readonly Pending[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  try {
    await handleStillReady(services, work, rows);
  } catch (error) {
    if (rows.length === 1) return setAside(services, work.consumer, first, error);
    const half = Math.ceil(rows.length / 2);
    for (const part of [rows.slice(0, half), rows.slice(half)]) await tryPart(services, work, part);
  }
}

async function handleStillReady(
  services: Services,
  { consumer, handler }: Work,
  rows: readonly Pending[],
): Promise<void> {
  const bucketOf = (row: Pending) => Number(row.owner_id % BigInt(BUCKETS));
  const after = await services.database.transact(async (tx) => {
    const mine = new Set(await leaseThese(tx, consumer, [...new Set(rows.map(bucketOf))]));
    const ready = await stillReady(tx, consumer, rows);
    const some = rows.filter((row) => mine.has(bucketOf(row)) && ready.has(row.id));
    if (some.length === 0) return undefined;
    const afterCommit = await handler(tx, some, services);
    await finish(tx, consumer, some);
    return afterCommit;
  });
  await after?.();
}

async function setAside(services: Services, consumer: Consumer, row: Pending, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  await services.database.transact(async (tx) => {
    if (!(await setBack(tx, row, reason, MAX_TRIES))) return;
    await raiseAlarm(tx, {
      kind: "outbox_failed",
      ref: `${consumer}:${row.ref}`,
      title: "后台任务多次失败，已搁置；排除原因后在「搁置任务」里重试，或把本告警标记为解决",
      detail: { consumer, topic: row.topic, ref: row.ref, reason },
    });
  });
}
