-- One way to read the ledger, and its sums by promoter and day.

-- Every transfer. Whoever reads transfers reads this: what stands in which table is the posting's business.
CREATE VIEW ledger AS
  SELECT owner_id, id, key, debit, credit, amount_fen, kind, ref, event_at, business_date, created_at FROM transfer;

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
);
INSERT INTO ledger_day
  SELECT owner_id, business_date, kind, debit, credit, count(*), sum(amount_fen) FROM ledger GROUP BY 1, 2, 3, 4, 5;

GRANT SELECT ON ledger, ledger_day TO banyan_app, banyan_read;
GRANT INSERT, UPDATE ON ledger_day TO banyan_app;
