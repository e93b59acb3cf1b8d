/** Orders that have come some way, for tests that begin there. */
import type { Buyer, Clerk, Ordered, Want } from "./people.ts";
import { newKey } from "./people.ts";
import type { Shop } from "./shop.ts";

/** Paid, and the shop knows. */
export async function paidOrder(shop: Shop, buyer: Buyer, wants: readonly Want[]): Promise<Ordered> {
  const [order] = await paidOrders(shop, [buyer], wants);
  if (!order) throw new Error("no order was made");
  return order;
}

/** One paid order of each buyer. */
export async function paidOrders(
  shop: Shop,
  buyers: readonly Buyer[],
  wants: readonly Want[],
): Promise<Ordered[]> {
  const orders = await Promise.all(
    buyers.map(async (buyer) => {
      const order = await buyer.buy(wants);
      await buyer.pay(order.no);
      return order;
    }),
  );
  await shop.simulator.control.pump();
  return orders;
}

export async function ship(clerk: Clerk, no: string): Promise<void> {
  await clerk.api.console.order.ship({ no, carrier: "顺丰速运", tracking_no: "SF1234567890" });
}

/** Asks for so many units and so much money of each line. @returns the case's number */
export async function askRefund(
  buyer: Buyer,
  no: string,
  lines: readonly { line_no: number; quantity: number; amount_fen: number }[],
  requestKey: string = newKey(),
): Promise<string> {
  const opened = await buyer.api.aftersale.create({
    request_key: requestKey,
    order_no: no,
    lines: [...lines],
    reason: "不想要了",
  });
  return opened.no;
}

/** Runs both at the same moment, the second's start a random hair later or earlier. */
export async function together<A, B>(first: () => Promise<A>, second: () => Promise<B>): Promise<[A, B]> {
  const early = Math.random() < 0.5;
  const hair = new Promise((resolve) => setTimeout(resolve, Math.random() * 6));
  return Promise.all([early ? first() : hair.then(first), early ? hair.then(second) : second()]);
}
