/** Orders of a long life: bought by many at once, paid or not, refunded before and after settlement, and what the bookkeeper is told of it. */
import { DAY_MS, MINUTE_MS } from "@banyan/kernel";
import { MARKET_CATEGORY, mostFor } from "@banyan/testkit";
import { wordOf } from "../../support/client.ts";
import { refundByShop } from "../../support/commission.ts";
import { ship } from "../../support/orders.ts";
import { type Clerk, newKey } from "../../support/people.ts";
import type { LongWorld } from "./world.ts";

const UNPAID_MS = 30 * MINUTE_MS;
const RECEIVE_MS = 10 * DAY_MS;
const TAPS = 5;

interface LongLine {
  sku: number;
  quantity: number;
  baseFen: bigint;
  refundedFen: bigint;
  refundedQuantity: number;
  refundingFen: bigint;
  refundingQuantity: number;
}
interface Ask {
  line_no: number;
  quantity: number;
  amount_fen: number;
}
export interface LongOrder {
  name: string;
  no: string;
  buyer: number;
  lines: LongLine[];
  state: "unpaid" | "closed" | "paid" | "shipped" | "received" | "refunded";
  at: number;
  /** Receives by the timer. */
  slow: boolean;
  /** What the buyer has asked for and nobody has decided. */
  open: { no: string; asks: Ask[] } | null;
  refunds: number;
}

export class LongOrders {
  readonly #world: LongWorld;
  readonly all: LongOrder[] = [];

  constructor(world: LongWorld) {
    this.#world = world;
  }

  /** Everybody buys a few times, one after another; all of them at once. */
  async buy(count: number): Promise<void> {
    const baskets = Array.from({ length: count }, () => this.#basket());
    const byBuyer = Map.groupBy(baskets, ({ buyer }) => buyer);
    await Promise.all(
      [...byBuyer.values()].map(async (mine) => {
        for (const order of mine) await this.#submit(order);
      }),
    );
    const paying = baskets.filter((order) => order.state === "paid");
    await this.#world.shop.simulator.control.pump();
    for (const order of paying) this.#world.tell({ kind: "order_paid", order: order.name });
  }

  #basket(): LongOrder {
    const world = this.#world;
    const skus = new Set(
      Array.from({ length: world.between(1, 3) }, () => world.between(0, world.skus.length - 1)),
    );
    const nothing = {
      baseFen: 0n,
      refundedFen: 0n,
      refundedQuantity: 0,
      refundingFen: 0n,
      refundingQuantity: 0,
    };
    const order: LongOrder = {
      ...{ name: String(this.all.length), no: "", buyer: world.between(0, world.buyers.length - 1) },
      lines: [...skus].map((sku) => ({ sku, quantity: world.between(1, 4), ...nothing })),
      ...{
        state: world.chance(0.94) ? "paid" : "unpaid",
        at: world.now,
        slow: world.chance(0.1),
        open: null,
        refunds: 0,
      },
    };
    this.all.push(order);
    return order;
  }

  async #submit(order: LongOrder): Promise<void> {
    const world = this.#world;
    const buyer = world.buyer(String(order.buyer));
    world.tell({
      kind: "order_submitted",
      ...{ order: order.name, buyer: String(order.buyer), plan: world.plan },
      lines: order.lines.map(({ sku, quantity }, index) => ({
        lineNo: index + 1,
        line: {
          ...{
            sku: String(sku),
            product: String(sku),
            categories: [MARKET_CATEGORY],
            quantity,
            promotion: null,
          },
          net_fen: (world.prices[sku] ?? 0) * quantity,
        },
      })),
    });
    const reckoned = world.book.orders.get(order.name)?.lines ?? [];
    for (const [index, line] of order.lines.entries()) line.baseFen = reckoned[index]?.result.base_fen ?? -1n;
    const wants = order.lines.map(({ sku, quantity }) => ({ sku: world.skus[sku] ?? "", quantity }));
    const { no, payable_fen } = await buyer.buy(wants);
    order.no = no;
    const payable = order.lines.reduce((sum, { baseFen }) => sum + baseFen, 0n);
    if (BigInt(payable_fen) !== payable)
      throw new Error(
        `order ${order.name} costs ${payable_fen}, not ${payable}: ${JSON.stringify(world.plan)}`,
      );
    await tapping(() => (order.state === "paid" ? buyer.pay(no) : buyer.prepay(no)));
    world.count(`order ${order.state}`);
  }

  /** Money that comes although the order was closed goes back and earns nothing. */
  async payLate(): Promise<void> {
    const world = this.#world;
    for (const order of this.all) {
      if (order.state !== "closed" || order.at !== world.now || !world.chance(0.4)) continue;
      const [attempt] = await world.shop.sql<{ no: string }>(
        "SELECT no FROM payment_attempt WHERE order_no = $1",
        [order.no],
      );
      await world.shop.simulator.control.pay({ out_trade_no: attempt?.no ?? "", after_close: true });
      world.tell({ kind: "paid_late", order: order.name });
      world.count("paid late");
    }
  }

  /** A step for each order that has one to take. The clerks work side by side, each one thing after another. */
  async move(): Promise<void> {
    const { clerks } = this.#world;
    const moving = this.all.filter(({ state }) => ["paid", "shipped", "received"].includes(state));
    await Promise.all(
      clerks.map(async (clerk, at) => {
        for (let index = at; index < moving.length; index += clerks.length)
          await this.#move(clerk, moving[index] as LongOrder);
      }),
    );
  }

  async #move(clerk: Clerk, order: LongOrder): Promise<void> {
    const world = this.#world;
    if (order.open !== null) return this.#decide(clerk, order);
    const age = world.now - order.at;
    // Some are given back long after their commissions settled.
    const likely = order.state === "received" ? (age < 20 * DAY_MS ? 0.012 : 0) : 0.08;
    if (world.chance(likely)) {
      const asks = this.#asks(order);
      if (asks.length > 0)
        return order.state !== "paid" && age < 5 * DAY_MS && world.chance(0.5)
          ? this.#ask(order, asks)
          : this.#refund(clerk, order, asks);
    }
    if (order.state === "paid" && world.chance(0.8)) {
      await ship(clerk, order.no);
      order.state = "shipped";
      order.at = world.now;
    } else if (order.state === "shipped" && !order.slow && world.chance(0.7)) {
      await world.buyer(String(order.buyer)).api.order.receive({ no: order.no });
      this.#received(order);
    }
  }

  /** Whole units before they are sent; afterwards any part of what they cost. */
  #asks(order: LongOrder): Ask[] {
    const world = this.#world;
    return order.lines.flatMap((line, index) => {
      const left = line.quantity - line.refundedQuantity;
      if (left === 0 || !world.chance(0.6)) return [];
      const quantity = world.between(1, left);
      const most = Number(mostFor(line, quantity) ?? 0n);
      if (most === 0) return [];
      const amount_fen = order.state === "paid" || world.chance(0.4) ? most : world.between(1, most);
      return [{ line_no: index + 1, quantity, amount_fen }];
    });
  }

  async #ask(order: LongOrder, asks: Ask[]): Promise<void> {
    const world = this.#world;
    const { no } = await world.buyer(String(order.buyer)).api.aftersale.create({
      ...{ request_key: newKey(), order_no: order.no, lines: asks, reason: "不想要了" },
    });
    order.open = { no, asks };
    world.tell({ kind: "aftersale_opened", order: order.name });
    world.count("case opened");
  }

  /** Some cases stand open for days, past the day of settlement. */
  async #decide(clerk: Clerk, order: LongOrder): Promise<void> {
    const world = this.#world;
    if (order.open === null || !world.chance(0.12)) return;
    const { no, asks } = order.open;
    order.open = null;
    if (world.chance(0.5)) {
      await clerk.api.console.aftersale.reject({ no, note: "不符合条件" });
      world.count("case rejected");
    } else {
      const confirm_fen = asks.reduce((sum, { amount_fen }) => sum + amount_fen, 0);
      await clerk.api.console.aftersale.approve({ no, confirm_fen });
      this.#refunded(order, asks);
    }
    world.tell({ kind: "aftersale_closed", order: order.name });
  }

  async #refund(clerk: Clerk, order: LongOrder, asks: Ask[]): Promise<void> {
    await refundByShop(clerk, order.no, asks);
    this.#refunded(order, asks);
  }

  /** WeChat has it, and all of it is done before time goes on. */
  #refunded(order: LongOrder, asks: readonly Ask[]): void {
    const world = this.#world;
    order.refunds += 1;
    const lines = asks.map(({ line_no, amount_fen }) => ({ lineNo: line_no, amountFen: BigInt(amount_fen) }));
    const words = world.tell({
      ...{ kind: "refund_succeeded", order: order.name, refund: String(order.refunds), lines },
    });
    if (words[0] !== "ok") throw new Error(`refund of order ${order.name}: ${words.join()}`);
    for (const { line_no, quantity, amount_fen } of asks) {
      const line = order.lines[line_no - 1] as LongLine;
      line.refundedFen += BigInt(amount_fen);
      line.refundedQuantity += quantity;
    }
    world.count(
      `refund when ${order.state}${world.book.orders.get(order.name)?.settledAt ? " and settled" : ""}`,
    );
    const over = order.lines.every((line) =>
      order.state === "paid"
        ? line.baseFen === 0n || line.refundedQuantity === line.quantity
        : line.refundedFen === line.baseFen,
    );
    if (over) order.state = "refunded";
  }

  #received(order: LongOrder): void {
    order.state = "received";
    order.at = this.#world.now;
    this.#world.tell({ kind: "received", order: order.name });
  }

  /** What time does: unpaid orders close, what nobody has confirmed counts as received. */
  timers(): void {
    const world = this.#world;
    for (const order of this.all) {
      if (order.state === "unpaid" && world.now >= order.at + UNPAID_MS) {
        order.state = "closed";
        order.at = world.now;
        world.tell({ kind: "order_closed", order: order.name });
      }
      if (order.state === "shipped" && order.open === null && world.now >= order.at + RECEIVE_MS)
        this.#received(order);
    }
    world.tell({ kind: "settled" });
  }
}

/** On a machine that is busy with other things WeChat's answer may come too late: people are asked to tap again, and do. */
async function tapping(tap: () => Promise<unknown>): Promise<void> {
  for (let left = TAPS; ; left -= 1) {
    const word = await wordOf(tap());
    if (word === "ok") return;
    if (word !== "payment_unknown" || left === 1) throw new Error(`payment: ${word}`);
  }
}
