/** 怎么算的 of every kind of share: what is said of it, and that anybody can compute it again. */
import type { CommissionExplanation } from "@banyan/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Product } from "../support/goods.ts";
import { askRefund, paidOrder, ship } from "../support/orders.ts";
import { type Buyer, newKey } from "../support/people.ts";
import { bind, makePromoter, ratesOf, usePlan } from "../support/relation.ts";
import { openShop, type Shop } from "../support/shop.ts";
import { comeOutAgain, explainedAll } from "./piped.ts";

let shop: Shop;
let tea: Product;
let honey: Product;
let buyer: Buyer;
let leaf: Buyer;
let middle: Buyer;
let top: Buyer;
let tiers: string[];
beforeAll(async () => {
  shop = await openShop({ name: "explanation" });
  tea = await shop.product({ name: "易武古树茶", price: 10_000, stock: 100 });
  honey = await shop.product({ name: "云岭蜂蜜", price: 2_000, stock: 100 });
  [buyer, leaf, middle, top] = (await shop.crowd(4)) as [Buyer, Buyer, Buyer, Buyer];
  tiers = (await shop.sql<{ id: string }>("SELECT id::text FROM tier ORDER BY rank")).map(({ id }) => id);
  await makePromoter(shop, top, { tier: "代理商" });
  await makePromoter(shop, middle, { inviter: top, tier: "经销商" });
  await makePromoter(shop, leaf, { inviter: middle });
  await bind(shop, buyer, leaf);
});
afterAll(() => shop.close());

/** What each of them is told of the only commissions of an order, "position kind" → explanation. */
async function told(no: string): Promise<Record<string, CommissionExplanation>> {
  const all: Record<string, CommissionExplanation> = {};
  for (const who of [leaf, middle, top]) {
    for (const { key, position, kind } of (await who.api.commission.list({ limit: 100 })).items)
      if (key.startsWith(no)) all[`${position} ${kind}`] = await who.api.commission.get({ key });
  }
  return all;
}

/** Every figure comes from the ones before it, and the steps say the same figures. */
function hangsTogether({ figures, steps, commission, recomputed_fen }: CommissionExplanation): void {
  if (figures === null) throw new Error("no figures");
  const f = figures;
  expect(f.amount_fen).toBe(f.price_fen * f.quantity);
  expect(f.net_fen).toBe(f.amount_fen - f.coupon_fen);
  expect(f.base_fen).toBe(f.net_fen - f.self_discount_fen);
  const gross =
    f.rate_bps !== null
      ? Math.floor((f.base_fen * f.rate_bps) / 10_000)
      : f.fixed_fen !== null
        ? Math.min(f.fixed_fen * f.quantity, f.base_fen)
        : Math.floor((f.base_fen * ((f.team?.own_bps ?? 0) - (f.team?.seen_bps ?? 0))) / 10_000);
  expect([f.rate_bps, f.fixed_fen, f.team].filter((one) => one !== null)).toHaveLength(1);
  expect(f.gross_fen).toBe(gross);
  expect(f.limit_fen).toBe(Math.floor((f.net_fen * f.cap_bps) / 10_000));
  expect(f.room_fen).toBe(f.limit_fen - f.self_discount_fen);
  expect(f.fen).toBe(f.gross_fen - f.cut_fen);
  expect(f.kept_fen).toBe(Math.floor((f.fen * (f.base_fen - f.refunded_fen)) / f.base_fen));
  expect([commission.fen, commission.kept_fen, recomputed_fen]).toEqual([f.fen, f.kept_fen, f.kept_fen]);
  const shown = Object.fromEntries(steps.map(({ kind, amount_fen }) => [kind, amount_fen]));
  expect(shown).toMatchObject({ price: f.amount_fen, base: f.base_fen, limit: f.room_fen, fen: f.fen });
  if (f.refunded_fen > 0) expect(shown).toMatchObject({ refunded: -f.refunded_fen, kept: f.kept_fen });
}

describe("three positions with a team bonus", () => {
  let no: string;
  let all: Record<string, CommissionExplanation>;
  beforeAll(async () => {
    await usePlan(shop, {
      depth: 3,
      cap_bps: 3000,
      rules: [
        ...ratesOf(1000, 300),
        { id: "p3", scope: "product", target: tea.id, position: 3, fixed_fen: 45 },
      ],
      team_bonus: { rates: { [tiers[1] ?? ""]: 300, [tiers[2] ?? ""]: 500 } },
    });
    ({ no } = await paidOrder(shop, buyer, [{ sku: tea.sku, quantity: 2 }]));
    await shop.settle();
    all = await told(no);
  });

  it("says who earns what by which sentence, and why there", () => {
    const said = Object.entries(all).map(([place, one]) => [
      place,
      one.commission.fen,
      one.rule_text,
      one.position_text,
      one.position_reason,
    ]);
    expect(said).toEqual([
      [
        "1 referral",
        2000,
        "全部商品：第 1 位得计佣金额的 10%",
        "您推荐，顾客购买",
        "顾客下单时与您有客户关系，所以您站在第 1 位",
      ],
      [
        "2 team",
        600,
        "团队管理奖：经销商得计佣金额的 3%",
        "您邀请的伙伴推荐，顾客购买",
        "顾客的推荐人由您邀请，所以您站在第 2 位",
      ],
      [
        "2 referral",
        600,
        "全部商品：第 2 位得计佣金额的 3%",
        "您邀请的伙伴推荐，顾客购买",
        "顾客的推荐人由您邀请，所以您站在第 2 位",
      ],
      [
        "3 team",
        400,
        "团队管理奖：代理商得计佣金额的 5%，减去前面位置的等级已有的 3%，得差额 2%",
        "您的伙伴邀请的人推荐，顾客购买",
        "顾客的推荐人的邀请人由您邀请，所以您站在第 3 位",
      ],
      [
        "3 referral",
        90,
        "商品「易武古树茶」：第 3 位每件得 0.45 元，不超过计佣金额",
        "您的伙伴邀请的人推荐，顾客购买",
        "顾客的推荐人的邀请人由您邀请，所以您站在第 3 位",
      ],
    ]);
    for (const one of Object.values(all)) hangsTogether(one);
  });

  it("tells what comes next, the plan's time and the tier, and only the end of the order's number", () => {
    for (const one of Object.values(all)) {
      expect(one.order_no).toBe(`尾号 ${no.slice(-4)}`);
      expect(one.next).toEqual({
        kind: "awaits_receipt",
        text: "顾客确认收货后，再过 7 天售后期结算",
        at: null,
      });
      expect(one.plan.in_force_until).toBeNull();
      expect(Date.parse(one.plan.in_force_from ?? "")).toBeGreaterThan(0);
      expect(one.tier_now).toBeNull();
      expect(
        one.transfers.map(({ title, debit_text, credit_text }) => [title, debit_text, credit_text]),
      ).toEqual([["佣金入账", "佣金支出", "预估"]]);
    }
    expect(all["3 team"]?.tier_name).toBe("代理商");
  });

  it("after a refund the figures go on to what is kept, and a new tier is named beside the old one", async () => {
    await ship(shop.owner, no);
    const asked = await askRefund(buyer, no, [{ line_no: 1, quantity: 1, amount_fen: 3333 }]);
    await shop.owner.api.console.aftersale.approve({ no: asked, confirm_fen: 3333 });
    await shop.settle();
    await shop.sql("UPDATE promoter SET tier_id = $2::bigint WHERE owner_id = $1", [middle.id, tiers[2]]);
    const later = await told(no);
    for (const one of Object.values(later)) hangsTogether(one);
    expect(later["2 team"]).toMatchObject({ tier_name: "经销商", tier_now: "代理商" });
    expect(later["2 team"]?.figures).toMatchObject({ refunded_fen: 3333, kept_fen: 500 });
    await shop.sql("UPDATE promoter SET tier_id = $2::bigint WHERE owner_id = $1", [middle.id, tiers[1]]);
  });
});

describe("cut by the cap", () => {
  it("says what was claimed, what there was room for, and that nothing is left", async () => {
    await usePlan(shop, {
      depth: 3,
      cap_bps: 1150,
      rules: ratesOf(1000, 300),
      team_bonus: { rates: { [tiers[1] ?? ""]: 300 } },
    });
    const { no } = await paidOrder(shop, buyer, [{ sku: tea.sku }]);
    await shop.settle();
    const all = await told(no);
    for (const one of Object.values(all)) hangsTogether(one);
    expect(all["2 team"]).toMatchObject({
      commission: { fen: 0, state_text: "无佣金 · 超过单件上限" },
      figures: { claimed_fen: 1600, room_fen: 1150, cut_fen: 300 },
      next: { kind: "nothing" },
      transfers: [],
    });
    expect(all["2 referral"]?.figures).toMatchObject({ gross_fen: 300, cut_fen: 150, fen: 150 });
    expect(all["2 referral"]?.steps.find(({ kind }) => kind === "cap")).toMatchObject({
      amount_fen: -150,
      formula: "各方合计 ¥16.00，超过上限；先裁团队管理奖，再从远到近裁减",
    });
    const key = all["1 referral"]?.commission.key ?? "";
    const detail = await shop.owner.api.console.commission.get({ promoter_id: leaf.id, key });
    expect(detail.order_no).toBe(no);
    expect([detail.position_text, all["1 referral"]?.position_text]).toEqual([
      "该分销员推荐，顾客购买",
      "您推荐，顾客购买",
    ]);
    expect(detail.cuts).toEqual([
      { position: "2", kind: "team", cut_fen: 300 },
      { position: "2", kind: "referral", cut_fen: 150 },
    ]);
  });
});

describe("own purchases", () => {
  const own = (self_purchase: "rebate" | "discount") =>
    usePlan(shop, {
      self_purchase,
      cap_bps: 5000,
      rules: [...ratesOf(1000, 300), { id: "self", scope: "all", position: "self", rate_bps: 800 }],
    });

  it("自购返: the buyer stands at self, with the whole number of the own order", async () => {
    await own("rebate");
    const { no } = await paidOrder(shop, leaf, [{ sku: honey.sku, quantity: 3 }]);
    await shop.settle();
    const all = await told(no);
    for (const one of Object.values(all)) hangsTogether(one);
    expect(all["self self"]).toMatchObject({
      order_no: no,
      position_text: "您自己购买",
      position_reason: "买家是您本人，方案开启了自购，所以您站在自购位",
      rule_text: "全部商品：自购得计佣金额的 8%",
      commission: { fen: 480, buyer_name: "您自己" },
    });
    expect(all["2 referral"]).toMatchObject({
      position_text: "您邀请的伙伴购买",
      position_reason: "买家是您邀请的分销员；买家本人占自购位，所以您站在第 2 位",
      order_no: `尾号 ${no.slice(-4)}`,
    });
  });

  it("自购省 with a coupon: price → coupon → net → 自购省 → base", async () => {
    await own("discount");
    const at = Date.now();
    const coupon = await shop.owner.api.console.coupon.create({
      request_key: newKey(),
      name: "满十减七",
      threshold_fen: 1000,
      discount_fen: 707,
      total: 10,
      per_customer: 1,
      valid_days: 30,
      starts_at: new Date(at - 3_600_000).toISOString(),
      ends_at: new Date(at + 86_400_000).toISOString(),
    });
    const grant = await leaf.api.coupon.claim({ coupon_id: coupon.id });
    const { no } = await leaf.buy([{ sku: honey.sku, quantity: 3 }], grant.id);
    await leaf.pay(no);
    await shop.settle();
    const all = await told(no);
    expect(Object.keys(all)).toEqual(["2 referral"]);
    const one = all["2 referral"];
    if (!one) throw new Error("no share");
    hangsTogether(one);
    expect(one.steps.map(({ kind, amount_fen }) => [kind, amount_fen])).toEqual([
      ["price", 6000],
      ["coupon", -707],
      ["net", 5293],
      ["self_discount", -423],
      ["base", 4870],
      ["rule", 146],
      ["limit", 2223],
      ["fen", 146],
    ]);
  });
});

it("is nobody else's", async () => {
  const key = (await leaf.api.commission.list({})).items[0]?.key ?? "";
  expect((await leaf.raw("GET", `/promoter/commissions/${key}`)).status).toBe(200);
  for (const other of [middle, top, buyer])
    expect((await other.raw("GET", `/promoter/commissions/${key}`)).status).toBe(404);
});

it("every share comes out of the command line again, from what the console copies", async () => {
  const explained = await explainedAll(shop.owner);
  expect(explained.length).toBeGreaterThanOrEqual(11);
  comeOutAgain(explained);
  expect(shop.errors).toEqual([]);
});
