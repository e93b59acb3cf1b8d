/** Orders of two lines, spread over two years, with the commissions that they posted. */
import type pg from "pg";
import type { Seller } from "./fill.ts";

const LINES = 2;

/** An owner inside a number, for ids between 36⁴ and 36⁵, so that all have five digits. */
export const CODE_FUNCTION = `
  CREATE OR REPLACE FUNCTION pg_temp.code(id bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT '5' || string_agg(substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', 1 + (id / p % 36)::int, 1), '' ORDER BY p DESC)
    FROM unnest('{1679616,46656,1296,36,1}'::bigint[]) AS p $$`;

/** A number as the shop makes them: letter, day, owner, ten more. */
export const numberOf = (letter: string, at: string, owner: string, n: string) =>
  `'${letter}' || to_char(${at} AT TIME ZONE 'Asia/Shanghai', 'YYMMDD') || ${owner} || lpad(upper(to_hex(${n})), 10, '0')`;

/**
 * One in a hundred was refunded before it settled, one in two hundred is held, one in a thousand stands in an after-sale case ever since.
 * What is older than 22 days has settled.
 */
export async function fillSales(client: pg.Client, s: Seller): Promise<void> {
  await client.query(CODE_FUNCTION);
  await client.query("DROP TABLE IF EXISTS sized, sized_line");
  await client.query(
    `CREATE TEMP TABLE sized AS
     WITH buyer AS MATERIALIZED (
       SELECT k, id, pg_temp.code(id) AS code FROM generate_series(0, $7::int - 1) AS k, LATERAL (SELECT $3::bigint + k AS id) b)
     SELECT n, $1::bigint + n % $2::int AS owner_id, b.id AS buyer_id, paid_at, ${numberOf("D", "paid_at", "b.code", "n")} AS no,
       CASE WHEN $4::int > 0 AND n % 10 = 4 THEN $5::bigint + (n / 10) % $4::int END AS partner_id,
       n % 100 = 7 AS refunded, n % 200 = 11 AS held, n % 1000 = 13 AS stuck,
       n % 100 <> 7 AND n % 1000 <> 13 AND paid_at < now() - interval '22 days' AS settled
     FROM generate_series(0, $6::int - 1) AS n JOIN buyer b ON b.k = (n::bigint * 7919 % $7::int),
       LATERAL (SELECT date_trunc('milliseconds', now() - interval '725 days' * (1 - (n + 0.5) / $6::int)) AS paid_at) p`,
    [
      s.first,
      s.owners,
      s.buyers,
      s.owners === 1 ? s.size.invitees : 0,
      s.partners,
      Math.ceil(s.size.commissions / LINES),
      s.size.customers,
    ],
  );
  await insertOrders(client, s);
  await insertLines(client, s);
  await insertCommissions(client);
}

/** By an own share, most of them. */
async function insertOrders(client: pg.Client, s: Seller): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE sized_line AS
     SELECT z.*, line_no, (1000 + (n::bigint * 37 + line_no * 11) % 900 * 100)::bigint AS fen
     FROM sized z, generate_series(1, ${LINES}) AS line_no`,
  );
  await client.query(
    `INSERT INTO orders (buyer_id, no, quote_id, state, goods_fen, discount_fen, freight_fen, payable_fen, refunded_fen, created_at,
       created_date, paid_at, paid_date, received_at, referrer_id, share_code, earning, aftersale_open, settle_due_at, settled_at)
     SELECT buyer_id, no, 1000000 + n,
       CASE WHEN refunded THEN 'refunded' WHEN paid_at < now() - interval '7 days' THEN 'completed' ELSE 'awaiting_receipt' END,
       fen, 0, 0, fen, CASE WHEN refunded THEN fen ELSE 0 END, paid_at, business_date(paid_at), paid_at, business_date(paid_at),
       CASE WHEN paid_at < now() - interval '7 days' THEN paid_at + interval '7 days' END, coalesce(partner_id, owner_id),
       CASE WHEN partner_id IS NULL AND n % 4 > 0 THEN upper(lpad(to_hex(owner_id % 65536), 4, '0') || lpad(to_hex(n / $2::int % $1::int * $2::int + n % $2::int), 4, '0')) END,
       true, stuck, CASE WHEN NOT refunded AND paid_at < now() - interval '7 days' THEN paid_at + interval '22 days' END,
       CASE WHEN settled THEN paid_at + interval '22 days' END
     FROM (SELECT n, buyer_id, no, paid_at, owner_id, partner_id, refunded, stuck, settled, sum(fen)::bigint AS fen
       FROM sized_line GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 ORDER BY n) o`,
    [Math.floor(s.size.shares / s.owners), s.owners],
  );
}

async function insertLines(client: pg.Client, s: Seller): Promise<void> {
  const share = (position: number, promoter: string, percent: number) =>
    `jsonb_build_object('position', '${position}', 'kind', 'referral', 'promoter', ${promoter}::text, 'tier', t.id::text, 'rule', 'p${position}',
      'gross_fen', (fen * ${percent} / 100)::text, 'fen', (fen * ${percent} / 100)::text)`;
  const member = (promoter: string) =>
    `jsonb_build_object('id', ${promoter}::text, 'tier', t.id::text, 'active', true)`;
  await client.query(
    `INSERT INTO order_line (buyer_id, order_no, line_no, product_id, sku_id, name, spec, picture, fulfilment, price_fen, quantity,
       net_fen, base_fen, cost_fen, category_path, plan_version, chain, refunded_fen, refunded_quantity, shares)
     SELECT buyer_id, no, line_no, $1::bigint, $2::bigint, '易武古树茶饼', '["一饼"]', '', 'parcel', fen, 1, fen, fen, 0, p.path, v.version,
       CASE WHEN partner_id IS NULL THEN jsonb_build_array(${member("owner_id")})
         ELSE jsonb_build_array(${member("partner_id")}, ${member("owner_id")}) END,
       CASE WHEN refunded THEN fen ELSE 0 END, refunded::int,
       CASE WHEN partner_id IS NULL THEN jsonb_build_array(${share(1, "owner_id", 10)})
         ELSE jsonb_build_array(${share(1, "partner_id", 10)}, ${share(2, "owner_id", 3)}) END
     FROM sized_line, (SELECT id FROM tier ORDER BY rank LIMIT 1) t, (SELECT max(version) AS version FROM plan WHERE state = 'active') v,
       (SELECT ARRAY[category_id] AS path FROM product WHERE id = $1::bigint) p
     ORDER BY n`,
    [s.goods.product, s.goods.sku],
  );
}

async function insertCommissions(client: pg.Client): Promise<void> {
  await client.query(
    `INSERT INTO commission (owner_id, buyer_id, order_no, line_no, position, kind, tier, rule, gross_fen, fen, base_fen, refunded_fen,
       kept_fen, event_at, business_date, settled_at, held_at, hold_reason, hold_seq, created_at)
     SELECT promoter, buyer_id, no, line_no, position, 'referral', t.id::text, 'p' || position, share, share, fen,
       CASE WHEN refunded THEN fen ELSE 0 END, CASE WHEN refunded THEN 0 ELSE share END, paid_at, business_date(paid_at),
       CASE WHEN settled THEN paid_at + interval '22 days' END, CASE WHEN held THEN paid_at + interval '1 day' END,
       CASE WHEN held THEN '核实中' ELSE '' END, held::int, paid_at
     FROM sized_line,
       LATERAL (
         SELECT coalesce(partner_id, owner_id) AS promoter, '1' AS position, fen * 10 / 100 AS share
         UNION ALL SELECT owner_id, '2', fen * 3 / 100 WHERE partner_id IS NOT NULL) c,
       (SELECT id FROM tier ORDER BY rank LIMIT 1) t
     ORDER BY n`,
  );
}
