/** Customers who buy and promoters who withdraw, on and on; what they were told is noted, to be asked for after a crash. */
import { ApiRefusal } from "./client.ts";
import type { Pair } from "./commission.ts";
import type { Product } from "./goods.ts";
import { newKey } from "./people.ts";
import type { Shop } from "./shop.ts";

/** What the shop has said yes to. */
export interface Acknowledged {
  orders: string[];
  refunds: string[];
  withdrawals: string[];
  /** Requests that failed under somebody's hands, as they may in a crash. */
  failed: number;
  /** Refusals by their word. */
  refused: Record<string, number>;
}

export interface Load {
  acknowledged: Acknowledged;
  /** Resolves when everybody has finished what they were at. */
  stop(): Promise<void>;
}

/** Everybody acts one thing after the other and pauses a moment where the shop does not answer. */
export function startLoad(shop: Shop, pairs: readonly Pair[], tea: Product, next: () => number): Load {
  const acknowledged: Acknowledged = { orders: [], refunds: [], withdrawals: [], failed: 0, refused: {} };
  let stopped = false;
  const again = async (work: () => Promise<void>): Promise<void> => {
    while (!stopped) {
      try {
        await work();
      } catch (error) {
        // A refusal is an answer; everything else is a shop that is down.
        if (error instanceof ApiRefusal && error.status < 500) {
          const { refused } = acknowledged;
          refused[error.code] = (refused[error.code] ?? 0) + 1;
        } else acknowledged.failed += 1;
      }
      await new Promise((resolve) => setTimeout(resolve, 20 + next() * 60));
    }
  };
  const people = pairs.flatMap((pair) => [
    again(() => buy(shop, pair, tea, acknowledged, next() < 0.3)),
    again(() => withdraw(shop, pair, acknowledged)),
  ]);
  return {
    acknowledged,
    stop: async () => {
      stopped = true;
      await Promise.all(people);
    },
  };
}

async function buy(
  shop: Shop,
  { buyer }: Pair,
  tea: Product,
  acknowledged: Acknowledged,
  giveBack: boolean,
): Promise<void> {
  const { no } = await buyer.buy([{ sku: tea.sku }]);
  acknowledged.orders.push(no);
  await buyer.pay(no);
  if (!giveBack) return;
  if ((await buyer.api.payment.check({ no })).state !== "paid") return;
  const made = await buyer.api.aftersale.create({
    request_key: newKey(),
    order_no: no,
    lines: [{ line_no: 1, quantity: 1, amount_fen: 3333 }],
    reason: "不想要了",
  });
  await shop.owner.api.console.aftersale.approve({ no: made.no, confirm_fen: 3333 });
  acknowledged.refunds.push(made.no);
}

async function withdraw(shop: Shop, { promoter }: Pair, acknowledged: Acknowledged): Promise<void> {
  const { no } = await promoter.api.withdrawal.request({ request_key: newKey(), amount_fen: 100 });
  acknowledged.withdrawals.push(no);
  for (let looks = 0; looks < 20; looks += 1) {
    const { confirm } = await promoter.api.withdrawal.get({ no });
    if (confirm) {
      await shop.simulator.control.confirmTransfer({
        package_info: confirm.package,
        openid: promoter.openid,
      });
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
