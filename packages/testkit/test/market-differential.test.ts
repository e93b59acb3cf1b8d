/** Random runs of a shop with promoters with the domain asked the same question before each step: two authors, one answer. */
import {
  computeLine,
  decideApplication,
  decideTouch,
  decideWithdrawal,
  flatBook,
  pathAtApproval,
  preparePlan,
  priceQuote,
  selfDiscount,
} from "@banyan/domain";
import { DAY_MS } from "@banyan/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Market, type MarketStep, marketRun, type PromotingStep } from "../src/index.ts";

const SEED = Number(process.env["BANYAN_SEED"] ?? Math.trunc(Math.random() * 2 ** 31));
const START = Date.UTC(2026, 10, 24, 1, 30);

const seen = new Map<string, number>();
const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);

/** A promoter as the domain knows one; the current agreement is version 2. */
function rowOf(market: Market, id: string) {
  const promoter = market.desk.money.promoters.get(id);
  if (promoter === undefined) return null;
  const state = promoter.frozen ? ("frozen" as const) : ("active" as const);
  return { state, agreementVersion: promoter.agreed ? 2 : 1 };
}

function pathOf(market: Market, id: string): bigint[] {
  const path: bigint[] = [];
  let next = market.desk.money.promoters.get(id)?.inviter ?? null;
  while (next !== null) {
    path.push(BigInt(next));
    next = market.desk.money.promoters.get(next)?.inviter ?? null;
  }
  return path;
}

function standingOf(market: Market, person: string) {
  const bound = market.desk.money.people.bindings.get(person);
  if (bound === undefined) return null;
  const boundAt = new Date(market.desk.boundAt.get(person) ?? 0);
  return { promoterId: BigInt(bound.promoter), boundAt, expiresAt: new Date(bound.until) };
}

/** What the domain says to a step, and to whom that would lead; null where it decides nothing. */
function domainSays(market: Market, step: PromotingStep): string | null {
  const now = new Date(market.desk.now);
  switch (step.kind) {
    case "join":
      return joinSays(market, String(step.person), step.by === null ? null : String(step.by), now);
    case "touch": {
      const [person, by] = [String(step.person), String(step.by)];
      const sharer = rowOf(market, by);
      if (sharer === null) return null;
      const { relation } = market.plan;
      const answer = decideTouch(
        {
          share: {
            ownerId: BigInt(by),
            expiresAt: new Date(now.getTime() + DAY_MS),
            active: sharer.state === "active" && sharer.agreementVersion === 2,
          },
          visitor: {
            id: BigInt(person),
            isPromoter: rowOf(market, person) !== null,
            standing: standingOf(market, person),
          },
        },
        {
          policy: {
            policy: relation.policy,
            validDays: relation.validMs / DAY_MS,
            protectDays: relation.protectMs / DAY_MS,
          },
          now,
        },
      );
      const until = "change" in answer ? answer.change.expiresAt : standingOf(market, person)?.expiresAt;
      return `${answer.result} ${until?.getTime()}`;
    }
    case "requestWithdrawal":
      return withdrawalSays(market, step);
    default:
      return null;
  }
}

function joinSays(market: Market, person: string, by: string | null, now: Date): string | null {
  const card = by === null ? null : rowOf(market, by);
  if (by !== null && card === null) return null;
  const expiresAt = new Date(now.getTime() + DAY_MS);
  const invite = by === null ? ("none" as const) : { ownerId: BigInt(by), expiresAt, owner: card };
  const answer = decideApplication(
    {
      open: true,
      promoter: rowOf(market, person),
      waiting: false,
      currentVersion: 2,
      agreedVersion: 2,
      invite,
    },
    { applicantId: BigInt(person), now },
  );
  if (answer.kind === "refused") return answer.refusal;
  const candidate = (id: string) => ({
    id: BigInt(id),
    facts: rowOf(market, id),
    path: pathOf(market, id),
  });
  const bound = standingOf(market, person);
  const valid = bound !== null && bound.expiresAt > now;
  const path = pathAtApproval({
    invite: by === null ? null : candidate(by),
    binding: valid ? candidate(String(bound.promoterId)) : null,
    currentVersion: 2,
  });
  return `ok ${path.join(" ")}`;
}

function withdrawalSays(market: Market, step: Extract<PromotingStep, { kind: "requestWithdrawal" }>): string {
  const { promoter, amountFen } = market.desk.askOf(step);
  const balances = market.desk.money.promoters.get(promoter)?.balances;
  const { withdrawalOpen: open, ...rules } = market.plan.withdrawal;
  const answer = decideWithdrawal(
    {
      promoter: rowOf(market, promoter),
      availableFen: balances?.available ?? 0n,
      debtFen: balances?.debt ?? 0n,
      // How many there were today is a fact of the store.
      usedToday: 0,
    },
    { ...rules, open, automaticFen: 0n, agreementVersion: 2 },
    amountFen,
  );
  return answer.kind === "refused" ? answer.refusal : `ok ${answer.feeFen}`;
}

/** The books' answers to the same step, in the form of domainSays. */
function bookSays(market: Market, step: PromotingStep, words: readonly string[]): readonly string[] {
  const { money } = market.desk;
  if (step.kind === "touch") {
    const until = money.people.bindings.get(String(step.person))?.until;
    return words.map((word) => `${word} ${until}`);
  }
  if (words[0] !== "ok") return words;
  if (step.kind === "join") return [`ok ${pathOf(market, String(step.person)).join(" ")}`];
  return [`ok ${[...money.withdrawals.values()].at(-1)?.feeFen}`];
}

/** An order that was accepted: price, 自购省 and shares as the domain has them. */
function compareOrder(market: Market, step: Extract<MarketStep, { kind: "submit" }>): void {
  const { shop, plan: body } = market.plan;
  const order = market.book.orders.at(-1);
  const earning = market.desk.money.orders.get(String(market.book.orders.length - 1));
  const plan = preparePlan(body);
  const questions = (earning?.lines ?? []).map(({ input }) => ({
    plan,
    line: { ...input.line, netFen: BigInt(input.line.net_fen) },
    buyer: { promoter: input.buyer.promoter ?? null },
    chain: input.chain,
  }));
  const answer = priceQuote({
    lines: step.basket.lines.map(({ sku, quantity }) => ({
      ...(shop.shelf[sku] as (typeof shop.shelf)[number]),
      quantity,
    })),
    coupons: shop.coupons.filter((_, at) => at === step.basket.coupon),
    freight: flatBook(shop.rules),
    region: `${step.basket.province}0101`,
    selfDiscount: (index, netFen) => {
      const question = questions[index];
      return question ? selfDiscount({ ...question, line: { ...question.line, netFen } }) : 0n;
    },
  });
  expect(answer).toMatchObject({
    kind: "priced",
    payableFen: order?.payableFen,
    lines: order?.lines.map(({ baseFen }) => ({ baseFen })),
  });
  if (answer.kind === "priced" && answer.selfDiscountFen > 0n) count("discount");
  for (const [index, question] of questions.entries()) {
    const shares = computeLine(question).shares.map(({ grossFen, ...share }) => ({
      ...share,
      gross_fen: grossFen,
    }));
    expect(shares).toEqual(earning?.lines[index]?.result.shares);
    for (const share of shares) count(`${share.kind} at ${share.position}`);
  }
}

test(`bookkeeper and domain agree on every step of shops with promoters (seed ${SEED})`, () => {
  fc.assert(
    fc.property(marketRun(120), ({ market: plan, steps }) => {
      const market = new Market(plan, START);
      for (const step of steps) {
        if (step.kind === "submit") {
          if (market.play(step)[0] === "ok") compareOrder(market, step);
        } else if (step.kind === "join" || step.kind === "touch" || step.kind === "requestWithdrawal") {
          const domain = domainSays(market, step);
          const words = market.play(step);
          if (domain === null) continue;
          count(`${step.kind} ${domain.split(" ")[0]}`);
          if (!words.includes("day_limit_reached")) expect(bookSays(market, step, words)).toContain(domain);
        } else {
          market.play(step);
        }
      }
    }),
    { seed: SEED, numRuns: 150 },
  );
  for (const what of [
    "discount",
    ...["self at self", "referral at 1", "referral at 2", "referral at 3", "team at 2"],
    ...["ok", "already_promoter"].map((word) => `join ${word}`),
    ...["bound", "kept", "own", "promoter"].map((word) => `touch ${word}`),
    ...["ok", "above_maximum", "below_minimum", "promoter_needed"].map((word) => `requestWithdrawal ${word}`),
  ]) {
    expect(seen.get(what) ?? 0, `${what} was seen`).toBeGreaterThan(0);
  }
});
