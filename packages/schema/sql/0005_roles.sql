-- Rights. banyan_app may insert and read everything; it updates and deletes only where a row is not a fact.
-- Roles belong to the cluster: another database of the same cluster may have made them already.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'banyan_app') THEN CREATE ROLE banyan_app NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'banyan_read') THEN CREATE ROLE banyan_read NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$ BEGIN EXECUTE format('GRANT banyan_app, banyan_read TO %I', current_user); END $$;
GRANT USAGE ON SCHEMA public TO banyan_app, banyan_read;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO banyan_app, banyan_read;
GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO banyan_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO banyan_app;
-- Facts: what happened stays happened.
REVOKE UPDATE, DELETE ON audit, stock_log, order_event, order_note, payment_fact, refund_fact, privacy_consent FROM banyan_app;
REVOKE DELETE ON orders, order_line, payment_attempt, refund, aftersale, aftersale_line, shipment, stock_hold, customer, staff, coupon, coupon_counter, sku_stock, product, sku, alarm, setting FROM banyan_app;
