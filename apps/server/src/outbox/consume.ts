/**
 * Handles outbox rows: a batch of all buckets that are free in one transaction with its removal, so the effect happens exactly once. A
 * batch that fails is taken row by row; the bad one is set back, and after ten tries aside with an alarm, while the others go on.
 */
import { randomUUID } from "node:crypto";
import { raiseAlarm } from "../alarm/raise.ts";
import type { Tx } from "../db/database.ts";
import type { Services } from "../services.ts";
import {
  BATCH,
  leaseBuckets,
  type Pending,
  readyBuckets,
  removeRows,
  setBack,
  takeRows,
} from "./consume-store.ts";
import type { Consumer } from "./store.ts";

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
  for (const { consumer, buckets } of await readyBuckets(services.database.query, consumers)) {
    const handler = handlers[consumer];
    if (!handler) continue;
    const again = await batch(services, consumer, buckets, handler).catch(async (error: unknown) => {
      services.log.error("outbox batch", error, { consumer });
      await oneByOne(services, consumer, buckets, handler);
      return false;
    });
    more ||= again;
  }
  return more;
}

const holder = randomUUID();

/** @returns true when the batch was full, or held one row of an order that may have more waiting */
async function batch(
  services: Services,
  consumer: Consumer,
  buckets: readonly number[],
  handler: Handler,
): Promise<boolean> {
  const { more, after } = await services.database.transact(async (tx) => {
    const mine = await leaseBuckets(tx, consumer, buckets, holder);
    const rows = await takeRows(tx, consumer, mine, BATCH);
    if (rows.length === 0) return { more: false, after: undefined };
    const afterCommit = await handler(tx, rows, services);
    await removeRows(tx, rows);
    return { more: rows.length === BATCH || rows.some((row) => row.order_no !== null), after: afterCommit };
  });
  await after?.();
  return more;
}

async function oneByOne(
  services: Services,
  consumer: Consumer,
  buckets: readonly number[],
  handler: Handler,
): Promise<void> {
  const rows = await services.database.transact(async (tx) => {
    const mine = await leaseBuckets(tx, consumer, buckets, holder);
    return takeRows(tx, consumer, mine, BATCH);
  });
  for (const row of rows) {
    try {
      const after = await services.database.transact(async (tx) => {
        const mine = await leaseBuckets(tx, consumer, [Number(row.owner_id % 16n)], holder);
        const still = (await takeRows(tx, consumer, mine, BATCH)).some(
          (r) => r.id === row.id && r.owner_id === row.owner_id,
        );
        if (!still) return undefined;
        const afterCommit = await handler(tx, [row], services);
        await removeRows(tx, [row]);
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
      title: "后台任务多次失败，已搁置；排除原因后把本告警标记为解决，任务会重新执行",
      detail: { consumer, topic: row.topic, ref: row.ref, reason },
    });
  });
}
