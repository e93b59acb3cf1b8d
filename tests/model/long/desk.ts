/** What people and the desk do about promoting between the orders of a long life. */
import { DAY_MS } from "@banyan/kernel";
import { MARKET_TIERS } from "@banyan/testkit";
import { wordOf } from "../../support/client.ts";
import { newKey } from "../../support/people.ts";
import { bind, makePromoter } from "../../support/relation.ts";
import { payoutOf } from "../../support/withdrawals.ts";
import type { LongOrders } from "./orders.ts";
import type { LongWorld } from "./world.ts";

const FIRST_PROMOTERS = 16;
const BOUND_MS = 30 * DAY_MS;
const CONFIRM_MS = DAY_MS;

export class LongDesk {
  readonly #world: LongWorld;
  readonly #orders: LongOrders;
  /** Name in the book → number in the shop. */
  readonly #withdrawals = new Map<string, { no: string; promoter: string }>();

  constructor(world: LongWorld, orders: LongOrders) {
    this.#world = world;
    this.#orders = orders;
  }

  async begin(): Promise<void> {
    for (let person = 0; person < FIRST_PROMOTERS; person += 1) await this.#join(String(person));
    for (const id of this.#customers()) await this.#bind(id);
  }

  /** Some of everything, one after another. */
  async work(): Promise<void> {
    const world = this.#world;
    if (world.chance(0.3)) await world.nextPlan();
    if (world.chance(0.15)) await this.#join(world.pick(this.#customers()));
    for (let count = 0; count < 3; count += 1) await this.#bind(world.pick(this.#customers()));
    if (world.chance(0.5)) await this.#setTier();
    if (world.chance(0.4)) await this.#freeze();
    for (let count = 0; count < 4; count += 1) await this.#holdOrRelease();
    for (let count = 0; count < 4; count += 1) await this.#request();
    for (const name of [...this.#withdrawals.keys()]) await this.#decide(name);
  }

  /** After WeChat has what was approved: it is confirmed, fails, is taken back, or waits for its day to be over. */
  async payOuts(): Promise<void> {
    const world = this.#world;
    const { control } = world.shop.simulator;
    for (const [name, { no, promoter }] of this.#withdrawals) {
      if (world.book.withdrawals.get(name)?.state !== "sending" || world.chance(0.3)) continue;
      const { api, openid } = world.buyer(promoter);
      if (world.chance(0.15)) {
        await control.finishTransfer({ out_bill_no: await payoutOf(world.shop, no), state: "FAIL" });
        world.tell({ kind: "withdrawal_failed", no: name });
      } else {
        const { confirm, state } = await api.withdrawal.get({ no });
        if (!confirm)
          throw new Error(`withdrawal ${name} of ${promoter} is ${state}: nothing to confirm with`);
        const done = await control.confirmTransfer({ package_info: confirm.package, openid });
        if (done.result !== "success") throw new Error(`withdrawal ${name}: ${done.reason}`);
        world.tell({ kind: "withdrawal_paid", no: name });
      }
    }
  }

  /** What nobody confirmed within its day comes back. */
  timers(): void {
    const { book, now } = this.#world;
    for (const one of book.withdrawals.values()) {
      if (one.state === "sending" && now > (one.sentAt ?? 0) + CONFIRM_MS)
        this.#world.tell({ kind: "withdrawal_expired", no: one.no });
    }
  }

  #customers(): string[] {
    const { book, buyers } = this.#world;
    return [...buyers.keys()].map(String).filter((id) => !book.promoters.has(id));
  }

  #promoters(which: (one: { frozen: boolean }) => boolean = () => true): string[] {
    return [...this.#world.book.promoters.values()].filter(which).map(({ id }) => id);
  }

  /** By the promoter whose customer they are, or by anybody. */
  async #join(id: string | undefined): Promise<void> {
    if (id === undefined) return;
    const world = this.#world;
    const { shop, book } = world;
    const bound = book.people.bindings.get(id);
    const host =
      bound !== undefined && world.now < bound.until ? bound.promoter : world.pick(this.#promoters());
    const inviter = world.chance(0.85) ? (host ?? null) : null;
    const tier = world.pick(MARKET_TIERS) ?? "推广员";
    await shop.sql(
      "UPDATE binding SET ended_at = business_now(), end_reason = 'became_promoter' WHERE customer_id = $1 AND ended_at IS NULL",
      [world.buyer(id).id],
    );
    await makePromoter(shop, world.buyer(id), {
      tier,
      ...(inviter === null ? {} : { inviter: world.buyer(inviter) }),
    });
    world.tell({ kind: "promoter_approved", id, tier, inviter });
    world.count("join");
  }

  async #bind(customer: string | undefined): Promise<void> {
    const world = this.#world;
    const promoter = world.pick(this.#promoters());
    if (customer === undefined || promoter === undefined) return;
    await world.shop.sql(
      "UPDATE binding SET ended_at = business_now(), end_reason = 'replaced' WHERE customer_id = $1 AND ended_at IS NULL",
      [world.buyer(customer).id],
    );
    await bind(world.shop, world.buyer(customer), world.buyer(promoter));
    world.tell({ kind: "bound", customer, promoter, until: world.now + BOUND_MS });
    world.count("bind");
  }

  async #setTier(): Promise<void> {
    const world = this.#world;
    const id = world.pick(this.#promoters());
    const tier = world.pick(MARKET_TIERS);
    if (id === undefined || tier === undefined || world.book.promoters.get(id)?.tier === tier) return;
    const tier_id = world.tiers.get(tier) ?? "";
    const { promoter } = world.shop.owner.api.console;
    await promoter.setTier({ customer_id: world.buyer(id).id, tier_id, reason: "业绩调整" });
    world.tell({ kind: "tier_changed", id, tier });
    world.count("tier");
  }

  async #freeze(): Promise<void> {
    const world = this.#world;
    const frozen = this.#promoters((one) => one.frozen);
    const thaw = frozen.length > 4 || (frozen.length > 0 && world.chance(0.5));
    const id = world.pick(thaw ? frozen : this.#promoters((one) => !one.frozen));
    if (id === undefined) return;
    const { promoter } = world.shop.owner.api.console;
    await promoter.freeze({ customer_id: world.buyer(id).id, frozen: !thaw, reason: "核实情况" });
    world.tell({ kind: thaw ? "unfrozen" : "frozen", id });
    world.count(thaw ? "unfreeze" : "freeze");
  }

  async #holdOrRelease(): Promise<void> {
    const world = this.#world;
    const kind = world.chance(0.6) ? "hold" : "release";
    const shares = [...world.book.earned.values()].slice(kind === "hold" ? -400 : 0);
    const share = world.pick(shares.filter(({ heldBy }) => (heldBy === null) === (kind === "hold")));
    if (share === undefined) return;
    const words = world.tell({ kind, share: share.key });
    const [order = "", ...rest] = share.key.split("-");
    const key = [this.#orders.all[Number(order)]?.no, ...rest].join("-");
    const { commission } = world.shop.owner.api.console;
    const said = await wordOf(
      commission[kind]({ promoter_id: world.buyer(share.promoter).id, key, reason: "核实订单" }),
    );
    this.#agree(`${kind} of ${share.key}`, words, said);
    world.count(`${kind} ${said}`);
  }

  async #request(): Promise<void> {
    const world = this.#world;
    const rich = [...world.book.promoters.values()].filter(({ balances }) => balances.available > 0n);
    const promoter = world.chance(0.9) ? world.pick(rich) : world.pick([...world.book.promoters.values()]);
    if (promoter === undefined) return;
    const most = Number(promoter.balances.available < 19_000n ? promoter.balances.available : 19_000n);
    const amountFen = BigInt(
      Math.max(1, world.between(Math.min(10, most), most) + (world.chance(0.05) ? 1 : 0)),
    );
    const name = `w${world.book.withdrawals.size + 1}`;
    const words = world.tell({ kind: "withdrawal_requested", no: name, promoter: promoter.id, amountFen });
    const input = { request_key: newKey(), amount_fen: Number(amountFen) };
    let no = "";
    const said = await wordOf(
      world
        .buyer(promoter.id)
        .api.withdrawal.request(input)
        .then((made) => {
          no = made.no;
        }),
    );
    this.#agree(`withdrawal of ${amountFen} by ${promoter.id}`, words, said);
    if (said === "ok") this.#withdrawals.set(name, { no, promoter: promoter.id });
    world.count(`withdrawal ${said}`);
  }

  async #decide(name: string): Promise<void> {
    const world = this.#world;
    const one = world.book.withdrawals.get(name);
    const known = this.#withdrawals.get(name);
    if (one?.state !== "reviewing" || known === undefined) return;
    const { withdrawal } = world.shop.owner.api.console;
    const { no } = known;
    if (world.chance(0.15)) {
      const words = world.tell({ kind: "withdrawal_refused", no: name });
      this.#agree(`refusal of ${name}`, words, await wordOf(withdrawal.refuse({ no, note: "信息有误" })));
    } else if (world.chance(0.1)) {
      const words = world.tell({ kind: "withdrawal_cancelled", no: name });
      const { api } = world.buyer(known.promoter);
      this.#agree(`cancelling ${name}`, words, await wordOf(api.withdrawal.cancel({ no })));
    } else if (world.chance(0.8)) {
      const words = world.tell({ kind: "withdrawal_sent", no: name });
      const said = await wordOf(withdrawal.approve({ no, confirm_fen: Number(one.amountFen) }));
      this.#agree(`approval of ${name}`, words, said);
    }
  }

  #agree(what: string, words: readonly string[], said: string): void {
    if (!words.includes(said))
      throw new Error(`${what}: the shop said ${said}, the book ${words.join(" or ")}`);
  }
}
