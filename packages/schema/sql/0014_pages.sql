-- Pages stay as quick for a promoter with a million commissions as for one with ten: rows come in index order, counts from an index
-- alone, and what would be counted over everything is kept.

-- A promoter's commissions by state, newest first: 0 estimated, 1 settled, 2 held, 3 clawed back. Posting still pays for three indexes; a
-- change of state now moves the entry, which settlement pays. A list of all states merges four.
DROP INDEX commission_recent, commission_held;
CREATE INDEX commission_state ON commission (owner_id, (CASE WHEN kept_fen = 0 AND fen > 0 THEN 3 WHEN held_at IS NOT NULL THEN 2
  WHEN settled_at IS NOT NULL THEN 1 ELSE 0 END), event_at) WITH (deduplicate_items = off);
CREATE INDEX commission_held ON commission (owner_id) WHERE held_at IS NOT NULL;

-- Nearly all transfers are settlements; the others are found by kind.
CREATE INDEX transfer_kind ON transfer (owner_id, kind, event_at) WHERE kind <> 'settle';

-- Counts answered by an index alone. The inviter as a column of its own, because an index on an expression cannot do that.
ALTER TABLE promoter ADD COLUMN inviter_id bigint GENERATED ALWAYS AS (path[1]) STORED;
DROP INDEX promoter_inviter;
CREATE INDEX promoter_inviter ON promoter (inviter_id, approved_at DESC, owner_id DESC);
DROP INDEX binding_of_promoter;
CREATE INDEX binding_of_promoter ON binding (promoter_id, bound_at DESC, customer_id DESC) INCLUDE (expires_at) WHERE ended_at IS NULL;
CREATE INDEX orders_referred_day ON orders (referrer_id, paid_date) WHERE referrer_id IS NOT NULL;
CREATE INDEX withdrawal_state ON withdrawal (owner_id, state, amount_fen);
DROP INDEX adjustment_mine;
CREATE INDEX adjustment_mine ON adjustment (owner_id, decided_at DESC, no DESC) INCLUDE (kind, amount_fen) WHERE state = 'approved';
CREATE INDEX adjustment_of_owner ON adjustment (owner_id, requested_at DESC, no DESC);
CREATE INDEX notice_recent ON notice (customer_id, created_at DESC, id DESC);
CREATE INDEX tier_change_mine ON tier_change (owner_id, event_at DESC, id DESC);

-- What commissions are in the ledger, with their state, so that one promoter's are read in the order of `commission_state`. Only a view of
-- one table is read as that table would be.
CREATE VIEW accrual AS
  SELECT owner_id, 0::bigint AS id, order_no || ':' || line_no || ':' || position || ':' || kind || ':accrue' AS key,
    'commission_expense' AS debit, 'estimated' AS credit, fen AS amount_fen, 'accrue' AS kind, order_no AS ref, event_at, business_date,
    created_at, CASE WHEN kept_fen = 0 AND fen > 0 THEN 3 WHEN held_at IS NOT NULL THEN 2 WHEN settled_at IS NOT NULL THEN 1 ELSE 0 END
    AS state
  FROM commission WHERE fen > 0;
GRANT SELECT ON accrual TO banyan_app, banyan_read;

-- What was bought on a promoter's recommendation and what it brings that promoter, after refunds. One row an order, so that a count
-- repeated changes nothing; the sums are by share, and with the code '' of everything. The statistics keep them.
CREATE TABLE referred_order (
  owner_id bigint NOT NULL,
  order_no text NOT NULL,
  sales_fen bigint NOT NULL,
  commission_fen bigint NOT NULL,
  PRIMARY KEY (owner_id, order_no)
);
CREATE TABLE referred_total (
  owner_id bigint NOT NULL,
  share_code text NOT NULL,
  orders integer NOT NULL,
  sales_fen bigint NOT NULL,
  commission_fen bigint NOT NULL,
  PRIMARY KEY (owner_id, share_code)
) WITH (fillfactor = 70);
INSERT INTO referred_order (owner_id, order_no, sales_fen, commission_fen)
SELECT o.referrer_id, o.no, o.payable_fen - o.refunded_fen, coalesce(sum(s.kept_fen), 0)
FROM orders o JOIN order_line l ON l.buyer_id = o.buyer_id AND l.order_no = o.no
  LEFT JOIN LATERAL (
    SELECT div((e ->> 'fen')::numeric * (l.base_fen - l.refunded_fen), l.base_fen)::bigint AS kept_fen FROM jsonb_array_elements(l.shares) AS e
    WHERE (e ->> 'promoter')::bigint = o.referrer_id) s ON true
WHERE o.paid_at IS NOT NULL AND o.referrer_id IS NOT NULL
GROUP BY o.buyer_id, o.no;
INSERT INTO referred_total (owner_id, share_code, orders, sales_fen, commission_fen)
SELECT k.owner_id, code, count(*), sum(k.sales_fen), sum(k.commission_fen)
FROM referred_order k JOIN orders o ON o.referrer_id = k.owner_id AND o.no = k.order_no
  CROSS JOIN LATERAL unnest(array_remove(ARRAY['', o.share_code], NULL)) AS code
GROUP BY 1, 2;
GRANT SELECT ON referred_order, referred_total TO banyan_app, banyan_read;
GRANT INSERT, UPDATE ON referred_order, referred_total TO banyan_app;
