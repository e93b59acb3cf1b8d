-- Quotes that became no order say what somebody wanted and where they live; nobody asks for them again. A sweep finds those of the last days.
CREATE INDEX quote_expiry ON quote (expires_at);
DELETE FROM quote q WHERE q.expires_at < now() - interval '1 day'
  AND NOT EXISTS (SELECT FROM orders o WHERE o.buyer_id = q.buyer_id AND o.quote_id = q.id);
