/**
 * Outbox consumer `posting`: paid orders accrue, refunds claw back, settled orders settle. It runs beside the payment, not inside it, so
 * a star promoter's balance never holds up a customer (B13); effect and removal of the row are one transaction (B12).
 */
import { availableParallelism } from "node:os";
import type { Tx } from "../db/database.ts";
import type { Handler } from "../outbox/consume.ts";
import type { Pending } from "../outbox/consume-store.ts";
import { drainFlood } from "../outbox/lanes.ts";
import type { Services } from "../services.ts";
import { accrue, accrueTaken } from "./accrue-store.ts";
import { clawBack, type OrderEvent, postponeSettlements, settle, settleDue } from "./post-store.ts";

/** Posts a batch of one topic; of an order it holds one row at most. */
export const postingHandler: Handler = async (tx, rows) => {
  const paid = eventsOf(rows, "order.paid");
  const refunded = eventsOf(rows, "refund.done");
  const settled = eventsOf(rows, "order.settled");
  if (paid.length > 0) await accrue(tx, paid);
  if (refunded.length > 0) await clawBack(tx, refunded);
  if (settled.length > 0) await settle(tx, settled);
  return undefined;
};

/** Lanes share the database's cores with each other; more of them than cores would only wait for accounts. */
const MOST_LANES = 4;
const LANES = Math.min(MOST_LANES, availableParallelism());

/** One round of posting whatever is ready. @returns true when there may be more to do at once */
export function sweepPosting(services: Services): Promise<boolean> {
  return drainFlood(
    services,
    {
      consumer: "posting",
      topic: "order.paid",
      atOnce: accrueTaken,
      repeats: "commission_pkey",
      handler: postingHandler,
    },
    LANES,
  );
}

function eventsOf(rows: readonly Pending[], topic: Pending["topic"]): OrderEvent[] {
  return rows
    .filter((row) => row.topic === topic)
    .map((row) => ({ buyerId: row.owner_id, orderNo: row.order_no ?? row.ref, at: row.event_at }));
}

const SETTLE_LIMIT = 500;

/** One round of the settlement sweep: due orders are marked and told of; posting is the outbox's (B15). @returns true when more may be due */
export async function sweepSettle(services: Services): Promise<boolean> {
  const settled = await services.database.transact((tx) => settleDue(tx, SETTLE_LIMIT));
  return settled === SETTLE_LIMIT;
}

/**
 * The after-sale period was changed. Customers may ask for so long after receipt from now on, whenever they received: commissions
 * that wait must not settle while they may.
 */
export function aftersaleChanged(tx: Tx, days: { before: number; after: number }): Promise<void> {
  return days.after > days.before ? postponeSettlements(tx, days.after) : Promise.resolve();
}
