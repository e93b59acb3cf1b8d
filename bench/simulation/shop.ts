/**
 * A shop with many paid order lines, filled by a few statements: promoters in three tiers with their inviters, customers who are bound to
 * them, products in two levels of categories, orders of 90 days with one to four lines, one in twenty partly refunded. The shares that stand
 * on the lines are those of ACTIVE, so that the simulated active plan can be compared with what was granted.
 */
import type { Plan } from "@banyan/domain";
import type pg from "pg";

export interface ShopSize {
  readonly lines: number;
  readonly promoters: number;
  readonly buyers: number;
  readonly products: number;
}

/** Lines per order: 1, 2, 3, 4 by turns. */
const LINES_PER_ORDER = 2.5;
const DAYS = 90;
const ROOTS = 12;
const LEAVES = 60;

const PROMOTIONS = { flash_sale: "share_and_self", group_buy: "share_and_self" } as const;

/** What the shop's lines were sold under. */
export const ACTIVE: Plan = {
  depth: 2,
  self_purchase: "none",
  cap_bps: 3000,
  rules: [
    { id: "all-1", scope: "all", position: 1, rate_bps: 1000 },
    { id: "all-2", scope: "all", position: 2, rate_bps: 300 },
  ],
  exclude: [],
  promotions: PROMOTIONS,
  team_bonus: null,
};

const rule = (scope: "category" | "product", target: number, position: 1 | 2, rate: number) =>
  ({
    id: `${scope}-${target}-${position}`,
    scope,
    target: String(target),
    position,
    rate_bps: rate,
  }) as const;

/** 自购省, rates by category and tier, three positions and a team bonus. */
const BY_CATEGORY: Plan = {
  depth: 3,
  self_purchase: "discount",
  cap_bps: 2000,
  rules: [
    { id: "self", scope: "all", position: "self", rate_bps: 800 },
    { id: "all-1", scope: "all", position: 1, rate_bps: 900 },
    { id: "all-1-3", scope: "all", position: 1, tier: "3", rate_bps: 1200 },
    { id: "all-2", scope: "all", position: 2, rate_bps: 300 },
    { id: "all-3", scope: "all", position: 3, rate_bps: 100 },
    ...Array.from({ length: LEAVES / 2 }, (_, index) =>
      rule("category", ROOTS + 1 + index * 2, 1, 600 + index * 20),
    ),
  ],
  exclude: [{ scope: "category", target: "1" }],
  promotions: PROMOTIONS,
  team_bonus: { rates: { "1": 0, "2": 200, "3": 400 } },
};

/** Rates by product. */
const BY_PRODUCT: Plan = {
  ...ACTIVE,
  self_purchase: "rebate",
  rules: [
    ...ACTIVE.rules,
    { id: "self", scope: "all", position: "self", rate_bps: 500 },
    ...Array.from({ length: 200 }, (_, index) => rule("product", index + 1, 1, 500 + index * 5)),
    ...Array.from({ length: 200 }, (_, index) => rule("product", index + 1, 2, 200)),
  ],
};

export const CANDIDATES = [
  { name: "分类与团队奖", body: BY_CATEGORY },
  { name: "逐个商品", body: BY_PRODUCT },
];

/** Fills the tables; the numbers come from the seed. */
export async function fillShop(client: pg.Client, size: ShopSize, seed: number): Promise<void> {
  const orders = Math.ceil(size.lines / LINES_PER_ORDER);
  await client.query("BEGIN");
  // Foreign keys were checked by the shop that would have written this; here they would take half of the time.
  await client.query("SET LOCAL session_replication_role = replica");
  await client.query("SELECT setseed($1)", [(seed % 1000) / 1000]);
  await client.query("SELECT set_config('jit', 'off', true), set_config('work_mem', '256MB', true)");
  await fillPeople(client, size);
  await client.query(
    `INSERT INTO category (id, name, parent_id, sort)
     SELECT i, '分类 ' || i, CASE WHEN i > ${ROOTS} THEN (i % ${ROOTS}) + 1 END, i FROM generate_series(1, ${ROOTS + LEAVES}) AS i`,
  );
  await client.query(
    `INSERT INTO product (id, category_id, state, fulfilment, name, gallery)
     SELECT i, ${ROOTS} + 1 + i % ${LEAVES}, 'listed', 'parcel', '商品 ' || i, '[]' FROM generate_series(1, ${size.products}) AS i`,
  );
  await client.query(
    `CREATE TEMP TABLE draw ON COMMIT DROP AS
     SELECT i, 'B' || lpad(i::text, 12, '0') AS no, ${size.promoters} + 1 + floor(random() * ${size.buyers})::bigint AS buyer_id,
       business_date(now()) - floor(random() * ${DAYS})::int AS day FROM generate_series(1, ${orders}::bigint) AS i`,
  );
  await fillLines(client, size);
  await client.query(
    `INSERT INTO orders (buyer_id, no, quote_id, state, goods_fen, discount_fen, freight_fen, payable_fen, created_at, created_date,
       paid_at, paid_date, earning)
     SELECT d.buyer_id, d.no, d.i, 'completed', l.fen, 0, 0, l.fen, d.day, d.day, d.day, d.day, true
     FROM draw d JOIN (SELECT order_no, sum(net_fen) AS fen FROM order_line GROUP BY order_no) AS l ON l.order_no = d.no`,
  );
  await client.query("UPDATE plan SET body = $1 WHERE state = 'active'", [JSON.stringify(ACTIVE)]);
  await client.query("COMMIT");
  // As autovacuum leaves a shop: statistics are there, hint bits are set, and no checkpoint of the filling falls into the measuring.
  await client.query("VACUUM ANALYZE orders, order_line");
  await client.query("CHECKPOINT");
}

/** Promoters 1 … n, each invited by an earlier one; the chain of each as an order keeps it. */
async function fillPeople(client: pg.Client, { promoters, buyers }: ShopSize): Promise<void> {
  await client.query("INSERT INTO customer (id) SELECT generate_series(1, $1::bigint)", [promoters + buyers]);
  await client.query(
    "INSERT INTO customer_profile (customer_id, nickname) SELECT i, '伙伴 ' || i FROM generate_series(1, $1::bigint) AS i",
    [promoters],
  );
  await client.query(
    `CREATE TEMP TABLE member ON COMMIT DROP AS
     SELECT i AS id, CASE WHEN i > 1 THEN floor(random() * least(i - 1, 500))::bigint + 1 END AS inviter,
       jsonb_build_object('id', i::text, 'tier', (1 + floor(random() ^ 3 * 3))::int::text, 'active', random() > 0.03) AS one
     FROM generate_series(1, ${promoters}) AS i`,
  );
  await client.query(
    `CREATE TEMP TABLE stand ON COMMIT DROP AS
     SELECT a.id, a.one, jsonb_path_query_array(jsonb_build_array(a.one, b.one, c.one), '$[*] ? (@ != null)') AS chain
     FROM member a LEFT JOIN member b ON b.id = a.inviter LEFT JOIN member c ON c.id = b.inviter`,
  );
  // A star has many customers: the lower the number, the more. One buyer in twenty is a promoter, who stands in no chain of their own.
  await client.query(
    `CREATE TEMP TABLE bound ON COMMIT DROP AS
     SELECT b.id, CASE WHEN b.id % 20 = 0 THEN jsonb_build_object('id', b.id::text, 'tier', '1', 'active', true) END AS buyer_promoter,
       coalesce(s.chain, '[]') AS chain
     FROM (SELECT ${promoters} + i AS id, floor(random() ^ 2 * ${promoters} * 1.05)::bigint + 1 AS promoter
       FROM generate_series(1, ${buyers}) AS i) AS b
     LEFT JOIN stand s ON s.id = b.promoter`,
  );
}

/** The last step computes the shares of ACTIVE: floor(net × rate) of the active members at 1 and 2, far below the cap. */
async function fillLines(client: pg.Client, size: ShopSize): Promise<void> {
  await client.query(
    `INSERT INTO order_line (buyer_id, order_no, line_no, product_id, sku_id, name, spec, picture, fulfilment, price_fen, quantity,
       discount_fen, net_fen, base_fen, cost_fen, category_path, promotion, plan_version, buyer_promoter, chain, shares, refunded_fen)
     SELECT d.buyer_id, d.no, n, product, product * 2 + sku, '商品 ' || product, '["一份"]', '', 'parcel', price, quantity,
       price * quantity - net, net, net, CASE WHEN product % 50 = 0 THEN 0 ELSE price * (60 + product % 30) / 100 END,
       ARRAY[leaf, leaf % ${ROOTS} + 1], CASE WHEN product % 40 = 0 THEN 'flash_sale' END, 1, b.buyer_promoter, b.chain,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('position', at, 'kind', 'referral', 'promoter', m ->> 'id', 'tier', m ->> 'tier',
           'rule', 'all-' || at, 'gross_fen', (net * rate / 10000)::text, 'fen', (net * rate / 10000)::text) ORDER BY at), '[]')
         FROM jsonb_array_elements(b.chain) WITH ORDINALITY AS c (m, at) JOIN (VALUES (1, 1000), (2, 300)) AS r (pos, rate) ON pos = at
         WHERE (m ->> 'active')::boolean AND net * rate / 10000 > 0),
       CASE WHEN random() < 0.05 THEN floor(net * random())::bigint ELSE 0 END
     FROM draw d JOIN bound b ON b.id = d.buyer_id, LATERAL generate_series(1, 1 + d.i % 4) AS n,
       LATERAL (SELECT 1 + (d.i * 7919 + n * 104729) % ${size.products} AS product, (d.i + n) % 2 AS sku, 1 + (d.i * n) % 3 AS quantity) AS p,
       LATERAL (SELECT ${ROOTS} + 1 + product % ${LEAVES} AS leaf, 990 + (product * 3571) % 30000 AS price) AS q,
       LATERAL (SELECT price * quantity - CASE WHEN d.i % 3 = 0 THEN (d.i * 31) % 900 ELSE 0 END AS net) AS a`,
  );
}
