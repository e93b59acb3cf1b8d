/**
 * A plain-object shop that anybody can check by reading: no database, no concurrency, no network. A model test plays the same steps
 * to it and to the real server and compares what each of them says and has afterwards.
 *
 * Every step answers with the words that the server may answer with: ["ok"], or the refusals that apply (any of them will do).
 * A refused step changes nothing. After each step the timers run, as the worker's sweeps do.
 */
import { newOrder } from "./order.ts";
import { reckon } from "./price.ts";
import { known, openCase, refuseAsk, refuseBasket } from "./refuse.ts";
import type {
  Ask,
  Basket,
  BookCase,
  BookCoupon,
  BookLine,
  BookOrder,
  BookStock,
  Obligation,
  Shop,
  ShopRules,
} from "./shapes.ts";

export type Words = readonly string[];
/** Fen that the buyer saves on the line at `index` of the basket, of which `netFen` is left after the coupon. */
export type Saving = (basket: Basket, index: number, netFen: bigint) => bigint;
const OK: Words = ["ok"];

export class Bookkeeper {
  readonly shop: Shop;
  readonly orders: BookOrder[] = [];
  readonly obligations: Obligation[] = [];
  readonly stock: BookStock[];
  readonly coupons: BookCoupon[];
  readonly #rules: ShopRules;
  readonly #saving: Saving;
  /** ms since the start */
  now = 0;

  /** @param saving 自购省 of a basket's line; none in a shop without promoters */
  constructor(shop: Shop, saving: Saving = () => 0n) {
    this.shop = shop;
    this.#saving = saving;
    this.#rules = shop.rules;
    this.stock = shop.shelf.map((sku) => ({ initial: sku.onHand, onHand: sku.onHand, held: 0 }));
    this.coupons = shop.coupons.map((coupon) => ({ ...coupon, usedBy: null }));
  }

  /** Quote and submit in one. An accepted order is the last of `orders`. */
  submit(basket: Basket): Words {
    const no = refuseBasket(this, basket);
    if (no.length > 0) return no;
    const lines = basket.lines.map(({ sku, quantity }) => ({ sku: known(this.shop.shelf[sku]), quantity }));
    const coupon = basket.coupon === null ? null : this.#coupon(basket.coupon);
    const price = reckon(this.#rules, lines, coupon, basket.province, (index, netFen) =>
      this.#saving(basket, index, netFen),
    );
    for (const line of basket.lines) this.#stock(line.sku).held += line.quantity;
    if (coupon !== null) coupon.usedBy = this.orders.length;
    this.orders.push(newOrder(basket, price, this.now));
    return OK;
  }

  /** The buyer pays at WeChat. The shop does not know yet. A second payment of an order is not possible there. */
  pay(at: number): Words {
    const order = this.#order(at);
    if (order.state === "closed") return ["order_closed"];
    if (order.moneyIn) return ["order_paid"];
    order.moneyIn = true;
    return OK;
  }

  /** The paid fact reaches the shop: by callback, by query, once or ten times. */
  hear(at: number): Words {
    const order = this.#order(at);
    if (!order.moneyIn) return ["nothing"];
    if (order.state === "awaiting_payment") this.#paid(order);
    return OK;
  }

  /** Money that reaches WeChat although the shop closed the order there; the fact arrives with it. */
  payLate(at: number): Words {
    const order = this.#order(at);
    if (order.state !== "closed" || order.moneyIn) return ["nothing"];
    order.moneyIn = true;
    this.obligations.push({ order: at, cause: "late_payment", amountFen: order.payableFen, state: "owed" });
    return OK;
  }

  /** The buyer cancels. Asked to close the payment, WeChat may say that it was paid. */
  cancel(at: number): Words {
    const order = this.#order(at);
    if (order.state === "closed") return ["order_closed"];
    if (order.state !== "awaiting_payment") return ["order_paid"];
    return this.#close(order) ? OK : ["order_paid"];
  }

  /** The operator sends all that is not refunded, with carrier and number. */
  ship(at: number): Words {
    const order = this.#order(at);
    if (order.state !== "awaiting_shipment") return ["order_not_shippable"];
    if (openCase(order)) return ["aftersale_open"];
    if (order.lines.every((line) => line.refundedQuantity === line.quantity)) return ["order_not_shippable"];
    order.state = "awaiting_receipt";
    order.shippedAt = this.now;
    return OK;
  }

  receive(at: number): Words {
    const order = this.#order(at);
    if (order.state === "completed" && !openCase(order)) return OK;
    if (order.state !== "awaiting_receipt") return ["order_not_receivable"];
    if (openCase(order)) return ["aftersale_open"];
    this.#received(order);
    return OK;
  }

  /** The buyer asks for a refund. */
  ask(at: number, asks: readonly Ask[]): Words {
    const order = this.#order(at);
    const no = refuseAsk(this, order, asks, { byShop: false });
    if (no !== null) return [no];
    this.#open(order, asks, "requested", false);
    return OK;
  }

  approve(at: number): Words {
    const found = this.#order(at).cases.at(-1);
    if (found === undefined) return ["not_found"];
    if (found.state !== "requested") return ["already_decided"];
    found.state = "refunding";
    this.#owe(at, found);
    return OK;
  }

  /** The shop says no, or the buyer takes the request back. */
  giveUp(at: number, as: "rejected" | "cancelled"): Words {
    const order = this.#order(at);
    const found = order.cases.at(-1);
    if (found === undefined) return ["not_found"];
    if (found.state !== "requested") return ["already_decided"];
    this.#end(order, found, as);
    this.#sweep();
    return OK;
  }

  /** A refund by the shop: a case that is approved from the start and knows no deadline. */
  refundByShop(at: number, asks: readonly Ask[], withFreight: boolean): Words {
    const order = this.#order(at);
    const no = refuseAsk(this, order, asks, { byShop: true });
    if (no !== null) return [no];
    this.#owe(at, this.#open(order, asks, "refunding", withFreight));
    return OK;
  }

  /** WeChat's last word on the refund that the order waits for. A repeat of it finds nothing to do. */
  refundEnds(at: number, as: "success" | "closed"): Words {
    const owed = this.obligations.find((one) => one.order === at && one.state === "owed");
    if (owed === undefined) return ["nothing"];
    owed.state = as === "success" ? "done" : "failed";
    const order = this.#order(at);
    const found = order.cases.at(-1);
    if (owed.cause === "aftersale" && found !== undefined) {
      if (as === "success") this.#refunded(order, found, owed.amountFen);
      else this.#end(order, found, "rejected");
    }
    this.#sweep();
    return OK;
  }

  /** Time passes. */
  wait(ms: number): Words {
    this.now += ms;
    this.#sweep();
    return OK;
  }

  #open(
    order: BookOrder,
    asks: readonly Ask[],
    state: "requested" | "refunding",
    withFreight: boolean,
  ): BookCase {
    const take = (ask: Ask) => {
      const line = lineOf(order, ask.lineNo);
      line.refundingFen += ask.amountFen;
      line.refundingQuantity += ask.quantity;
    };
    const stays = (line: BookLine) => line.quantity - line.refundedQuantity - line.refundingQuantity;
    asks.forEach(take);
    const shipped = order.shippedAt !== null;
    // Nothing was sent and all that was paid for is back: what was free is not sent alone.
    const allBack = order.lines.every((line) => line.baseFen === 0n || stays(line) === 0);
    const free = order.lines.flatMap((line) =>
      !shipped && allBack && stays(line) > 0
        ? [{ lineNo: line.lineNo, quantity: stays(line), amountFen: 0n }]
        : [],
    );
    free.forEach(take);
    // Freight is for what is sent, not for what is done.
    const toSend = order.lines.some(
      (line) => stays(line) > 0 && known(this.shop.shelf[line.sku]).fulfilment === "parcel",
    );
    const freight = withFreight || (!shipped && !toSend) ? order.freightFen - order.freightRefundedFen : 0n;
    const found: BookCase = { state, lines: [...asks, ...free], freightFen: freight, restock: !shipped };
    order.cases.push(found);
    return found;
  }

  #owe(at: number, found: BookCase): void {
    let amountFen = found.freightFen;
    for (const ask of found.lines) amountFen += ask.amountFen;
    this.obligations.push({ order: at, cause: "aftersale", amountFen, state: "owed" });
  }

  /** The case is over without money: what it held of the lines is free again. */
  #end(order: BookOrder, found: BookCase, as: "rejected" | "cancelled"): void {
    found.state = as;
    for (const ask of found.lines) {
      const line = lineOf(order, ask.lineNo);
      line.refundingFen -= ask.amountFen;
      line.refundingQuantity -= ask.quantity;
    }
  }

  #refunded(order: BookOrder, found: BookCase, amountFen: bigint): void {
    found.state = "refunded";
    for (const ask of found.lines) {
      const line = lineOf(order, ask.lineNo);
      line.refundingFen -= ask.amountFen;
      line.refundingQuantity -= ask.quantity;
      line.refundedFen += ask.amountFen;
      line.refundedQuantity += ask.quantity;
      if (found.restock) this.#stock(line.sku).onHand += ask.quantity;
    }
    order.refundedFen += amountFen;
    order.freightRefundedFen += found.freightFen;
    const over =
      order.shippedAt === null
        ? order.lines.every((line) => line.baseFen === 0n || line.refundedQuantity === line.quantity)
        : order.lines.every((line) => line.refundedFen === line.baseFen);
    if (over) order.state = "refunded";
  }

  #paid(order: BookOrder): void {
    order.state = "awaiting_shipment";
    for (const line of order.lines) {
      this.#stock(line.sku).held -= line.quantity;
      this.#stock(line.sku).onHand -= line.quantity;
    }
  }

  /** @returns false where WeChat has the money already: then the order is paid instead */
  #close(order: BookOrder): boolean {
    if (order.moneyIn) {
      this.#paid(order);
      return false;
    }
    order.state = "closed";
    for (const line of order.lines) this.#stock(line.sku).held -= line.quantity;
    if (order.coupon !== null) this.#coupon(order.coupon).usedBy = null;
    return true;
  }

  #received(order: BookOrder): void {
    order.state = "completed";
    order.receivedAt = this.now;
  }

  /** Timers: unpaid orders close, shipped ones are received unless a case is open. */
  #sweep(): void {
    for (const order of this.orders) {
      if (order.state === "awaiting_payment" && this.now >= order.createdAt + this.#rules.unpaidMs)
        this.#close(order);
      const due = order.shippedAt !== null && this.now >= order.shippedAt + this.#rules.receiveMs;
      if (order.state === "awaiting_receipt" && due && !openCase(order)) this.#received(order);
    }
  }

  #order(at: number): BookOrder {
    return known(this.orders[at]);
  }

  #stock(sku: number): BookStock {
    return known(this.stock[sku]);
  }

  #coupon(at: number): BookCoupon {
    return known(this.coupons[at]);
  }
}

function lineOf(order: BookOrder, lineNo: number) {
  return known(order.lines[lineNo - 1]);
}
