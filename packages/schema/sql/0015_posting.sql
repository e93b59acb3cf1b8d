-- Posting pays for every index of commissions four times an order. Everybody's commissions are read by the moment of payment instead, which
-- is what they are posted for: one entry an order, and payment writes it.
DROP INDEX commission_console;
CREATE INDEX orders_earning_paid ON orders (paid_at) WHERE earning AND paid_at IS NOT NULL;
-- Since lists by state, a change of state moves an index entry and so never stays on its page: room kept there saves nothing.
ALTER TABLE commission SET (fillfactor = 100);

-- Who earns on paid orders, one row for each promoter and order: from here a commission is found by its key.
CREATE VIEW order_earner AS
  SELECT o.buyer_id, o.no AS order_no, o.paid_at, e.owner_id AS promoter_id
  FROM orders o CROSS JOIN LATERAL (
    SELECT DISTINCT (s ->> 'promoter')::bigint AS owner_id FROM order_line l CROSS JOIN LATERAL jsonb_array_elements(l.shares) AS s
    WHERE l.buyer_id = o.buyer_id AND l.order_no = o.no) e
  WHERE o.earning AND o.paid_at IS NOT NULL;
GRANT SELECT ON order_earner TO banyan_app, banyan_read;
