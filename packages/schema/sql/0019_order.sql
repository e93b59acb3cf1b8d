-- What every order pays for and nobody reads (docs/decisions/2026-11-30-cart-to-paid.md). Dropping an index rewrites nothing.

-- A promoter's figures come from the roll-ups of 0014 (referred_total, referred_order) since; no statement looks up orders by who
-- recommended them in order of time, or by the share they came from.
DROP INDEX orders_referrer;
DROP INDEX orders_share;
-- Bestsellers go by day of payment, never by product.
DROP INDEX order_line_product;
-- Read for orders paid on a day: an order enters when it is paid, not when it is made and again when it is paid.
DROP INDEX orders_referred_day;
CREATE INDEX orders_referred_day ON orders (referrer_id, paid_date) WHERE referrer_id IS NOT NULL AND paid_date IS NOT NULL;
