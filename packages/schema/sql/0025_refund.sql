-- What a refund takes along, and what an erased person had written.

-- Before sending, goods that came to cost nothing (a coupon's share may be their whole price) go back on the shelf with the last of the
-- others: they stand in that case for no money.
ALTER TABLE aftersale_line
  DROP CONSTRAINT aftersale_line_amount_fen_check,
  ADD CONSTRAINT aftersale_line_amount CHECK (amount_fen >= 0);

-- Why somebody cancelled an order is in their own words: accounts that were closed before this was known are erased once more.
UPDATE customer SET erase_due_at = now() WHERE closed_at IS NOT NULL;
