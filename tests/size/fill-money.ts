/** What the ledger says of filled sales: transfers, payouts, adjustments, and every sum that is kept of them. */
import type pg from "pg";
import type { Seller } from "./fill.ts";
import { numberOf } from "./fill-sales.ts";

/** Of the owners and partners that were filled last. */
const OWN = "owner_id IN (SELECT owner_id FROM sized_owner)";

export async function fillMoney(client: pg.Client, s: Seller): Promise<void> {
  await client.query("DROP TABLE IF EXISTS sized_owner");
  await client.query(
    `CREATE TEMP TABLE sized_owner AS SELECT generate_series($1::bigint, $1::bigint + $2::int - 1) AS owner_id
     UNION ALL SELECT generate_series($3::bigint, $3::bigint + $4::int - 1)`,
    [s.first, s.owners, s.partners, s.owners === 1 ? s.size.invitees : 0],
  );
  await client.query("ANALYZE sized_owner");
  await client.query(
    `INSERT INTO transfer (owner_id, key, debit, credit, amount_fen, kind, ref, event_at, business_date)
     SELECT owner_id, order_no || ':' || line_no || ':' || position || ':' || kind || what, debit, credit, amount, moved, order_no, at, business_date(at)
     FROM commission,
       LATERAL (
         SELECT ':hold:1' AS what, 'estimated' AS debit, 'held' AS credit, fen AS amount, 'hold' AS moved, held_at AS at
           WHERE held_at IS NOT NULL
         UNION ALL SELECT ':claw:' || refunded_fen, CASE WHEN held_at IS NULL THEN 'estimated' ELSE 'held' END, 'commission_expense', fen,
           'clawback', event_at + interval '3 days' WHERE refunded_fen > 0
         UNION ALL SELECT ':settle', 'estimated', 'available', fen, 'settle', settled_at WHERE settled_at IS NOT NULL AND held_at IS NULL) m
     WHERE ${OWN} ORDER BY at`,
  );
  await fillWithdrawals(client, s);
  await fillAdjustments(client, s);
}

/** Two wait, one in fifty was refused, the others are paid; together about half of what has settled. */
async function fillWithdrawals(client: pg.Client, s: Seller): Promise<void> {
  await client.query("DROP TABLE IF EXISTS sized_withdrawal");
  await client.query(
    `CREATE TEMP TABLE sized_withdrawal AS
     SELECT n, o.owner_id, ${numberOf("W", "at", "pg_temp.code(o.owner_id)", "n")} AS no, at, o.fen,
       CASE WHEN n >= $3::int - 2 THEN 'reviewing' WHEN n % 50 = 1 THEN 'refused' ELSE 'paid' END AS state
     FROM generate_series(0, $3::int - 1) AS n
       JOIN (SELECT owner_id, greatest(sum(amount_fen) * $2::int / $3::int / 2, 100)::bigint AS fen FROM transfer
         WHERE kind = 'settle' AND owner_id BETWEEN $1::bigint AND $1::bigint + $2::int - 1 GROUP BY 1) o ON o.owner_id = $1::bigint + n % $2::int,
       LATERAL (SELECT date_trunc('milliseconds', now() - interval '650 days' * (1 - (n + 0.5) / $3::int)) AS at) a`,
    [s.first, s.owners, s.size.withdrawals],
  );
  await client.query(
    `INSERT INTO withdrawal (owner_id, no, state, amount_fen, fee_fen, net_fen, openid, request_key, automatic, requested_at, requested_date,
       decided_at, finished_at)
     SELECT owner_id, no, state, fen, 0, fen, 'size', no, state = 'paid', at, business_date(at), done, done
     FROM sized_withdrawal, LATERAL (SELECT CASE WHEN state <> 'reviewing' THEN at + interval '1 hour' END AS done) d`,
  );
  await client.query(
    `INSERT INTO withdrawal_event (owner_id, withdrawal_no, kind, event_at) SELECT owner_id, no, 'requested', at FROM sized_withdrawal`,
  );
  await client.query(
    `INSERT INTO transfer (owner_id, key, debit, credit, amount_fen, kind, ref, event_at, business_date)
     SELECT owner_id, no || ':' || moved, debit, credit, fen, moved, no, done, business_date(done)
     FROM sized_withdrawal, LATERAL (
       SELECT 'available' AS debit, 'withdrawing' AS credit, 'reserve' AS moved, at AS done
       UNION ALL SELECT 'withdrawing', 'payout_clearing', 'payout', at + interval '1 hour' WHERE state = 'paid'
       UNION ALL SELECT 'withdrawing', 'available', 'return', at + interval '1 hour' WHERE state = 'refused') m`,
  );
}

async function fillAdjustments(client: pg.Client, s: Seller): Promise<void> {
  await client.query(
    `WITH made AS (
       INSERT INTO adjustment (owner_id, no, kind, state, amount_fen, reason, requested_by, requested_at, decided_by, decided_at, decided_date)
       SELECT owner_id, ${numberOf("J", "at", "pg_temp.code(owner_id)", "n")}, CASE WHEN n % 2 = 0 THEN 'reward' ELSE 'plus' END, 'approved', 1000,
         '活动奖励', p.asks, at, p.decides, at + interval '1 hour', business_date(at + interval '1 hour')
       FROM generate_series(0, $3::int - 1) AS n, (SELECT min(id) AS asks, max(id) AS decides FROM staff) p,
         LATERAL (SELECT $1::bigint + n % $2::int AS owner_id, now() - interval '600 days' * (1 - (n + 0.5) / $3::int) AS at) a
       RETURNING owner_id, no, kind, amount_fen, decided_at)
     INSERT INTO transfer (owner_id, key, debit, credit, amount_fen, kind, ref, event_at, business_date)
     SELECT owner_id, no || ':' || word, account, 'available', amount_fen, word, no, decided_at, business_date(decided_at)
     FROM made, LATERAL (SELECT CASE kind WHEN 'reward' THEN 'reward' ELSE 'adjust' END AS word,
       CASE kind WHEN 'reward' THEN 'reward_expense' ELSE 'adjustment' END AS account) w`,
    [s.first, s.owners, s.size.adjustments],
  );
}

/** Accounts and the sums by day, counted from what stands. */
export async function sumUp(client: pg.Client): Promise<void> {
  await client.query(
    `INSERT INTO ledger_day (owner_id, business_date, kind, debit, credit, transfers, amount_fen)
     SELECT owner_id, business_date, kind, debit, credit, count(*), sum(amount_fen) FROM ledger WHERE ${OWN} GROUP BY 1, 2, 3, 4, 5`,
  );
  const sum = (account: string) =>
    `coalesce(sum(CASE WHEN credit = '${account}' THEN amount_fen WHEN debit = '${account}' THEN -amount_fen END), 0)`;
  await client.query(
    `INSERT INTO account (owner_id, estimated_fen, held_fen, available_fen, withdrawing_fen)
     SELECT o.owner_id, ${sum("estimated")}, ${sum("held")}, ${sum("available")}, ${sum("withdrawing")}
     FROM sized_owner o LEFT JOIN ledger_day d ON d.owner_id = o.owner_id GROUP BY 1`,
  );
  await client.query(
    `INSERT INTO promoter_sale (owner_id, order_no, buyer_id, inviter_id, business_date, sales_fen)
     SELECT coalesce(partner_id, owner_id), no, buyer_id, CASE WHEN partner_id IS NOT NULL THEN owner_id END,
       business_date(paid_at + interval '22 days'), sum(fen) FROM sized_line WHERE settled GROUP BY owner_id, partner_id, no, buyer_id, paid_at`,
  );
  await client.query(
    `INSERT INTO promoter_day (owner_id, business_date, own_orders, own_sales_fen, invited_orders, invited_sales_fen)
     SELECT owner_id, business_date, sum(own_orders), sum(own_fen), sum(orders), sum(fen) FROM (
       SELECT owner_id, business_date, 1 AS own_orders, sales_fen AS own_fen, 0 AS orders, 0 AS fen FROM promoter_sale WHERE ${OWN}
       UNION ALL SELECT inviter_id, business_date, 0, 0, 1, sales_fen FROM promoter_sale WHERE ${OWN} AND inviter_id IS NOT NULL) d
     GROUP BY 1, 2`,
  );
  await client.query(
    `INSERT INTO referred_order (owner_id, order_no, sales_fen, commission_fen)
     SELECT coalesce(partner_id, owner_id), no, CASE WHEN refunded THEN 0 ELSE sum(fen) END, CASE WHEN refunded THEN 0 ELSE sum(fen * 10 / 100) END
     FROM sized_line GROUP BY owner_id, partner_id, no, refunded`,
  );
  await client.query(
    `INSERT INTO referred_total (owner_id, share_code, orders, sales_fen, commission_fen)
     SELECT k.owner_id, code, count(*), sum(k.sales_fen), sum(k.commission_fen)
     FROM referred_order k JOIN sized z ON z.no = k.order_no JOIN orders o ON o.buyer_id = z.buyer_id AND o.no = z.no
       CROSS JOIN LATERAL unnest(array_remove(ARRAY['', o.share_code], NULL)) AS code
     GROUP BY 1, 2`,
  );
  await client.query("DROP TABLE sized, sized_line, sized_owner, sized_withdrawal");
}
