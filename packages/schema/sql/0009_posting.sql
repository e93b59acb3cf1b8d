-- An accrual stands once: the commission is its own posting. One view reads the whole ledger, and its sums by promoter and day are kept.

-- When it was posted, as transfers have it. What stood twice keeps the commission; a transfer that says something else than its commission
-- stays for the books to find.
ALTER TABLE commission ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();
WITH moved AS (
  DELETE FROM transfer t USING commission c
  WHERE t.kind = 'accrue' AND t.owner_id = c.owner_id AND t.ref = c.order_no AND t.amount_fen = c.fen AND t.event_at = c.event_at
    AND t.business_date = c.business_date
    AND t.key = c.order_no || ':' || c.line_no || ':' || c.position || ':' || c.kind || ':accrue'
  RETURNING c.owner_id, c.order_no, c.line_no, c.position, c.kind, t.created_at)
UPDATE commission c SET created_at = m.created_at FROM moved m
WHERE c.owner_id = m.owner_id AND c.order_no = m.order_no AND c.line_no = m.line_no AND c.position = m.position AND c.kind = m.kind;
ALTER TABLE transfer DROP CONSTRAINT transfer_known_kind, ADD CONSTRAINT transfer_known_kind CHECK ((kind, debit, credit) IN (
  ('settle', 'estimated', 'available'), ('settle', 'estimated', 'held'),
  ('clawback', 'estimated', 'commission_expense'), ('clawback', 'held', 'commission_expense'),
  ('clawback', 'debt', 'commission_expense'),
  ('net', 'available', 'debt'),
  ('hold', 'estimated', 'held'), ('hold', 'available', 'held'),
  ('release', 'held', 'estimated'), ('release', 'held', 'available'),
  ('reserve', 'available', 'withdrawing'),
  ('return', 'withdrawing', 'available'),
  ('payout', 'withdrawing', 'payout_clearing'),
  ('fee', 'withdrawing', 'fee_income'))) NOT VALID;

-- What was posted never changes; only its state moves on.
REVOKE UPDATE ON commission FROM banyan_app;
GRANT UPDATE (refunded_fen, kept_fen, settled_at, held_at, hold_reason, hold_seq) ON commission TO banyan_app;

-- Posting pays for every index of this table four times an order: lists get the fewest and narrowest that bring rows in their order.
-- Entries are nearly all different; looking for equal ones to fold takes longer than it saves.
DROP INDEX commission_recent, commission_console;
CREATE INDEX commission_recent ON commission (owner_id, event_at) WITH (deduplicate_items = off);
CREATE INDEX commission_console ON commission (event_at) WITH (deduplicate_items = off);
-- Room for the one change of state that nearly every row sees: at 85, half of them touch no index (a third at 100).
ALTER TABLE commission SET (fillfactor = 85);

DROP INDEX transfer_recent;
CREATE INDEX transfer_recent ON transfer (event_at);
CREATE INDEX transfer_of_owner ON transfer (owner_id, event_at);

-- The whole ledger. Whoever reads transfers reads this. An accrual has no number of its own: 0, before all else of its moment. A share that
-- the cap cut to 0 posts nothing; the condition stands outside, or PostgreSQL would not merge the two by their indexes.
CREATE VIEW ledger AS
  SELECT * FROM (
    SELECT owner_id, id, key, debit, credit, amount_fen, kind, ref, event_at, business_date, created_at FROM transfer
    UNION ALL
    SELECT owner_id, 0::bigint, order_no || ':' || line_no || ':' || position || ':' || kind || ':accrue', 'commission_expense',
      'estimated', fen, 'accrue', order_no, event_at, business_date, created_at
    FROM commission) AS posted
  WHERE amount_fen > 0;

-- What a promoter's transfers of one day and kind add up to, kept by posting in the transaction that posts them.
CREATE TABLE ledger_day (
  owner_id bigint NOT NULL,
  business_date date NOT NULL,
  kind text NOT NULL,
  debit text NOT NULL,
  credit text NOT NULL,
  transfers integer NOT NULL,
  amount_fen bigint NOT NULL,
  PRIMARY KEY (owner_id, business_date, kind, debit, credit)
) WITH (fillfactor = 70);
INSERT INTO ledger_day
  SELECT owner_id, business_date, kind, debit, credit, count(*), sum(amount_fen) FROM ledger GROUP BY 1, 2, 3, 4, 5;

GRANT SELECT ON ledger, ledger_day TO banyan_app, banyan_read;
GRANT INSERT, UPDATE ON ledger_day TO banyan_app;
