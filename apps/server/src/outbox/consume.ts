/**
 * Handles outbox rows bucket by bucket: a batch in one transaction with its removal, so the effect happens exactly once. A batch that
 * fails is taken row by row; the bad one is set back, and after ten tries aside with an alarm, while the others go on.
 */
import { randomUUID } from "node:crypto";
import { raiseAlarm } from "../alarm/raise.ts";
import type { Tx } from "../db/database.ts";
import type { Services } from "../services.ts";
import {
  BATCH,
  leaseBucket,
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

/** One round over everything ready. @returns true when a batch was full, so there may be more */
export async function consumeOnce(services: Services, handlers: Record<Consumer, Handler>): Promise<boolean> {
  let more = false;
  for (const { consumer, bucket } of await readyBuckets(services.database.query)) {
    const handler = handlers[consumer];
    const taken = await batch(services, consumer, bucket, handler, BATCH).catch(async (error: unknown) => {
      services.log.error("outbox batch", error, { consumer, bucket });
      return oneByOne(services, consumer, bucket, handler);
    });
    more ||= taken >= BATCH;
  }
  return more;
}

const holder = randomUUID();

async function batch(
  services: Services,
  consumer: Consumer,
  bucket: number,
  handler: Handler,
  limit: number,
): Promise<number> {
  const { count, after } = await services.database.transact(async (tx) => {
    await leaseBucket(tx, consumer, bucket, holder);
    const rows = await takeRows(tx, consumer, bucket, limit);
    if (rows.length === 0) return { count: 0, after: undefined };
    const afterCommit = await handler(tx, rows, services);
    await removeRows(tx, rows);
    return { count: rows.length, after: afterCommit };
  });
  await after?.();
  return count;
}

async function oneByOne(
  services: Services,
  consumer: Consumer,
  bucket: number,
  handler: Handler,
): Promise<number> {
  const rows = await services.database.transact(async (tx) => {
    await leaseBucket(tx, consumer, bucket, holder);
    return takeRows(tx, consumer, bucket, BATCH);
  });
  for (const row of rows) {
    try {
      const after = await services.database.transact(async (tx) => {
        await leaseBucket(tx, consumer, bucket, holder);
        const still = (await takeRows(tx, consumer, bucket, BATCH)).some(
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
  return 0;
}

async function setAside(services: Services, consumer: Consumer, row: Pending, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  await services.database.transact(async (tx) => {
    if (!(await setBack(tx, row, reason, MAX_TRIES))) return;
    await raiseAlarm(tx, {
      kind: "outbox_failed",
      ref: `${consumer}:${row.ref}`,
      title: "后台任务多次失败，已搁置",
      detail: { consumer, topic: row.topic, ref: row.ref, reason },
    });
  });
}
