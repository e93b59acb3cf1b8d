/** A shop with three past orders, and somebody who simulates plans on them. The orders are written straight into the tables. */
import type { ConsoleSimulation, Envelope, PlanBody, SimulationRow } from "@banyan/contract";
import { computeLine, type Member, type Plan, preparePlan } from "@banyan/domain";
import { businessDate, makeNumber } from "@banyan/kernel";
import { driveSimulations } from "../src/simulation/drive.ts";
import { addCategory, addGoods } from "./goods.ts";
import { type Answer, type Caller, newKey, openShop, type Shop } from "./open-shop.ts";

export interface Simulations {
  shop: Shop;
  owner: Caller;
  /** Two promoters: 阿依, and who invited her. */
  promoters: string[];
  /** Asks for the last seven days without a candidate, unless told otherwise. */
  start(extra?: Record<string, unknown>, by?: Caller): Promise<Answer<SimulationRow & Envelope>>;
  get(id: string): Promise<ConsoleSimulation>;
  /** One run of the worker's loop. */
  drive(): Promise<boolean>;
  /** Asked for, computed, read. */
  simulated(extra?: Record<string, unknown>): Promise<ConsoleSimulation>;
  /** A version beside the active one. */
  addVersion(state: "draft" | "retired", body?: PlanBody | Plan): Promise<number>;
  /** Ends all that waits or runs. */
  clear(): Promise<void>;
}

export async function openSimulations(name: string): Promise<Simulations> {
  const shop = await openShop(name);
  const owner = await shop.staff("owner");
  await shop.sql("UPDATE plan SET body = $1 WHERE state = 'active'", [JSON.stringify(ACTIVE)]);
  const all: Simulations = {
    shop,
    owner,
    promoters: await fillShop(shop),
    start: (extra = {}, by = owner) =>
      by.call("POST", "/console/simulations", {
        request_key: newKey(),
        period: { days: 7 },
        candidates: [],
        ...extra,
      }),
    get: async (id) => (await owner.call<ConsoleSimulation>("GET", `/console/simulations/${id}`)).body,
    drive: () => driveSimulations(shop.services),
    simulated: async (extra = {}) => {
      const { body } = await all.start(extra);
      await all.drive();
      return all.get(body.id);
    },
    addVersion: async (state, body = SAVING) => {
      const [row] = await shop.sql<{ version: string }>(
        `INSERT INTO plan (name, state, body, activated_at, retired_at) VALUES ('去年的方案', $1, $2,
           CASE WHEN $1 = 'retired' THEN now() END, CASE WHEN $1 = 'retired' THEN now() END) RETURNING version`,
        [state, JSON.stringify(body)],
      );
      return Number(row?.version);
    },
    clear: async () =>
      void (await shop.sql(
        "UPDATE simulation SET state = 'cancelled', finished_at = now() WHERE state IN ('queued', 'running')",
      )),
  };
  return all;
}

const PROMOTIONS = { flash_sale: "share_and_self", group_buy: "share_and_self" } as const;
export const ACTIVE: Plan = {
  depth: 2,
  self_purchase: "none",
  cap_bps: 1100,
  rules: [
    { id: "a", scope: "all", position: 1, rate_bps: 1000 },
    { id: "b", scope: "all", position: 2, rate_bps: 300 },
  ],
  exclude: [],
  promotions: PROMOTIONS,
  team_bonus: null,
};
/** 8 % to whoever buys, 6 % at once to the inviter. */
export const SAVING: PlanBody = {
  ...ACTIVE,
  cap_bps: 3000,
  self_purchase: "discount",
  rules: [
    { id: "s", scope: "all", position: "self", rate_bps: 800 },
    { id: "a", scope: "all", position: 1, rate_bps: 600 },
    { id: "b", scope: "all", position: 2, rate_bps: 600 },
  ],
  exclude: [],
  promotions: PROMOTIONS,
  team_bonus: null,
};

/** Three orders: a customer's, a promoter's own with a refund, and one of another year. */
async function fillShop(shop: Shop): Promise<string[]> {
  const today = businessDate(new Date());
  const [root, buyer] = [await addCategory(shop, "菌子"), await shop.customer()];
  const leaf = await addCategory(shop, "松茸", root);
  const { productId: product } = await addGoods(shop, { name: "松茸", category: leaf });
  const [a, b] = [await shop.customer(), await shop.customer()];
  await shop.sql("UPDATE customer_profile SET nickname = '阿依' WHERE customer_id = $1", [a.id]);
  const member = (id: bigint, tier: string) => ({ id: String(id), tier, active: true });
  const place = { product, categories: [String(leaf), String(root)] };
  const order = (day: string, lines: PastOrder["lines"], who = buyer.id): PastOrder => ({
    ...{ buyer: who, day, lines },
    no: makeNumber("order", who, day, () => newKey().slice(0, 10).toUpperCase()),
  });
  const chain = [member(a.id, "2"), member(b.id, "1")];
  await addPastOrder(shop, ACTIVE, order(today, [{ ...place, net: 9999, cost: 9000, chain }]));
  await addPastOrder(
    shop,
    ACTIVE,
    order(
      today,
      [
        {
          ...place,
          net: 10_000,
          cost: 5000,
          refunded: 2500,
          buyerPromoter: member(a.id, "2"),
          chain: chain.slice(1),
        },
        { ...place, net: 0, chain },
      ],
      a.id,
    ),
  );
  await addPastOrder(shop, ACTIVE, order("2020-03-01", [{ ...place, net: 5000, chain }]));
  return [String(a.id), String(b.id)];
}

interface PastOrder {
  no: string;
  buyer: bigint;
  /** Business date of payment. */
  day: string;
  lines: {
    product: bigint;
    categories: string[];
    net: number;
    quantity?: number;
    cost?: number;
    refunded?: number;
    buyerPromoter?: Member;
    chain?: Member[];
    promotion?: "flash_sale" | "group_buy";
  }[];
}

/** As submit, payment and refunds leave them; shares and 自购省 are those of the plan. */
async function addPastOrder(shop: Shop, plan: Plan, order: PastOrder): Promise<void> {
  const prepared = preparePlan(plan);
  const lines = order.lines.map((line) => {
    const quantity = line.quantity ?? 1;
    const result = computeLine({
      plan: prepared,
      line: {
        sku: String(line.product),
        product: String(line.product),
        categories: line.categories,
        quantity,
        netFen: BigInt(line.net),
        promotion: line.promotion ?? null,
      },
      buyer: { promoter: line.buyerPromoter ?? null },
      chain: line.chain ?? [],
    });
    return { ...line, quantity, result };
  });
  const sum = (of: (line: (typeof lines)[number]) => bigint) =>
    lines.reduce((all, line) => all + of(line), 0n);
  const [goods, saved] = [sum((line) => BigInt(line.net)), sum((line) => line.result.discountFen)];
  await shop.sql(
    `INSERT INTO orders (buyer_id, no, quote_id, state, goods_fen, discount_fen, self_discount_fen, freight_fen, payable_fen, created_at,
       created_date, paid_at, paid_date, earning)
     VALUES ($1, $2, $3, 'completed', $4, 0, $5, 0, $4::bigint - $5::bigint, $6::date, $6, $6::date, $6, true)`,
    [order.buyer, order.no, hashOf(order.no), goods, saved, order.day],
  );
  for (const [index, line] of lines.entries()) {
    const shares = line.result.shares.map(({ grossFen, fen, ...share }) => ({
      ...share,
      gross_fen: String(grossFen),
      fen: String(fen),
    }));
    await shop.sql(
      `INSERT INTO order_line (buyer_id, order_no, line_no, product_id, sku_id, name, spec, picture, fulfilment, price_fen, quantity,
         discount_fen, net_fen, self_discount_fen, base_fen, cost_fen, category_path, promotion, plan_version, buyer_promoter, chain,
         shares, refunded_fen)
       VALUES ($1, $2, $3, $4, $4, '松茸', '["一份"]', '', 'parcel', greatest($5::bigint, 1), $6::int,
         greatest($5::bigint, 1) * $6::int - $5::bigint, $5, $7,
         $5::bigint - $7::bigint, $8, $9, $10, 1, $11, $12, $13, $14)`,
      [
        order.buyer,
        order.no,
        index + 1,
        line.product,
        line.net,
        line.quantity,
        line.result.discountFen,
        line.cost ?? 0,
        line.categories,
        line.promotion ?? null,
        line.buyerPromoter ? JSON.stringify(line.buyerPromoter) : null,
        JSON.stringify(line.chain ?? []),
        JSON.stringify(shares),
        line.refunded ?? 0,
      ],
    );
  }
}

/** Any number that belongs to this order alone. */
function hashOf(no: string): number {
  return [...no].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 2_000_000_000, 7);
}
