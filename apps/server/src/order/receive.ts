/** Confirm receipt. Receive and refund lock the order's row first, so whichever comes second sees the other (B16). */
import { decideReceive } from "@banyan/domain";
import { ownerOf } from "@banyan/kernel";
import { refuse } from "../http/refusal.ts";
import { enqueue } from "../outbox/store.ts";
import type { Services } from "../services.ts";
import type { CustomerActor } from "../session/session.ts";
import { addEvent, lockOrder, markReceived } from "./store.ts";

/** A second tap finds the order completed and changes nothing. @throws Refusal not_found, aftersale_open, order_not_receivable */
export async function receiveOrder(services: Services, customer: CustomerActor, no: string): Promise<void> {
  if (ownerOf("order", no) !== customer.id) refuse("not_found");
  const { aftersale_days } = await services.settings.get("order");
  await services.database.transact(async (tx) => {
    const order = (await lockOrder(tx, customer.id, no)) ?? refuse("not_found");
    if (order.state === "completed" && !order.aftersale_open) return;
    const decision = decideReceive({ state: order.state, hasOpenAftersale: order.aftersale_open });
    if (decision !== "ok") refuse(decision);
    await markReceived(tx, customer.id, no, order.now, aftersale_days);
    await addEvent(tx, { buyerId: customer.id, no, kind: "received", at: order.now });
    await enqueue(tx, order.now, [{ ownerId: customer.id, topic: "order.received", ref: no }]);
  });
}
