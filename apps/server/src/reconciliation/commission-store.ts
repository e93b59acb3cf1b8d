/** What must hold for commissions: copied from the snapshot, kept as keep(R), posted to the fen, settled in time. */
import { sql } from "kysely";
import type { Book } from "./book.ts";

/** Shares as the paid orders' lines keep them. */
const SHARES = sql`
  SELECT o.buyer_id, o.no AS order_no, l.line_no, s.position, s.kind, s.promoter AS owner_id, s.tier, s.rule, s.gross_fen, s.fen,
    l.base_fen, l.refunded_fen, o.settled_at, o.paid_at
  FROM orders o JOIN order_line l ON l.buyer_id = o.buyer_id AND l.order_no = o.no
    CROSS JOIN LATERAL jsonb_to_recordset(l.shares)
      AS s (position text, kind text, promoter bigint, tier text, rule text, gross_fen bigint, fen bigint)
  WHERE o.earning AND o.paid_at IS NOT NULL`;
/** The poster has caught up with order `o.buyer_id, o.order_no`. */
const POSTED = sql`NOT EXISTS (
  SELECT FROM outbox x WHERE x.owner_id = o.buyer_id AND x.consumer = 'posting' AND x.order_no = o.order_no)`;
const KEY = sql`o.order_no || ':' || o.line_no || ':' || o.position || ':' || o.kind`;

export const COMMISSION_BOOKS: readonly Book[] = [
  {
    key: "commission_complete",
    name: "已付款订单的每个分佣位置都入账一次，记在付款的时刻，收款人和金额与下单快照一致",
    offences: sql`
      SELECT ${KEY} AS ref FROM (${SHARES}) o
        LEFT JOIN commission c ON c.owner_id = o.owner_id AND c.order_no = o.order_no AND c.line_no = o.line_no
          AND c.position = o.position AND c.kind = o.kind
      WHERE (c.owner_id IS NOT NULL OR ${POSTED})
        AND (c.buyer_id, c.tier, c.rule, c.gross_fen, c.fen, c.base_fen, c.event_at)
          IS DISTINCT FROM (o.buyer_id, o.tier, o.rule, o.gross_fen, o.fen, o.base_fen, o.paid_at)`,
  },
  {
    key: "commission_owned",
    name: "没有快照之外的佣金：未付款、已关闭的订单不分佣，一个位置只有一位",
    offences: sql`
      SELECT c.order_no || ':' || c.line_no || ':' || c.position || ':' || c.kind AS ref FROM commission c
        LEFT JOIN (${SHARES}) o ON o.owner_id = c.owner_id AND o.order_no = c.order_no AND o.line_no = c.line_no
          AND o.position = c.position AND o.kind = c.kind
      WHERE o.owner_id IS NULL`,
  },
  {
    key: "commission_kept",
    name: "每份佣金保留 = ⌊佣金 × (基数 − 已退) ÷ 基数⌋，全部退款后为 0",
    offences: sql`
      SELECT ${KEY} AS ref FROM (${SHARES}) o
        JOIN commission c ON c.owner_id = o.owner_id AND c.order_no = o.order_no AND c.line_no = o.line_no
          AND c.position = o.position AND c.kind = o.kind
      WHERE c.kept_fen <> div(c.fen::numeric * (c.base_fen - c.refunded_fen), c.base_fen)
        OR c.refunded_fen > o.refunded_fen OR (${POSTED} AND c.refunded_fen <> o.refunded_fen)`,
  },
  {
    key: "commission_posted",
    name: "每份佣金的流水 = 它的保留金额，停在它该在的账户",
    offences: sql`
      SELECT o.order_no || ':' || o.line_no || ':' || o.position || ':' || o.kind AS ref
      FROM commission o LEFT JOIN (
        SELECT owner_id, split_part(key, ':', 1) AS order_no, split_part(key, ':', 2) AS line_no, split_part(key, ':', 3) AS position,
          split_part(key, ':', 4) AS kind,
          sum(CASE 'estimated' WHEN credit THEN amount_fen WHEN debit THEN -amount_fen ELSE 0 END) AS estimated,
          sum(CASE 'held' WHEN credit THEN amount_fen WHEN debit THEN -amount_fen ELSE 0 END) AS held,
          sum(CASE WHEN kind = 'accrue' THEN amount_fen WHEN kind = 'clawback' THEN -amount_fen ELSE 0 END) AS kept
        FROM ledger WHERE kind IN ('accrue', 'settle', 'clawback', 'hold', 'release') GROUP BY 1, 2, 3, 4, 5) t
        ON t.owner_id = o.owner_id AND t.order_no = o.order_no AND t.line_no = o.line_no::text AND t.position = o.position AND t.kind = o.kind
      WHERE (coalesce(t.kept, 0), coalesce(t.estimated, 0), coalesce(t.held, 0)) IS DISTINCT FROM (o.kept_fen::numeric,
        CASE WHEN o.held_at IS NULL AND o.settled_at IS NULL THEN o.kept_fen ELSE 0 END::numeric,
        CASE WHEN o.held_at IS NOT NULL THEN o.kept_fen ELSE 0 END::numeric)`,
  },
  {
    key: "transfer_has_commission",
    name: "每笔佣金流水都属于同一分销员的一份佣金，每笔抵扣欠款都接在引起它的流水上",
    offences: sql`
      SELECT t.key AS ref FROM ledger t LEFT JOIN commission c ON c.owner_id = t.owner_id
        AND c.order_no = split_part(t.key, ':', 1) AND c.line_no::text = split_part(t.key, ':', 2)
        AND c.position = split_part(t.key, ':', 3) AND c.kind = split_part(t.key, ':', 4)
      WHERE t.kind IN ('accrue', 'settle', 'clawback', 'hold', 'release') AND (c.owner_id IS NULL OR t.ref <> c.order_no
        OR t.key !~ ('^([^:]+:){4}' || CASE t.kind WHEN 'accrue' THEN 'accrue' WHEN 'settle' THEN 'settle'
          WHEN 'clawback' THEN 'claw:[0-9]+' ELSE t.kind || ':[0-9]+' END || '$'))
      UNION ALL
      SELECT n.key FROM ledger n LEFT JOIN ledger t ON t.owner_id = n.owner_id AND t.key || ':net' = n.key AND t.kind <> 'net'
      WHERE n.kind = 'net' AND t.owner_id IS NULL`,
  },
  {
    key: "commission_accounts",
    name: "预估与冻结账户 = 未结算与被冻结佣金之和",
    offences: sql`
      SELECT a.owner_id::text AS ref FROM account a LEFT JOIN (
        SELECT owner_id, sum(kept_fen) FILTER (WHERE held_at IS NULL AND settled_at IS NULL) AS estimated,
          sum(kept_fen) FILTER (WHERE held_at IS NOT NULL) AS held
        FROM commission GROUP BY owner_id) c USING (owner_id)
      WHERE (a.estimated_fen, a.held_fen) IS DISTINCT FROM (coalesce(c.estimated, 0)::bigint, coalesce(c.held, 0)::bigint)`,
  },
  {
    key: "commission_cap",
    name: "每个订单行的自购省与佣金合计不超过方案的让利上限",
    offences: sql`
      SELECT l.order_no || ':' || l.line_no AS ref FROM order_line l LEFT JOIN plan p ON p.version = l.plan_version
      WHERE (l.shares <> '[]' OR l.self_discount_fen > 0)
        AND (p.version IS NULL OR l.self_discount_fen
            + coalesce((SELECT sum((s ->> 'fen')::bigint) FROM jsonb_array_elements(l.shares) s), 0)
          > div(l.net_fen::numeric * (p.body ->> 'cap_bps')::int, 10000))`,
  },
  {
    key: "commission_own",
    name: "买家自己的订单只按「自购」分佣，且方案允许；一人在一行只有一个位置",
    offences: sql`
      SELECT c.order_no || ':' || min(c.line_no) AS ref FROM commission c
        JOIN order_line l ON l.buyer_id = c.buyer_id AND l.order_no = c.order_no AND l.line_no = c.line_no
        JOIN plan p ON p.version = l.plan_version
      GROUP BY c.owner_id, c.order_no, c.line_no
      HAVING count(DISTINCT c.position) > 1
        OR bool_or(c.owner_id = c.buyer_id AND (c.position <> 'self' OR p.body ->> 'self_purchase' <> 'rebate'))
        OR bool_or(c.position = 'self' AND c.owner_id <> c.buyer_id)`,
  },
  {
    key: "commission_settled",
    name: "结算只在收货与售后期之后，随订单一次完成",
    offences: sql`
      SELECT o.no AS ref FROM orders o
      WHERE (o.settled_at IS NOT NULL AND (o.settle_due_at IS NULL OR o.settled_at < o.settle_due_at OR o.received_at IS NULL
          OR o.settle_due_at < date_trunc('milliseconds', o.received_at) OR NOT o.earning))
        OR EXISTS (SELECT FROM commission c WHERE c.buyer_id = o.buyer_id AND c.order_no = o.no AND c.settled_at IS NOT NULL
          AND (o.settled_at IS NULL OR c.settled_at < o.settled_at))
        OR (o.settled_at IS NOT NULL
          AND NOT EXISTS (SELECT FROM outbox x WHERE x.owner_id = o.buyer_id AND x.consumer = 'posting' AND x.order_no = o.no)
          AND EXISTS (SELECT FROM commission c WHERE c.buyer_id = o.buyer_id AND c.order_no = o.no AND c.settled_at IS NULL))`,
  },
  {
    key: "order_referrer",
    name: "订单的推荐人 = 快照里离买家最近的分销员；分销员自己的订单没有推荐人",
    offences: sql`
      SELECT o.no AS ref FROM orders o JOIN order_line l ON l.buyer_id = o.buyer_id AND l.order_no = o.no
      WHERE l.plan_version IS NOT NULL AND CASE WHEN l.buyer_promoter IS NOT NULL THEN o.referrer_id IS NOT NULL
        ELSE o.referrer_id IS DISTINCT FROM (l.chain -> 0 ->> 'id')::bigint END`,
  },
];
