/** A shop that has lived over three months, and the promoter whose statements are looked at. */
import { DAY_MS } from "@banyan/kernel";
import { type Lived, livedShop } from "../books/lived.ts";
import { askRefund, paidOrder, ship } from "../support/orders.ts";

/** The promoter is called what a spreadsheet would compute. */
export const NICKNAME = "=1+1 阿布";

export async function threeMonths(name: string): Promise<Lived> {
  const lived = await livedShop(name);
  await lived.person.api.customer.update({ nickname: NICKNAME, avatar: null });
  await secondMonth(lived);
  await lived.shop.advance(32 * DAY_MS);
  // What waited for its owner's confirmation has come back by now.
  await lived.shop.settle();
  return lived;
}

/** An order of the month after is received and settles; another one is partly refunded before it does. */
async function secondMonth({ shop, buyer, wants }: Lived): Promise<void> {
  await shop.advance(31 * DAY_MS);
  await shop.sql(
    "UPDATE binding SET expires_at = business_now() + interval '30 days' WHERE ended_at IS NULL",
  );
  const { no } = await paidOrder(shop, buyer, wants);
  await ship(shop.owner, no);
  await buyer.api.order.receive({ no });
  await shop.advance(8 * DAY_MS);
  await shop.settle();
  const { no: again } = await paidOrder(shop, buyer, wants);
  const asked = await askRefund(buyer, again, [{ line_no: 1, quantity: 1, amount_fen: 3333 }]);
  await shop.owner.api.console.aftersale.approve({ no: asked, confirm_fen: 3333 });
  await shop.settle();
}
