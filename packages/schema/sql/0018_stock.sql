-- Holds that are taken before their order exists, grouped for whoever wants the same goods in the same moment; and a stock log of the
-- whole shop that finds a day and an order.

-- Set while no order has made the hold its own: then it is given back at this time (of the server's clock, not the shop's: it only bridges
-- the moment between two transactions). The order empties it. A hold given back with it set never had an order.
ALTER TABLE stock_hold ADD COLUMN expires_at timestamptz;
ALTER TABLE stock_hold ADD CONSTRAINT stock_hold_sold_has_order CHECK (state <> 'sold' OR expires_at IS NULL);
-- What the sweep looks for: next to nothing.
CREATE INDEX stock_hold_expiry ON stock_hold (expires_at) WHERE state = 'held' AND expires_at IS NOT NULL;
-- The console's list of what is held now, newest first: as long as there are open orders, however many there have been.
CREATE INDEX stock_hold_open ON stock_hold (created_at DESC, sku_id DESC, order_no DESC) WHERE state = 'held';

CREATE INDEX stock_log_recent ON stock_log (created_at DESC, id DESC);
CREATE INDEX stock_log_ref ON stock_log (ref) WHERE ref <> '';
