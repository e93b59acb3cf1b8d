-- Coupons of every kind: 满减, 立减 and 折扣; for the whole shop, categories or products; claimed, by code, as a gift, for a friend, by hand.

ALTER TABLE coupon
  ADD COLUMN kind text NOT NULL DEFAULT 'threshold' CHECK (kind IN ('threshold', 'percent')),
  ADD COLUMN percent_off integer NOT NULL DEFAULT 0,
  ADD COLUMN ceiling_fen bigint CHECK (ceiling_fen > 0),
  ADD COLUMN scope text NOT NULL DEFAULT 'all' CHECK (scope IN ('all', 'categories', 'products')),
  -- Categories or products by scope. Arrays on the row: a quote reads them with it, and nothing asks the other way round but a list of a
  -- few hundred coupons.
  ADD COLUMN scope_ids bigint[] NOT NULL DEFAULT '{}',
  ADD COLUMN excluded_ids bigint[] NOT NULL DEFAULT '{}',
  ADD COLUMN new_customer boolean NOT NULL DEFAULT false,
  ADD COLUMN stackable boolean NOT NULL DEFAULT false,
  -- How one comes by it. public: 领券中心; link: only who has the link; code: one code for all; codes: a batch of codes, each good once;
  -- gift: after an order; friend: who comes by a share; hand: the operator gives it.
  ADD COLUMN way text NOT NULL DEFAULT 'public' CHECK (way IN ('public', 'link', 'code', 'codes', 'gift', 'friend', 'hand')),
  -- What makes a link good: ids are counted up, so an id alone would let anybody walk them.
  ADD COLUMN link_key text,
  ADD COLUMN usable_from timestamptz,
  ADD COLUMN usable_until timestamptz,
  -- A full refund gives it back, good for at least so many days; NULL: it does not come back.
  ADD COLUMN returned_days integer CHECK (returned_days BETWEEN 0 AND 365),
  ADD COLUMN gift_from_fen bigint CHECK (gift_from_fen >= 0),
  ADD COLUMN gift_when text CHECK (gift_when IN ('paid', 'received')),
  ADD COLUMN gift_taken_back boolean NOT NULL DEFAULT false,
  ADD COLUMN updated_at timestamptz,
  ALTER COLUMN valid_days DROP NOT NULL,
  DROP CONSTRAINT coupon_threshold_fen_check,
  DROP CONSTRAINT coupon_check,
  ADD CONSTRAINT coupon_threshold CHECK (threshold_fen >= 0),
  ADD CONSTRAINT coupon_saving CHECK (CASE kind
    WHEN 'threshold' THEN discount_fen > 0 AND (threshold_fen = 0 OR discount_fen < threshold_fen) AND percent_off = 0 AND ceiling_fen IS NULL
    ELSE discount_fen = 0 AND percent_off BETWEEN 1 AND 99 END),
  ADD CONSTRAINT coupon_scope CHECK ((scope = 'all') = (cardinality(scope_ids) = 0)),
  ADD CONSTRAINT coupon_valid CHECK (CASE WHEN usable_until IS NULL THEN valid_days IS NOT NULL AND usable_from IS NULL
    ELSE valid_days IS NULL AND usable_from < usable_until END),
  ADD CONSTRAINT coupon_link CHECK ((way = 'link') = (link_key IS NOT NULL)),
  ADD CONSTRAINT coupon_gift CHECK ((way = 'gift') = (gift_when IS NOT NULL) AND (way = 'gift') = (gift_from_fen IS NOT NULL));

-- Whether paid and received orders are told of to the coupons at all.
CREATE INDEX coupon_gift_stands ON coupon (id) WHERE way = 'gift' AND NOT stopped;

-- The one row that claim, stop and edit meet on: after a stop has been answered, no claim counts, and none counts on terms that have changed.
ALTER TABLE coupon_counter
  ADD COLUMN stopped boolean NOT NULL DEFAULT false,
  ADD COLUMN revision integer NOT NULL DEFAULT 1;
UPDATE coupon_counter k SET stopped = true FROM coupon c WHERE c.id = k.coupon_id AND c.stopped;

ALTER TABLE coupon_grant
  ADD COLUMN source text NOT NULL DEFAULT 'claim' CHECK (source IN ('claim', 'code', 'gift', 'friend', 'hand')),
  -- The fact it came by, once: 'gift:ORDER:COUPON', 'code:CODE', 'hand:REQUEST:COUPON'. NULL: a claim, which the turn counts.
  ADD COLUMN event_key text,
  ADD COLUMN usable_from timestamptz,
  -- The order whose full refund gave it back: told of once.
  ADD COLUMN returned_of text,
  ADD CONSTRAINT coupon_grant_event UNIQUE (customer_id, event_key),
  DROP CONSTRAINT coupon_grant_state_check,
  ADD CONSTRAINT coupon_grant_state_check CHECK (state IN ('usable', 'used', 'void'));
CREATE INDEX coupon_grant_of_coupon ON coupon_grant (coupon_id, claimed_at DESC, customer_id DESC, id DESC);

-- Codes are found by themselves, whoever types them. 'code': many people, one row; 'codes': the row is theirs who comes first.
CREATE TABLE coupon_code (
  code text PRIMARY KEY CHECK (code ~ '^[0-9A-Z]{6,20}$'),
  coupon_id bigint NOT NULL REFERENCES coupon (id),
  shared boolean NOT NULL,
  taken_by bigint,
  taken_at timestamptz,
  CHECK ((taken_by IS NULL) = (taken_at IS NULL)),
  CHECK (NOT shared OR taken_by IS NULL)
);
CREATE INDEX coupon_code_of_coupon ON coupon_code (coupon_id, code);
GRANT SELECT ON coupon_code TO banyan_app, banyan_read;
GRANT INSERT, UPDATE ON coupon_code TO banyan_app;

-- Wrong codes of one customer in the running window: guessing ends after a few.
CREATE TABLE coupon_guess (
  customer_id bigint PRIMARY KEY REFERENCES customer (id),
  wrong integer NOT NULL CHECK (wrong >= 0),
  since timestamptz NOT NULL
);
GRANT SELECT ON coupon_guess TO banyan_app, banyan_read;
GRANT INSERT, UPDATE, DELETE ON coupon_guess TO banyan_app;

-- Each coupon of an order and what it took off. Orders of before have theirs in orders.coupon_grant_id.
CREATE TABLE order_coupon (
  buyer_id bigint NOT NULL,
  order_no text NOT NULL,
  grant_id bigint NOT NULL,
  coupon_id bigint NOT NULL REFERENCES coupon (id),
  discount_fen bigint NOT NULL CHECK (discount_fen > 0),
  PRIMARY KEY (buyer_id, order_no, grant_id),
  FOREIGN KEY (buyer_id, order_no) REFERENCES orders (buyer_id, no),
  FOREIGN KEY (buyer_id, grant_id) REFERENCES coupon_grant (customer_id, id)
);
CREATE INDEX order_coupon_of_coupon ON order_coupon (coupon_id, buyer_id, order_no);
GRANT SELECT ON order_coupon TO banyan_app, banyan_read;
GRANT INSERT ON order_coupon TO banyan_app;
INSERT INTO order_coupon (buyer_id, order_no, grant_id, coupon_id, discount_fen)
SELECT o.buyer_id, o.no, g.id, g.coupon_id, o.discount_fen
FROM orders o JOIN coupon_grant g ON g.customer_id = o.buyer_id AND g.id = o.coupon_grant_id WHERE o.discount_fen > 0;

INSERT INTO outbox_lease (consumer, bucket) SELECT 'coupon', bucket FROM generate_series(0, 15) AS bucket;
