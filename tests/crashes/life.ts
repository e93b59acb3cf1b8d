/**
 * One small life of money: bought, paid, shipped, partly refunded, received, settled, withdrawn, confirmed. Whoever acts does it again
 * when it failed under their hands, as people do; the worker's jobs run one after the other, so that step n is step n each time.
 */
import { DAY_MS } from "@banyan/kernel";
import { planOf } from "@banyan/server/worker/worker.ts";
import { expect } from "vitest";
import { ApiRefusal } from "../support/client.ts";
import { makePair, movesOf, type Pair } from "../support/commission.ts";
import type { Crash, Harm } from "../support/crash.ts";
import type { Product } from "../support/goods.ts";
import { ship } from "../support/orders.ts";
import { type Clerk, newKey } from "../support/people.ts";
import { balancesOf } from "../support/relation.ts";
import { isQuiet, type Shop } from "../support/shop.ts";
import { billsOf, confirmAs } from "../support/withdrawals.ts";

export interface Stage {
  shop: Shop;
  crash: Crash;
  /** 3 units at 3333. */
  tea: Product;
  clerk: Clerk;
}

const JOBS = ["close", "receive", "settle", "refunds", "payouts", "outbox", "posting"] as const;
const MAX_TRIES = 12;
const MAX_ROUNDS = 40;
/** More than WeChat takes for a refund or a transfer. */
const WECHAT_MS = 5_000;

export class Life {
  readonly stage: Stage;
  /** What was struck, in its order. */
  readonly struck: string[] = [];
  readonly #waiting: Harm[];

  constructor(stage: Stage, harms: readonly Harm[]) {
    this.stage = stage;
    this.#waiting = [...harms];
  }

  /** @returns how many steps to the outside it took */
  async live(): Promise<number> {
    const { shop, crash } = this.stage;
    const pair = await makePair(shop);
    await pair.buyer.address();
    crash.set(this.#waiting.shift() ?? null);
    const no = await this.#order(pair);
    const withdrawal = await this.#withdraw(pair, no);
    const { steps } = crash;
    crash.set(null);
    await this.#isRight(pair, no, withdrawal);
    if (this.struck.length === 0) expect(shop.errors).toEqual([]);
    shop.errors.length = 0;
    return steps;
  }

  async #order(pair: Pair): Promise<string> {
    const { shop, tea, clerk } = this.stage;
    const { buyer } = pair;
    const quote = await this.#act(() => buyer.quote([{ sku: tea.sku, quantity: 3 }]));
    const order = await this.#act(() =>
      buyer.api.order.submit({ quote_id: quote?.id ?? "", payable_fen: 9999 }),
    );
    const no = order?.no ?? "";
    const prepay_id = await this.#act(() => buyer.prepay(no));
    const paid = await shop.simulator.control.pay({ prepay_id: prepay_id ?? "", openid: buyer.openid });
    expect(paid.result).toBe("success");
    await this.#rest();
    await this.#act(() => ship(shop.owner, no), ["order_not_shippable"]);
    const request_key = newKey();
    await this.#act(() =>
      clerk.api.console.order.refund({
        no,
        request_key,
        lines: [{ line_no: 1, quantity: 1, amount_fen: 3333 }],
        with_freight: false,
        reason: "其他",
        confirm_fen: 3333,
      }),
    );
    await this.#rest();
    await this.#act(() => buyer.api.order.receive({ no }), ["order_not_receivable"]);
    await shop.advance(7 * DAY_MS + 60_000);
    await this.#rest();
    return no;
  }

  async #withdraw({ promoter }: Pair, no: string): Promise<string> {
    const { clerk, shop } = this.stage;
    expect(await balancesOf(shop, promoter), `after settlement of ${no}`).toBe("0 0 666 0 0");
    const request_key = newKey();
    const made = await this.#act(() => promoter.api.withdrawal.request({ request_key, amount_fen: 666 }));
    const withdrawal = made?.no ?? "";
    await this.#act(
      () => clerk.api.console.withdrawal.approve({ no: withdrawal, confirm_fen: 666 }),
      ["withdrawal_decided"],
    );
    await this.#rest();
    expect(await this.#act(() => confirmAs(shop, promoter, withdrawal))).toBe("success");
    await this.#rest();
    return withdrawal;
  }

  /** Every fen is where it belongs, and what others were told to do was done once. */
  async #isRight({ buyer, promoter }: Pair, no: string, withdrawal: string): Promise<void> {
    const { shop } = this.stage;
    const [row] = await shop.sql(
      `SELECT o.state, o.refunded_fen, w.state AS withdrawal,
         (SELECT count(*)::int FROM orders a WHERE a.buyer_id = o.buyer_id) AS orders,
         (SELECT count(*)::int FROM payment_fact f WHERE f.buyer_id = o.buyer_id) AS payments,
         (SELECT count(*)::int FROM refund r WHERE r.buyer_id = o.buyer_id) AS refunds,
         (SELECT sum(-delta)::int FROM stock_log s WHERE s.ref = o.no) AS sold,
         (SELECT count(*)::int FROM notice n WHERE n.customer_id = o.buyer_id) AS notices,
         (SELECT count(*)::int FROM withdrawal v WHERE v.owner_id = w.owner_id) AS withdrawals
       FROM orders o, withdrawal w WHERE o.no = $1 AND w.no = $2`,
      [no, withdrawal],
    );
    expect(row).toEqual({
      state: "completed",
      refunded_fen: "3333",
      withdrawal: "paid",
      orders: 1,
      payments: 1,
      refunds: 1,
      sold: 3,
      notices: 3,
      withdrawals: 1,
    });
    expect(await movesOf(shop, promoter, no)).toEqual(["accrue 999", "clawback 333", "settle 666"]);
    expect(await movesOf(shop, promoter, withdrawal)).toEqual(["reserve 666", "payout 666"]);
    expect(await balancesOf(shop, promoter)).toBe("0 0 0 0 0");
    expect((await billsOf(shop, promoter)).map((bill) => bill.split(" ").slice(1))).toEqual([
      ["666", "SUCCESS"],
    ]);
    const { orders, refunds } = await shop.simulator.control.state();
    const mine = orders.filter((one) => one.openid === buyer.openid && one.transaction_id !== null);
    expect(mine).toHaveLength(1);
    const back = refunds.filter((one) => mine.some((order) => order.out_trade_no === one.out_trade_no));
    expect(back.map((one) => [one.amount, one.status])).toEqual([[3333, "SUCCESS"]]);
  }

  /** @param already words of a refusal that mean: the try that was cut off had done it */
  async #act<T>(work: () => Promise<T>, already: readonly string[] = []): Promise<T | undefined> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await work();
      } catch (error) {
        const struck = this.#goOn();
        if (!struck && error instanceof ApiRefusal && tries > 1 && already.includes(error.code))
          return undefined;
        // A kept connection that the server closed just then is life, too: people try again.
        const network = error instanceof TypeError && error.message === "fetch failed";
        if ((!struck && !network && tries === 1) || tries === MAX_TRIES) throw error;
      } finally {
        this.#goOn();
      }
    }
  }

  /** The worker and WeChat, until nobody has anything to do. */
  async #rest(): Promise<void> {
    const { shop } = this.stage;
    const plan = planOf(shop.workerServices);
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      await this.#hear();
      this.#goOn();
      await shop.sql("UPDATE refund SET next_try_at = now() WHERE state IN ('created', 'processing')");
      await shop.sql(
        "UPDATE payout SET next_try_at = now() WHERE state NOT IN ('success', 'fail', 'cancelled')",
      );
      await shop.sql("UPDATE outbox SET due_at = now() WHERE failure IS NULL");
      for (const name of JOBS) {
        try {
          while (await plan[name].work());
        } catch (error) {
          if (!this.#goOn()) throw error;
        }
        this.#goOn();
      }
      await this.#hear();
      this.#goOn();
      if (!(await this.#isWaiting()) && (await isQuiet(shop))) return;
      await shop.advance(61_000);
    }
    throw new Error("the shop did not come to rest");
  }

  /** For a callback that WeChat sends again later, or for the package of a payout whose answer was lost. */
  async #isWaiting(): Promise<boolean> {
    const { shop } = this.stage;
    const coming = (await shop.simulator.control.callbacks()).some((one) => one.state === "pending");
    const lost = await shop.sql("SELECT FROM payout WHERE state = 'confirming' AND package_info IS NULL");
    return coming || lost.length > 0;
  }

  /** What takes WeChat a moment is done, and told of. */
  async #hear(): Promise<void> {
    const { control } = this.stage.shop.simulator;
    await control.advanceClock(WECHAT_MS);
    await this.stage.crash.deliver(() => control.pump());
  }

  /** After a strike: the process starts again, and the next harm waits. @returns whether there was one */
  #goOn(): boolean {
    const { crash } = this.stage;
    if (crash.struck === null) return false;
    this.struck.push(crash.struck);
    crash.set(this.#waiting.shift() ?? null);
    return true;
  }
}
