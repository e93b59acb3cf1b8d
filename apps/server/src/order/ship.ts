/** Hand over everything that is not refunded: parcels with carrier and number, services as done. Called inside the console's action. */
import { decideShip } from "@banyan/domain";
import { DAY_MS, later } from "@banyan/kernel";
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { newNumber } from "../number.ts";
import { enqueue } from "../outbox/store.ts";
import { insertShipment } from "../shipment/store.ts";
import { addEvent, lockOrder, markShipped, readLines } from "./store.ts";

export interface ShipRequest {
  buyerId: bigint;
  no: string;
  carrier?: string | undefined;
  trackingNo?: string | undefined;
  note: string;
  receiveDays: number;
}

/** @throws Refusal not_found, order_not_shippable, aftersale_open, invalid_input at carrier or tracking_no */
export async function shipOrder(tx: Tx, p: ShipRequest): Promise<{ before: unknown; after: unknown }> {
  const order = (await lockOrder(tx, p.buyerId, p.no)) ?? refuse("not_found");
  const lines = await readLines(tx, p.buyerId, p.no);
  const decision = decideShip(
    {
      state: order.state,
      hasOpenAftersale: order.aftersale_open,
      lines: lines.map((line) => ({
        fulfilment: line.fulfilment,
        quantity: line.quantity,
        refundedQuantity: line.refunded_quantity,
      })),
    },
    { ...(p.carrier ? { carrier: p.carrier } : {}), ...(p.trackingNo ? { trackingNo: p.trackingNo } : {}) },
  );
  if (decision.kind === "refused") refuse(decision.refusal);
  if (decision.kind === "missing") {
    const message = decision.field === "carrier" ? "请填写快递公司" : "请填写运单号";
    refuse("invalid_input", { field: decision.field, message });
  }
  const numbers = (indexes: readonly number[]) => indexes.flatMap((index) => lines[index]?.line_no ?? []);
  const parcels = numbers(decision.parcels);
  const services = numbers(decision.services);
  const ship = (fulfilment: "parcel" | "service", lineNos: number[]) =>
    insertShipment(tx, {
      buyerId: p.buyerId,
      no: newNumber("shipment", p.buyerId, order.now),
      orderNo: p.no,
      fulfilment,
      carrier: fulfilment === "parcel" ? (p.carrier ?? null) : null,
      trackingNo: fulfilment === "parcel" ? (p.trackingNo ?? null) : null,
      lineNos,
      at: order.now,
    });
  if (parcels.length > 0) await ship("parcel", parcels);
  if (services.length > 0) await ship("service", services);
  await markShipped(tx, p.buyerId, p.no, order.now, later(order.now, p.receiveDays * DAY_MS));
  const kind = parcels.length > 0 ? "shipped" : "served";
  const note = parcels.length > 0 ? `${p.carrier} ${p.trackingNo}${p.note ? `，${p.note}` : ""}` : p.note;
  await addEvent(tx, { buyerId: p.buyerId, no: p.no, kind, at: order.now, note });
  await enqueue(tx, order.now, [{ ownerId: p.buyerId, topic: "order.shipped", ref: p.no }]);
  return {
    before: { state: order.state },
    after: { state: "awaiting_receipt", carrier: p.carrier ?? null, tracking_no: p.trackingNo ?? null },
  };
}
