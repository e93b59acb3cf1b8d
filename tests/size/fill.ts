/**
 * A promoter of any size in a shop of today, set-based: customers, two years of orders with their commissions, transfers, sums, payouts,
 * shares and the rest, as the shop itself would have written them. Beside them ordinary promoters, so that the planner sees a shop.
 */
import type pg from "pg";
import { fillMoney, sumUp } from "./fill-money.ts";
import { fillSales } from "./fill-sales.ts";

export interface Size {
  customers: number;
  commissions: number;
  invitees: number;
  shares: number;
  touches: number;
  withdrawals: number;
  adjustments: number;
  tierChanges: number;
  notices: number;
}

export const FULL: Size = {
  customers: 100_000,
  commissions: 1_000_000,
  invitees: 2_000,
  shares: 5_000,
  touches: 500_000,
  withdrawals: 3_000,
  adjustments: 300,
  tierChanges: 200,
  notices: 20_000,
};

/** A part of it. At least one of everything. */
export function partOf(size: Size, divisor: number): Size {
  const parts = Object.entries(size).map(([what, count]) => [what, Math.max(1, Math.ceil(count / divisor))]);
  return Object.fromEntries(parts) as unknown as Size;
}

/** Whose sales are filled in: orders go round among the owners, customers too. */
export interface Seller {
  /** The promoters; ids stand together. */
  first: number;
  owners: number;
  /** Ids of their customers begin here. */
  buyers: number;
  size: Size;
  /** Promoters whom the first one invited; every tenth order comes by one of them. */
  partners: number;
  goods: { product: string; sku: string };
}

/** Makes the promoter with all they have. Ids from `seller.first` and `seller.buyers` on must be free. */
export async function fillSeller(client: pg.Client, seller: Seller): Promise<void> {
  await fillPeople(client, seller);
  await fillBindings(client, seller);
  await fillSales(client, seller);
  await fillShares(client, seller);
  await fillMoney(client, seller);
  await sumUp(client);
  await fillNews(client, seller);
}

async function fillPeople(client: pg.Client, s: Seller): Promise<void> {
  await client.query(
    `INSERT INTO customer (id, created_at, created_date)
     SELECT id, now() - interval '731 days', business_date(now() - interval '731 days') FROM (
       SELECT generate_series($1::bigint, $1::bigint + $2::int - 1) AS id
       UNION ALL SELECT generate_series($3::bigint, $3::bigint + $4::int - 1)
       UNION ALL SELECT generate_series($5::bigint, $5::bigint + $6::int - 1)) ids ON CONFLICT DO NOTHING`,
    [s.first, s.owners, s.buyers, s.size.customers, s.partners, partnersOf(s)],
  );
  await client.query(
    `INSERT INTO customer_profile (customer_id, nickname)
     SELECT c.id, CASE WHEN c.id < $2 THEN '分销员' ELSE '顾客' END || c.id FROM customer c
     WHERE c.id >= $1 ON CONFLICT DO NOTHING`,
    [s.first, s.buyers],
  );
  const promoter = `INSERT INTO promoter (owner_id, tier_id, path, agreement_version, agreed_at, approved_at, approved_date)
    SELECT id, (SELECT id FROM tier ORDER BY rank LIMIT 1), $3::bigint[], 1, at, at, business_date(at)
    FROM generate_series($1::bigint, $1::bigint + $2::int - 1) AS id, LATERAL (SELECT now() - interval '730 days' + (id % 700) * interval '1 day' AS at) a`;
  await client.query(promoter, [s.first, s.owners, []]);
  await client.query(promoter, [s.partners, partnersOf(s), [s.first]]);
}

/** Ids of partners follow each other; only a single seller has any. */
const partnersOf = (s: Seller) => (s.owners === 1 ? s.size.invitees : 0);

/** Six in ten stand and are valid, two have run out, two have ended; those have one that ended before, too. */
async function fillBindings(client: pg.Client, s: Seller): Promise<void> {
  await client.query(
    `INSERT INTO binding (customer_id, promoter_id, bound_at, expires_at, ended_at, end_reason)
     SELECT $1::bigint + n, $2::bigint + n % $3::int, at, at + interval '20 days', at + interval '20 days', 'expired'
     FROM generate_series(0, $4::int - 1) AS n, LATERAL (SELECT now() - interval '700 days' + n * interval '1 second' AS at) a
     WHERE n % 10 >= 6
     UNION ALL
     SELECT $1::bigint + n, $2::bigint + n % $3::int, at, CASE WHEN n % 10 < 6 THEN now() + interval '20 days' ELSE at + interval '30 days' END,
       CASE WHEN n % 10 >= 8 THEN at + interval '10 days' END, CASE WHEN n % 10 >= 8 THEN 'by_customer' END
     FROM generate_series(0, $4::int - 1) AS n, LATERAL (SELECT now() - interval '600 days' + n * interval '5 minutes' AS at) a`,
    [s.buyers, s.first, s.owners, s.size.customers],
  );
}

/** A few shares bring most visits. */
async function fillShares(client: pg.Client, s: Seller): Promise<void> {
  const code = (owner: string, n: string) =>
    `upper(lpad(to_hex(${owner} % 65536), 4, '0') || lpad(to_hex(${n}), 4, '0'))`;
  await client.query(
    `WITH made AS (
       SELECT $1::bigint + n % $2::int AS owner_id, ${code("($1::bigint + n % $2::int)", "n")} AS code, n,
         now() - interval '600 days' + n * interval '590 days' / $3::int AS at
       FROM generate_series(0, $3::int - 1) AS n),
     registered AS (INSERT INTO share_code (code, owner_id) SELECT code, owner_id FROM made)
     INSERT INTO share (owner_id, code, channel, product_id, created_at, expires_at)
     SELECT owner_id, code, CASE WHEN n % 3 = 0 THEN 'link' ELSE 'card' END, CASE WHEN n % 3 <> 0 THEN $4::bigint END, at, at + interval '900 days'
     FROM made`,
    [s.first, s.owners, s.size.shares, s.goods.product],
  );
  await client.query(
    `INSERT INTO touch (owner_id, share_code, visitor_key, business_date, event_at)
     SELECT $1::bigint + k % $2::int, ${code("($1::bigint + k % $2::int)", "k")}, 'visitor-' || n, business_date(at), at
     FROM generate_series(0, $4::int - 1) AS n,
       LATERAL (SELECT floor($3::int * (1 - ((n::bigint * 7919) % 1000003 / 1000003.0) ^ 2))::int % $3::int AS k,
         now() - interval '500 days' * (1 - (n + 0.5) / $4::int) AS at) a`,
    [s.first, s.owners, s.size.shares, s.size.touches],
  );
}

async function fillNews(client: pg.Client, s: Seller): Promise<void> {
  await client.query(
    `INSERT INTO notice (customer_id, event_key, topic, title, body, link, read_at, created_at)
     SELECT $1::bigint + n % $2::int, 'size:' || n, 'order.paid', '新的佣金', '有一笔新的预估佣金', NULL, CASE WHEN n % 50 > 0 THEN now() END,
       now() - interval '700 days' * (1 - (n + 0.5) / $3::int)
     FROM generate_series(0, $3::int - 1) AS n`,
    [s.first, s.owners, s.size.notices],
  );
  await client.query(
    `INSERT INTO tier_change (owner_id, from_id, to_id, cause, event_at)
     SELECT $1::bigint + n % $2::int, a.id, z.id, CASE WHEN n % 2 = 0 THEN 'upgrade' ELSE 'not_kept' END, now() - interval '700 days' * (1 - (n + 0.5) / $3::int)
     FROM generate_series(0, $3::int - 1) AS n, (SELECT array_agg(id ORDER BY rank) AS t FROM tier) t,
       LATERAL (SELECT t.t[1 + n % 2] AS id) a, LATERAL (SELECT t.t[2 - n % 2] AS id) z`,
    [s.first, s.owners, s.size.tierChanges],
  );
}
