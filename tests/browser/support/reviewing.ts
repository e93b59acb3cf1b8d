/** What comes before a review: an order that was paid, sent and received. */
import { type Caller, newKey } from "../../support/people.ts";
import type { Books } from "./books.ts";
import type { Shopper } from "./people.ts";
import { becomes } from "./reading.ts";

/** One piece of each SKU, received by this customer. @returns the order's number */
export async function receivedOrder(
  books: Books,
  { customer, staff }: { customer: Shopper; staff: Caller },
  skus: readonly string[],
): Promise<string> {
  const { id: addressId } = await customer.api.address.create({
    ...{ request_key: newKey(), recipient: "季禾", phone: "13812345678", region_code: "530102" },
    ...{ detail: "翠湖北路 8 号", is_default: true },
  });
  const quote = await customer.api.quote.create({
    source: "buy_now",
    lines: skus.map((sku_id) => ({ sku_id, quantity: 1 })),
    address_id: addressId,
    coupon: "none",
  });
  const { no } = await customer.api.order.submit({ quote_id: quote.id, payable_fen: quote.payable_fen });
  const { params } = await customer.api.payment.start({ no });
  await books.wechat.pay({
    prepay_id: (params?.package ?? "").replace("prepay_id=", ""),
    openid: customer.openid,
  });
  const state = async () => (await customer.api.order.get({ no })).state;
  await becomes(state, "awaiting_shipment");
  await staff.api.console.order.ship({ no, carrier: "顺丰速运", tracking_no: "SF1234567890" });
  await customer.api.order.receive({ no });
  return no;
}

/** How the person's reviews of this order stand, by line. */
export async function reviewStates({ api }: Shopper, no: string): Promise<(string | null)[]> {
  const { lines } = await api.review.lines({ no });
  return lines.map(({ review }) => review?.state ?? null);
}
