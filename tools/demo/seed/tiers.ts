/** 等级 of the demo shop: rights and rules, one seed promoter, how each came to their tier, and what everybody has sold. */
import type pg from "pg";

/** Everybody above the lowest began there; this one as a seed. */
const SEED = { nickname: "大理的风", days: 45, note: "民宿渠道首批种子分销员" };
const BEGAN_NOTE = "入驻时按线下渠道评定";
/** Rules ask for so much more than anybody below has in sight: nobody moves by waiting, somebody may by selling. */
const BEYOND = 1.3;

/** After orders and promoters. */
export async function seedTiers(client: pg.ClientBase, p: { operatorId: bigint; now: Date }): Promise<void> {
  await countSales(client);
  await client.query(
    "UPDATE tier SET templates = rank > 1, withdraw_day_fen = CASE WHEN rank = 1 THEN 60000 END",
  );
  await writeRules(client, p.now);
  await writeChanges(client, p);
}

/** As the statistics would have, order by order. */
async function countSales(client: pg.ClientBase): Promise<void> {
  await client.query(`
    INSERT INTO promoter_sale (owner_id, order_no, buyer_id, inviter_id, business_date, sales_fen)
    SELECT o.referrer_id, o.no, o.buyer_id, min((l.chain -> 1 ->> 'id')::bigint), business_date(o.settled_at),
      sum(l.base_fen - l.refunded_fen)
    FROM orders o JOIN order_line l ON l.buyer_id = o.buyer_id AND l.order_no = o.no
    WHERE o.settled_at IS NOT NULL AND o.referrer_id IS NOT NULL GROUP BY o.buyer_id, o.no`);
  await client.query(`
    INSERT INTO promoter_day
    SELECT owner_id, business_date, sum(own), sum(own_fen), sum(invited), sum(invited_fen)
    FROM (
      SELECT owner_id, business_date, (sales_fen > 0)::int AS own, sales_fen AS own_fen, 0 AS invited, 0 AS invited_fen FROM promoter_sale
      UNION ALL
      SELECT inviter_id, business_date, 0, 0, (sales_fen > 0)::int, sales_fen FROM promoter_sale WHERE inviter_id IS NOT NULL) part
    GROUP BY owner_id, business_date`);
  await client.query(`
    INSERT INTO referred_order (owner_id, order_no, sales_fen, commission_fen)
    SELECT o.referrer_id, o.no, o.payable_fen - o.refunded_fen, coalesce(sum(s.kept), 0)
    FROM orders o JOIN order_line l ON l.buyer_id = o.buyer_id AND l.order_no = o.no
      LEFT JOIN LATERAL (
        SELECT div((e ->> 'fen')::numeric * (l.base_fen - l.refunded_fen), l.base_fen)::bigint AS kept
        FROM jsonb_array_elements(l.shares) AS e WHERE (e ->> 'promoter')::bigint = o.referrer_id) s ON true
    WHERE o.paid_at IS NOT NULL AND o.referrer_id IS NOT NULL GROUP BY o.buyer_id, o.no`);
  await client.query(`
    INSERT INTO referred_total (owner_id, share_code, orders, sales_fen, commission_fen)
    SELECT k.owner_id, code, count(*), sum(k.sales_fen), sum(k.commission_fen)
    FROM referred_order k JOIN orders o ON o.referrer_id = k.owner_id AND o.no = k.order_no
      CROSS JOIN LATERAL unnest(array_remove(ARRAY['', o.share_code], NULL)) AS code
    GROUP BY 1, 2`);
}

/** The most that anybody below has, or will have when all that is paid has settled. */
async function inSight(
  client: pg.ClientBase,
  p: { below: number; days: number; team: boolean; now: Date },
): Promise<number> {
  const { rows } = await client.query<{ fen: string }>(
    `SELECT coalesce(max(s.fen), 0)::text AS fen FROM promoter p JOIN tier t ON t.id = p.tier_id
       CROSS JOIN LATERAL (
         SELECT sum(o.payable_fen - o.refunded_fen) AS fen FROM orders o LEFT JOIN promoter r ON r.owner_id = o.referrer_id
         WHERE (o.referrer_id = p.owner_id OR $3 AND r.path[1] = p.owner_id) AND o.paid_at IS NOT NULL
           AND (o.settled_at IS NULL OR o.settled_at > $4::timestamptz - make_interval(days => $2))) s
     WHERE t.rank < $1`,
    [p.below, p.days, p.team, p.now],
  );
  return Number(rows[0]?.fen ?? 0);
}

/** Whole hundreds of yuan above. */
const rounded = (fen: number) => Math.ceil((fen * BEYOND) / 10_000) * 10_000 + 10_000;

async function writeRules(client: pg.ClientBase, now: Date): Promise<void> {
  const own = rounded(await inSight(client, { below: 2, days: 30, team: false, now }));
  const team = rounded(await inSight(client, { below: 3, days: 60, team: true, now }));
  await client.query(
    `INSERT INTO tier_rule (tier_id, kind, days, match, own_sales_fen, own_orders, team_sales_fen, team_orders, cycle)
     SELECT t.id, r.kind, r.days, r.match, r.own_sales_fen, r.own_orders, r.team_sales_fen, r.team_orders, r.cycle
     FROM jsonb_to_recordset($1) AS r (rank int, kind text, days int, match text, own_sales_fen bigint, own_orders int,
       team_sales_fen bigint, team_orders int, cycle text) JOIN tier t ON t.rank = r.rank`,
    [
      JSON.stringify([
        { rank: 2, kind: "upgrade", days: 30, match: "all", own_sales_fen: own, own_orders: 12 },
        {
          rank: 2,
          kind: "keep",
          days: 30,
          match: "any",
          own_sales_fen: 50_000,
          own_orders: 3,
          cycle: "month",
        },
        { rank: 3, kind: "upgrade", days: 60, match: "all", own_orders: 20, team_sales_fen: team },
        {
          rank: 3,
          kind: "keep",
          days: 60,
          match: "any",
          own_orders: 6,
          team_sales_fen: 200_000,
          cycle: "month",
        },
      ]),
    ],
  );
}

async function writeChanges(client: pg.ClientBase, p: { operatorId: bigint; now: Date }): Promise<void> {
  const until = new Date(p.now.getTime() + SEED.days * 86_400_000);
  await client.query(
    `WITH lowest AS (SELECT id FROM tier WHERE rank = 1),
       risen AS (
         UPDATE promoter p SET tier_since = p.approved_at, tier_kept_on = CASE WHEN s.seed THEN NULL ELSE s.month END,
           tier_mode = CASE WHEN s.seed THEN 'seed' ELSE 'rule' END, tier_until = CASE WHEN s.seed THEN $2::timestamptz END,
           tier_fallback_id = CASE WHEN s.seed THEN (SELECT id FROM tier WHERE rank = 2) END
         FROM (
           SELECT q.owner_id, c.nickname = $3 AS seed, date_trunc('month', business_date($1::timestamptz))::date AS month
           FROM promoter q JOIN customer_profile c ON c.customer_id = q.owner_id WHERE q.tier_id <> (SELECT id FROM lowest)) s
         WHERE p.owner_id = s.owner_id
         RETURNING p.owner_id, p.tier_id, p.tier_mode, p.tier_until, p.approved_at)
     INSERT INTO tier_change (owner_id, from_id, to_id, cause, note, until, staff_id, event_at)
     SELECT owner_id, (SELECT id FROM lowest), tier_id, CASE tier_mode WHEN 'seed' THEN 'seed' ELSE 'manual' END,
       CASE tier_mode WHEN 'seed' THEN $4 ELSE $5 END, tier_until, $6, approved_at
     FROM risen ORDER BY approved_at, owner_id`,
    [p.now, until, SEED.nickname, SEED.note, BEGAN_NOTE, String(p.operatorId)],
  );
}
