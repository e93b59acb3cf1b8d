/** Plays the steps of a random run to the real shop, by HTTP and through WeChat, and says with which word each was answered. */
import { HOUR_MS } from "@banyan/kernel";
import { type Ask, asksOf, type Basket, type Bookkeeper, orderOf, type Step } from "@banyan/testkit";
import { outcomeOf, wordOf } from "../support/client.ts";
import { type Buyer, newKey, type REGIONS } from "../support/people.ts";
import type { Shop } from "../support/shop.ts";
import type { World } from "./world.ts";

/** What the bookkeeper said about a step before and after it: which order, which amounts, how much freight. */
export interface Meant {
  at: number | null;
  asks: readonly Ask[];
}

/** To be asked before the bookkeeper plays the step. */
export function meaningOf(book: Bookkeeper, step: Step): Meant {
  const at = orderOf(book, step);
  const picks = step.kind === "ask" || step.kind === "refundByShop" ? step.picks : [];
  return { at, asks: at === null ? [] : asksOf(book, at, picks) };
}

export class Driver {
  readonly #shop: Shop;
  readonly #world: World;
  /** Index of the book's orders → number, attempt and buyer. */
  readonly orders: { no: string; attempt: string; buyer: Buyer }[] = [];

  constructor(shop: Shop, world: World) {
    this.#shop = shop;
    this.#world = world;
  }

  /** @param book after it has played the step: for amounts that depend on how it was taken */
  async play(book: Bookkeeper, step: Step, { at, asks }: Meant, accepted: boolean): Promise<string> {
    if (step.kind === "submit") return this.#submit(step.basket);
    if (step.kind === "wait") return this.#wait(step.hours);
    if (at === null) return "nothing";
    const { no, buyer } = this.#order(at);
    const { clerk } = this.#world;
    switch (step.kind) {
      case "pay":
        return this.#pay(at);
      case "hear":
        return this.#hear(at, step.times);
      case "payLate":
        return this.#payLate(at);
      case "cancel":
        return wordOf(buyer.api.order.cancel({ no }));
      case "ship":
        return wordOf(clerk.api.console.order.ship({ no, carrier: "顺丰速运", tracking_no: "SF1234567890" }));
      case "receive":
        return wordOf(buyer.api.order.receive({ no }));
      case "ask":
        return wordOf(
          buyer.api.aftersale.create({
            request_key: newKey(),
            order_no: no,
            lines: asks.map(wire),
            reason: "不想要了",
          }),
        );
      case "approve":
        return this.#decide(at, (caseNo) =>
          clerk.api.console.aftersale.approve({ no: caseNo, confirm_fen: this.#caseTotal(book, at) }),
        );
      case "reject":
        return this.#decide(at, (caseNo) =>
          clerk.api.console.aftersale.reject({ no: caseNo, note: "不符合条件" }),
        );
      case "withdraw":
        return this.#decide(at, (caseNo) => buyer.api.aftersale.cancel({ no: caseNo }));
      case "refundByShop":
        // What the operator types is what the books say it comes to; where they refuse, any sum will do.
        return this.#refundByShop(at, asks, step.withFreight, accepted ? this.#caseTotal(book, at) : 1);
      case "refundEnds":
        return this.#refundEnds(at, step.as, step.times);
    }
  }

  async #submit(basket: Basket): Promise<string> {
    const buyer = known(this.#world.buyers[basket.buyer]);
    const lines = basket.lines.map(({ sku, quantity }) => ({
      sku_id: known(this.#world.skus[sku]),
      quantity,
    }));
    const address_id = await buyer.address(basket.province as keyof typeof REGIONS);
    const ask = (coupon: string) => buyer.api.quote.create({ source: "buy_now", lines, address_id, coupon });
    const coupon = basket.coupon === null ? "none" : known(this.#world.grants[basket.coupon]);
    const asked = await outcomeOf(ask(coupon));
    // A line that is gone makes the rest too cheap for the coupon: the person sees both.
    const quote = asked.word === "coupon_unusable" ? await ask("none") : asked.body;
    const gone = quote?.invalid[0]?.code;
    if (gone) return gone;
    if (!quote || asked.word !== "ok") return asked.word;
    if (quote.blocked) return quote.blocked.code;
    const submitted = await outcomeOf(
      buyer.api.order.submit({ quote_id: quote.id, payable_fen: quote.payable_fen }),
    );
    if (!submitted.body) return submitted.word;
    const { no } = submitted.body;
    // The cashier is opened at once, so that money can come at any time, late too.
    await buyer.api.payment.start({ no });
    const [attempt] = await this.#shop.sql<{ no: string }>(
      "SELECT no FROM payment_attempt WHERE order_no = $1",
      [no],
    );
    this.orders.push({ no, attempt: attempt?.no ?? "", buyer });
    return "ok";
  }

  async #wait(hours: number): Promise<string> {
    await this.#shop.advance(hours * HOUR_MS);
    return "ok";
  }

  /** The money is at WeChat; its word is held back until somebody hears it. */
  async #pay(at: number): Promise<string> {
    const { no, attempt, buyer } = this.#order(at);
    const { control } = this.#shop.simulator;
    const started = await outcomeOf(buyer.api.payment.start({ no }));
    if (!started.body) return started.word;
    if (started.body.paid) return "order_paid";
    await control.setFault({ name: "drop_callback", match: attempt });
    const answer = await control.pay({ out_trade_no: attempt, openid: buyer.openid });
    if (answer.result === "success") return "ok";
    await control.clearFaults();
    await holdRefunds(this.#shop);
    return answer.reason;
  }

  /** The callback comes so many times, and the buyer's screen asks too. */
  async #hear(at: number, times: number): Promise<string> {
    const { no, attempt, buyer } = this.#order(at);
    const sent = await this.#resend((subject) => subject === attempt, times);
    if (times % 2 === 0) await buyer.api.payment.check({ no });
    return sent ? "ok" : "nothing";
  }

  async #payLate(at: number): Promise<string> {
    const { attempt, no, buyer } = this.#order(at);
    const { state } = await buyer.api.order.get({ no });
    if (state !== "closed") return "nothing";
    const answer = await this.#shop.simulator.control.pay({ out_trade_no: attempt, after_close: true });
    return answer.result === "success" ? "ok" : "nothing";
  }

  async #decide(at: number, act: (caseNo: string) => Promise<unknown>): Promise<string> {
    const [newest] = await this.#shop.sql<{ no: string }>(
      "SELECT no FROM aftersale WHERE order_no = $1 ORDER BY created_at DESC, no DESC LIMIT 1",
      [this.#order(at).no],
    );
    return newest ? wordOf(act(newest.no)) : "not_found";
  }

  #caseTotal(book: Bookkeeper, at: number): number {
    const found = book.orders[at]?.cases.at(-1);
    return found ? Number(found.lines.reduce((sum, ask) => sum + ask.amountFen, found.freightFen)) : 1;
  }

  async #refundByShop(
    at: number,
    asks: readonly Ask[],
    withFreight: boolean,
    total: number,
  ): Promise<string> {
    return wordOf(
      this.#world.clerk.api.console.order.refund({
        no: this.#order(at).no,
        request_key: newKey(),
        lines: asks.map(wire),
        with_freight: withFreight,
        reason: "缺货",
        confirm_fen: total,
      }),
    );
  }

  async #refundEnds(at: number, as: "success" | "closed", times: number): Promise<string> {
    const { attempt } = this.#order(at);
    const { control } = this.#shop.simulator;
    const { refunds } = await control.state();
    const open = refunds.find((one) => one.out_trade_no === attempt && one.status === "PROCESSING");
    if (!open) return "nothing";
    await control.finishRefund({
      out_refund_no: open.out_refund_no,
      status: as === "success" ? "SUCCESS" : "CLOSED",
    });
    await control.pump();
    if (times > 1) await this.#resend((subject) => subject.endsWith(open.out_refund_no), times - 1);
    return "ok";
  }

  /** @returns whether there was anything to send */
  async #resend(isAbout: (subject: string) => boolean, times: number): Promise<boolean> {
    const { control } = this.#shop.simulator;
    const about = (await control.callbacks()).filter((one) => isAbout(one.subject));
    for (let count = 0; count < times; count += 1) {
      for (const { id } of about) await control.resend(id);
      await control.pump();
    }
    return about.length > 0;
  }

  #order(at: number): { no: string; attempt: string; buyer: Buyer } {
    return known(this.orders[at]);
  }
}

/** From now on WeChat ends no refund by itself. */
export async function holdRefunds(shop: Shop): Promise<void> {
  await shop.simulator.control.setFault({ name: "refund_processing", times: 1_000_000 });
}

const wire = (ask: Ask) => ({
  line_no: ask.lineNo,
  quantity: ask.quantity,
  amount_fen: Number(ask.amountFen),
});

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError("the run speaks of something that is not there");
  return value;
}
