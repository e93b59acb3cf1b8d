/**
 * A flood of one topic: several lanes at a time, each with a share of the buckets, take rows off and act on them in one statement of
 * thousands. What fails at once is taken again in small batches with care.
 */
import type { RawBuilder } from "kysely";
import { type Tx, violates } from "../db/database.ts";
import type { Services } from "../services.ts";
import { BUCKETS, consumeBatch, type Handler, holder } from "./consume.ts";
import { countReady, leaseBuckets, takenAtOnce } from "./consume-store.ts";
import type { Consumer, Topic } from "./store.ts";

export interface Flood {
  consumer: Consumer;
  /** What comes in floods: the first topic that an order tells of. */
  topic: Topic;
  /** Acts on the rows of a CTE (owner_id, order_no, event_at) that takes them off. @returns how many they were */
  atOnce: (tx: Tx, taken: RawBuilder<unknown>) => Promise<number>;
  /** The key that rows break which are no news; the handler knows what to do with them. */
  repeats: string;
  /** Every other topic, and this one where it failed at once. */
  handler: Handler;
}

/** Larger ones save little; other work on the same accounts waits for the end of one, some ten milliseconds. */
const AT_ONCE = 6_000;
/** Fewer rows than this are not worth a second lane. */
const WORTH_LANES = 1_000;
/** A lane looks after the other topics at least this often. */
const ROUNDS = 8;

/** One round over what is ready. @param lanes connections to work with at most @returns true when there may be more to do at once */
export async function drainFlood(services: Services, flood: Flood, lanes: number): Promise<boolean> {
  const ready = await countReady(services.database.query, flood.consumer, WORTH_LANES);
  if (ready === 0) return false;
  const count = ready < WORTH_LANES ? 1 : lanes;
  const share = Math.ceil(BUCKETS / count);
  const left = await Promise.all(Array.from({ length: count }, () => lane(services, flood, share)));
  return left.includes(true);
}

async function lane(services: Services, flood: Flood, share: number): Promise<boolean> {
  const { consumer, handler, topic, atOnce, repeats } = flood;
  let besides: Topic | undefined = topic;
  let taken = AT_ONCE;
  try {
    for (let round = 0; round < ROUNDS && taken === AT_ONCE; round += 1) {
      taken = await services.database.transact(async (tx) => {
        const buckets = await leaseBuckets(tx, consumer, share, holder);
        if (buckets.length === 0) return 0;
        return atOnce(tx, takenAtOnce(consumer, { topic, buckets, limit: AT_ONCE }));
      });
    }
  } catch (error) {
    if (!violates(error, repeats)) services.log.error("outbox flood", error, { consumer });
    besides = undefined;
    taken = 0;
  }
  const more = await consumeBatch(services, { consumer, handler, besides, share });
  return more || taken === AT_ONCE;
}
