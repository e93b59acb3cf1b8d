/** The commission engine against the bookkeeper's reckoning of the same written rules: two authors, one answer. BANYAN_SEED repeats a run. */
import { computeLine, keepFen, preparePlan, selfDiscount } from "@banyan/domain";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type BookLineInput,
  type BookLineResult,
  type BookPlan,
  bookKeep,
  bookLine,
  commissionInput,
  refundedPermille,
} from "../src/index.ts";

const SEED = Number(process.env["BANYAN_SEED"] ?? Math.trunc(Math.random() * 2 ** 31));
const RUNS = 20_000;

/** How often each thing happened: inputs that never reach a rule would prove nothing. */
const seen = new Map<string, number>();
const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);

/** The engine's answer in the bookkeeper's words. */
function engineSays(input: BookLineInput): BookLineResult {
  const { net_fen, ...line } = input.line;
  const question = {
    plan: preparePlan(input.plan),
    line: { ...line, netFen: BigInt(net_fen) },
    buyer: { promoter: input.buyer.promoter ?? null },
    chain: input.chain,
  };
  const { discountFen, baseFen, shares } = computeLine(question);
  expect(selfDiscount(question)).toBe(discountFen);
  return {
    discount_fen: discountFen,
    base_fen: baseFen,
    shares: shares.map(({ grossFen, ...share }) => ({ ...share, gross_fen: grossFen })),
  };
}

function note({ plan, line, buyer }: BookLineInput, { discount_fen, shares }: BookLineResult): void {
  count(`${plan.self_purchase} for a ${buyer.promoter ? "promoter" : "customer"}`);
  const bonuses = shares.filter((share) => share.kind === "team");
  if (bonuses.length === 2 && bonuses.some((share) => share.fen < share.gross_fen)) count("two bonuses, cut");
  if (discount_fen > 0n) count("discount");
  if (discount_fen > 0n && bonuses.length > 0) count("discount and team bonus");
  if (line.net_fen > 1_000_000_000 && shares.length > 0) count("large");
  for (const share of shares) {
    count(`${share.kind} at ${share.position}`);
    if (share.fen < share.gross_fen) count(share.fen === 0n ? "cut to 0" : "cut");
    const rule = plan.rules.find((each) => each.id === share.rule);
    if (rule) count(`rule of ${rule.scope}${rule.tier === undefined ? "" : " by tier"}`);
    if (rule?.fixed_fen !== undefined) count("fixed");
  }
}

test(`engine and bookkeeper agree on ${RUNS} lines (seed ${SEED})`, () => {
  fc.assert(
    fc.property(commissionInput, refundedPermille, (input, permilles) => {
      const book = bookLine(input);
      note(input, book);
      expect(engineSays(input)).toEqual(book);

      // What must hold whoever reckons: never more than the cap, never more than a promoter's gross.
      const most = (BigInt(input.line.net_fen) * BigInt(input.plan.cap_bps)) / 10_000n;
      let given = book.discount_fen;
      for (const share of book.shares) given += share.fen;
      expect(given <= most).toBe(true);

      for (const { fen } of book.shares) {
        let before = fen;
        for (const permille of permilles) {
          const refunded = (book.base_fen * permille) / 1000n;
          const kept = keepFen(fen, book.base_fen, refunded);
          expect(kept).toBe(bookKeep(fen, book.base_fen, refunded));
          expect(0n <= kept && kept <= before).toBe(true);
          before = kept;
        }
        expect(keepFen(fen, book.base_fen, book.base_fen)).toBe(0n);
      }
    }),
    { seed: SEED, numRuns: RUNS },
  );
  for (const what of [
    ...["none", "rebate", "discount"].flatMap((mode) => [`${mode} for a promoter`, `${mode} for a customer`]),
    "discount",
    "discount and team bonus",
    "two bonuses, cut",
    "large",
    "cut",
    "cut to 0",
    "fixed",
    ...["self at self", "referral at 1", "referral at 2", "referral at 3", "team at 2", "team at 3"],
    ...["all", "category", "product", "sku"].flatMap((scope) => [
      `rule of ${scope}`,
      `rule of ${scope} by tier`,
    ]),
  ]) {
    expect(seen.get(what) ?? 0, `${what} was seen`).toBeGreaterThan(4);
  }
});

describe("the worked examples of docs/COMMISSION.md, by the bookkeeper", () => {
  const rule = (position: "self" | 1 | 2, rate_bps: number) => ({
    id: `r${position}`,
    scope: "all" as const,
    position,
    rate_bps,
  });
  const plan: BookPlan = {
    depth: 2,
    self_purchase: "none",
    cap_bps: 3000,
    rules: [rule(1, 1000), rule(2, 300)],
    exclude: [],
    promotions: { flash_sale: "share_and_self", group_buy: "share_and_self" },
    team_bonus: null,
  };
  const line = (net_fen: number) => ({
    sku: "1",
    product: "1",
    categories: [],
    quantity: 1,
    net_fen,
    promotion: null,
  });
  const member = (id: string, tier = "推广员", active = true) => ({ id, tier, active });
  const fens = (result: BookLineResult) =>
    result.shares.map((share) => [share.position, share.promoter, share.gross_fen, share.fen]);

  test("1: floors, and what refunds leave", () => {
    const result = bookLine({
      plan,
      line: line(9999),
      buyer: {},
      chain: [member("A"), member("B"), member("C")],
    });
    expect(fens(result)).toEqual([
      [1, "A", 999n, 999n],
      [2, "B", 299n, 299n],
    ]);
    expect([bookKeep(999n, 9999n, 3333n), bookKeep(299n, 9999n, 3333n)]).toEqual([666n, 199n]);
    expect([bookKeep(999n, 9999n, 9999n), bookKeep(299n, 9999n, 9999n)]).toEqual([0n, 0n]);
  });

  test("2: the cap cuts from the far end", () => {
    const chain = [member("A"), member("B")];
    expect(fens(bookLine({ plan: { ...plan, cap_bps: 1100 }, line: line(9999), buyer: {}, chain }))).toEqual([
      [1, "A", 999n, 999n],
      [2, "B", 299n, 100n],
    ]);
  });

  test("3: 自购省, and a frozen buyer", () => {
    const saving: BookPlan = {
      ...plan,
      cap_bps: 10_000,
      self_purchase: "discount",
      rules: [...plan.rules, rule("self", 800)],
    };
    const ask = (active: boolean) =>
      bookLine({
        plan: saving,
        line: line(10_000),
        buyer: { promoter: member("me", "推广员", active) },
        chain: [member("P")],
      });
    expect(ask(true)).toMatchObject({ discount_fen: 800n, base_fen: 9200n });
    expect(fens(ask(true))).toEqual([[2, "P", 276n, 276n]]);
    expect(ask(false)).toMatchObject({ discount_fen: 0n, base_fen: 10_000n });
    expect(fens(ask(false))).toEqual([[2, "P", 300n, 300n]]);
  });

  test("4: the team bonus pays the difference only", () => {
    const team: BookPlan = {
      ...plan,
      depth: 3,
      cap_bps: 10_000,
      rules: [],
      team_bonus: { rates: { 推广员: 0, 经销商: 300, 代理商: 500 } },
    };
    const ask = (active: boolean) =>
      fens(
        bookLine({
          plan: team,
          line: line(10_000),
          buyer: {},
          chain: [member("A", "推广员"), member("B", "代理商", active), member("C", "经销商")],
        }),
      );
    expect(ask(true)).toEqual([[2, "B", 500n, 500n]]);
    expect(ask(false)).toEqual([]);
  });
});
