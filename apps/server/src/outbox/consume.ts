/**
 * Handles outbox rows: a batch of all buckets that are free in one transaction with its removal, so the effect happens exactly once. A
 * batch that fails is taken row by row; the bad one is set back, and after ten tries aside with an alarm, while the others go on.
 */
import { randomUUID } from "node:crypto";
import { raiseAlarm, resolveAlarms } from "../alarm/raise.ts";
import type { Tx } from "../db/database.ts";
import type { Services } from "../services.ts";
import {
  BATCH,
  leaseBucket,
  leaseBuckets,
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

/** One batch; one that fails goes row by row. @returns true when there may be more to do at once */
export function consumeBatch(services: Services, work: Work): Promise<boolean> {
  return batch(services, work).catch(async (error: unknown) => {
    services.log.error("outbox batch", error, { consumer: work.consumer });
    await oneByOne(services, work);
    return false;
  });
}

export const BUCKETS = 16;
export const holder = randomUUID();

/**
 * All of a batch are of one topic: each posting locks accounts in order, and two after the other in one transaction would not.
 * @returns true when the batch was full, or held one row of an order that may have more waiting
 */
async function batch(
  services: Services,
  { consumer, handler, besides, share = BUCKETS }: Work,
): Promise<boolean> {
  const { more, after } = await services.database.transact(async (tx) => {
    const buckets = await leaseBuckets(tx, consumer, share, holder);
    const ready = await takeRows(tx, consumer, { buckets, besides, limit: BATCH });
    const rows = ready.filter(({ topic }) => topic === ready[0]?.topic);
    if (rows.length === 0) return { more: false, after: undefined };
    const afterCommit = await handler(tx, rows, services);
    await finish(tx, consumer, rows);
    const left = ready.length === BATCH || rows.length < ready.length;
    return { more: left || rows.some((row) => row.order_no !== null), after: afterCommit };
  });
  await after?.();
  return more;
}

/** What worked is removed; where a person had sent it off again, its alarm is over too. */
async function finish(tx: Tx, consumer: Consumer, rows: readonly Pending[]): Promise<void> {
  await removeRows(tx, rows);
  const refs = rows.filter((row) => row.retried).map((row) => `${consumer}:${row.ref}`);
  if (refs.length > 0) await resolveAlarms(tx, "outbox_failed", refs, "重试成功，自动解决");
}

async function oneByOne(
  services: Services,
  { consumer, handler, besides, share = BUCKETS }: Work,
): Promise<void> {
  const rows = await services.database.transact(async (tx) => {
    const buckets = await leaseBuckets(tx, consumer, share, holder);
    return takeRows(tx, consumer, { buckets, besides, limit: BATCH });
  });
  for (const row of rows) {
    try {
      const after = await services.database.transact(async (tx) => {
        if (!(await leaseBucket(tx, consumer, Number(row.owner_id % BigInt(BUCKETS))))) return undefined;
        if (!(await stillReady(tx, consumer, row))) return undefined;
        const afterCommit = await handler(tx, [row], services);
        await finish(tx, consumer, [row]);
        return afterCommit;
      });
      await after?.();
    } catch (error) {
      await setAside(services, consumer, row, error);
    }
  }
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
