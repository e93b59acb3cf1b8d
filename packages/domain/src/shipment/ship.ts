import type { Fulfilment, OrderState } from "@banyan/kernel";

/** parcels and services are indexes into the order's lines that still have something to send or to perform. */
export type ShipAnswer =
  | { kind: "ok"; parcels: number[]; services: number[] }
  | { kind: "refused"; refusal: "order_not_shippable" | "aftersale_open" }
  | { kind: "missing"; field: "carrier" | "tracking_no" };

/**
 * What is sent when the operator ships an order: all lines with units that were not refunded, parcels and services apart.
 * Refusals, first to last: order_not_shippable, aftersale_open, nothing left to send (order_not_shippable), then the
 * missing fields, which only parcels need.
 */
export function decideShip(
  order: {
    state: OrderState;
    hasOpenAftersale: boolean;
    lines: readonly { fulfilment: Fulfilment; quantity: number; refundedQuantity: number }[];
  },
  p: { carrier?: string | undefined; trackingNo?: string | undefined },
): ShipAnswer {
  if (order.state !== "awaiting_shipment") return { kind: "refused", refusal: "order_not_shippable" };
  if (order.hasOpenAftersale) return { kind: "refused", refusal: "aftersale_open" };

  const toSend = [...order.lines.entries()].filter(([, line]) => line.refundedQuantity < line.quantity);
  if (toSend.length === 0) return { kind: "refused", refusal: "order_not_shippable" };
  const parcels = toSend.filter(([, line]) => line.fulfilment === "parcel").map(([index]) => index);
  const services = toSend.filter(([, line]) => line.fulfilment === "service").map(([index]) => index);
  if (parcels.length > 0 && !p.carrier) return { kind: "missing", field: "carrier" };
  if (parcels.length > 0 && !p.trackingNo) return { kind: "missing", field: "tracking_no" };
  return { kind: "ok", parcels, services };
}
