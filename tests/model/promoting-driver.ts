/** Plays what people do about promoting to the real shop: over HTTP, and in WeChat where money arrives. */
import type { Market, MarketStep, PromotingStep } from "@banyan/testkit";
import { outcomeOf, wordOf } from "../support/client.ts";
import { type Buyer, newKey } from "../support/people.ts";
import { putOne } from "../support/setup.ts";
import type { Shop } from "../support/shop.ts";
import { payoutOf } from "../support/withdrawals.ts";
import type { Driver } from "./driver.ts";
import { agreementOf, known, type MarketWorld } from "./promoting-world.ts";

/** What the book says a step is about, before it plays it. */
export type Aim =
  | { kind: "share"; promoter: string; order: number; rest: string }
  | { kind: "withdrawal"; index: number; amountFen: bigint; state: string }
  | { kind: "ask"; promoter: string; amountFen: bigint }
  | { kind: "nothing" };

/** To be asked before the market plays the step. */
export function aimOf({ desk }: Market, step: PromotingStep): Aim {
  switch (step.kind) {
    case "hold":
    case "release": {
      const share = desk.shareOf(step);
      if (share === null) return { kind: "nothing" };
      const { promoter, order, lineNo, position, kind } = share;
      return { kind: "share", promoter, order: Number(order), rest: `${lineNo}-${position}-${kind}` };
    }
    case "approveWithdrawal":
    case "refuseWithdrawal":
    case "cancelWithdrawal":
    case "payoutEnds": {
      const one = desk.withdrawalOf(step);
      if (one === null) return { kind: "nothing" };
      const index = [...desk.money.withdrawals.keys()].indexOf(one.no);
      return { kind: "withdrawal", index, amountFen: one.amountFen, state: one.state };
    }
    case "requestWithdrawal":
      return { kind: "ask", ...desk.askOf(step) };
    default:
      return { kind: "nothing" };
  }
}

export class PromotingDriver {
  readonly #shop: Shop;
  readonly #world: MarketWorld;
  readonly #orders: Driver;
  /** Person → codes of their share and of their invite card. */
  readonly #codes = new Map<number, { share: string; invite: string }>();
  /** In the order in which the book numbers them. */
  readonly withdrawals: { no: string; buyer: Buyer }[] = [];

  constructor(shop: Shop, world: MarketWorld, orders: Driver) {
    this.#shop = shop;
    this.#world = world;
    this.#orders = orders;
  }

  /** @param twice the same request comes twice at the same moment, as from an impatient finger */
  async play(step: PromotingStep, aim: Aim, twice: boolean): Promise<string> {
    const request = (send: () => Promise<string>) => (twice ? both(send) : send());
    const owner = this.#shop.owner.api.console;
    switch (step.kind) {
      case "join":
        return this.#join(step.person, step.by, request);
      case "touch":
        return this.#touch(step.person, step.by, request);
      case "unbind":
        return request(() => wordOf(this.#buyer(step.person).api.referral.end()));
      case "agree":
        return this.#agree(step.person, request);
      case "newAgreement":
        return this.#newAgreement();
      case "freeze":
      case "unfreeze":
        return request(() =>
          wordOf(
            owner.promoter.freeze({
              customer_id: this.#buyer(step.person).id,
              frozen: step.kind === "freeze",
              reason: "核实情况",
            }),
          ),
        );
      case "tier":
        return request(() =>
          wordOf(
            owner.promoter.setTier({
              customer_id: this.#buyer(step.person).id,
              tier_id: known(this.#world.tiers.get(step.tier)),
              reason: "业绩调整",
            }),
          ),
        );
      case "hold":
      case "release":
        return this.#holdOrRelease(step.kind, aim, request);
      case "requestWithdrawal":
        return this.#request(aim, request);
      default:
        return this.#move(step, aim, request);
    }
  }

  async #join(person: number, by: number | null, request: Request): Promise<string> {
    const { api } = this.#buyer(person);
    const code = by === null ? undefined : this.#codes.get(by)?.invite;
    if (by !== null && code === undefined && !this.#codes.has(person)) return "nothing";
    const input = {
      request_key: newKey(),
      agreement_version: await agreementOf(this.#shop),
      reason: "",
      ...(code === undefined ? {} : { invite_code: code }),
    };
    const word = await request(() => wordOf(api.promoter.apply(input)));
    if (word !== "ok") return word;
    const share = await api.share.create({ channel: "card" });
    const invite = await api.share.create({ channel: "invite" });
    this.#codes.set(person, { share: share.code, invite: invite.code });
    return word;
  }

  async #touch(person: number, by: number, request: Request): Promise<string> {
    const code = this.#codes.get(by)?.share;
    if (code === undefined) return "nothing";
    const visitor_key = newKey();
    return request(async () => {
      const { result } = await this.#buyer(person).api.share.touch({ code, visitor_key });
      return result;
    });
  }

  async #agree(person: number, request: Request): Promise<string> {
    const version = await agreementOf(this.#shop);
    return request(() => wordOf(this.#buyer(person).api.promoter.agree({ version })));
  }

  async #newAgreement(): Promise<string> {
    const agreement_version = (await agreementOf(this.#shop)) + 1;
    await putOne(this.#shop, "promoter", { review: "automatic", agreement_version });
    return "ok";
  }

  async #holdOrRelease(kind: "hold" | "release", aim: Aim, request: Request): Promise<string> {
    if (aim.kind !== "share") return "nothing";
    const { commission } = this.#world.desk.operator.api.console;
    const input = {
      promoter_id: this.#buyer(Number(aim.promoter)).id,
      key: `${known(this.#orders.orders[aim.order]).no}-${aim.rest}`,
      reason: "核实订单",
    };
    return request(() => wordOf(commission[kind](input)));
  }

  async #request(aim: Aim, request: Request): Promise<string> {
    if (aim.kind !== "ask") return "nothing";
    const buyer = this.#buyer(Number(aim.promoter));
    const input = { request_key: newKey(), amount_fen: Number(aim.amountFen) };
    const numbers = new Set<string>();
    const word = await request(async () => {
      const { word, body } = await outcomeOf(buyer.api.withdrawal.request(input));
      if (body) numbers.add(body.no);
      return word;
    });
    for (const no of numbers) this.withdrawals.push({ no, buyer });
    return word;
  }

  async #move(step: WithdrawalStep, aim: Aim, request: Request): Promise<string> {
    if (aim.kind !== "withdrawal") return "nothing";
    const { no, buyer } = known(this.withdrawals[aim.index]);
    const { withdrawal } = this.#world.desk.finance.api.console;
    switch (step.kind) {
      case "approveWithdrawal":
        return request(() => wordOf(withdrawal.approve({ no, confirm_fen: Number(aim.amountFen) })));
      case "refuseWithdrawal":
        return request(() => wordOf(withdrawal.refuse({ no, note: "信息有误" })));
      case "cancelWithdrawal": {
        // What WeChat has can be taken back by either side.
        const byShop = aim.state === "sending" && step.withdrawal % 2 === 1;
        return request(() =>
          wordOf(byShop ? withdrawal.cancel({ no, note: "重复打款" }) : buyer.api.withdrawal.cancel({ no })),
        );
      }
      case "payoutEnds":
        return this.#payoutEnds(step, { no, buyer, waits: aim.state === "sending" });
    }
  }

  async #payoutEnds(
    { as, times }: Extract<PromotingStep, { kind: "payoutEnds" }>,
    { no, buyer, waits }: { no: string; buyer: Buyer; waits: boolean },
  ): Promise<string> {
    const { control } = this.#shop.simulator;
    const payout = await payoutOf(this.#shop, no);
    if (!waits) {
      await this.#resend(payout, times);
      const late = await control.confirmTransfer({ out_bill_no: payout, openid: buyer.openid });
      return late.result === "success" ? "ok" : "nothing";
    }
    const { confirm } = await buyer.api.withdrawal.get({ no });
    const package_info = confirm?.package ?? "";
    const stranger = this.#world.buyers.find((one) => one !== buyer);
    const stolen = await control.confirmTransfer({ package_info, openid: known(stranger).openid });
    if (stolen.result === "success") return "stolen";
    if (as === "failed" && times > 1) {
      await control.finishTransfer({ out_bill_no: payout, state: "FAIL" });
    } else {
      if (as === "failed") await control.setFault({ name: "transfer_fail", match: payout });
      const confirmed = await control.confirmTransfer({ package_info, openid: buyer.openid });
      if (confirmed.result !== "success") return confirmed.reason;
    }
    await this.#resend(payout, times - 1);
    return "ok";
  }

  /** The bill comes to its end, and its callback so many times more. */
  async #resend(payout: string, times: number): Promise<void> {
    const { control } = this.#shop.simulator;
    await control.advanceClock(10);
    await control.pump();
    if (payout === "") return;
    const about = (await control.callbacks()).filter((one) => one.subject === payout);
    for (let count = 0; count < times; count += 1) {
      for (const { id } of about) await control.resend(id);
      await control.pump();
    }
  }

  #buyer(person: number): Buyer {
    return known(this.#world.buyers[person]);
  }
}

type WithdrawalStep = Extract<PromotingStep, { withdrawal: number }>;
type Request = (send: () => Promise<string>) => Promise<string>;

/** One of the two may have been the second: what counts is that it was done. */
async function both(send: () => Promise<string>): Promise<string> {
  const [first, second] = await Promise.all([send(), send()]);
  return second === "ok" || second === "bound" ? second : first;
}

/** What nothing that the worker does could answer otherwise: it may wait while the worker stands still. */
const NEEDS_NO_WORKER: ReadonlySet<MarketStep["kind"]> = new Set<MarketStep["kind"]>([
  ...(["submit", "pay", "hear", "ship", "receive", "ask", "reject", "withdraw"] as const),
  ...(["join", "touch", "unbind", "agree", "newAgreement", "tier"] as const),
]);

export function needsNoWorker(step: MarketStep): boolean {
  return NEEDS_NO_WORKER.has(step.kind);
}
