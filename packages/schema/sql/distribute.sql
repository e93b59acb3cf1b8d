-- Scale-out: run once on a Citus coordinator after the migrations. The same schema, sharded. Not used on plain PostgreSQL.
SELECT create_reference_table(t) FROM unnest(ARRAY['staff', 'freight_template', 'category', 'product', 'product_category', 'sku', 'coupon', 'tier', 'plan']) AS t;
SELECT create_distributed_table('customer', 'id');
SELECT create_distributed_table(t, 'customer_id', colocate_with => 'customer')
  FROM unnest(ARRAY['customer_profile', 'customer_phone', 'favourite', 'footprint', 'data_export', 'privacy_consent', 'address', 'cart_line', 'coupon_grant', 'coupon_guess', 'review', 'notice', 'notice_consent']) AS t;
SELECT create_distributed_table(t, 'buyer_id', colocate_with => 'customer')
  FROM unnest(ARRAY['quote', 'orders', 'order_line', 'order_coupon', 'order_contact', 'order_event', 'order_note', 'payment_attempt', 'payment_fact',
                    'shipment', 'aftersale', 'aftersale_line', 'refund', 'refund_fact']) AS t;
SELECT create_distributed_table('outbox', 'owner_id', colocate_with => 'customer');
SELECT create_distributed_table('binding', 'customer_id', colocate_with => 'customer');
SELECT create_distributed_table(t, 'owner_id', colocate_with => 'customer')
  FROM unnest(ARRAY['promoter', 'promoter_application', 'share', 'touch', 'account', 'transfer', 'ledger_day', 'commission', 'withdrawal', 'payout',
                    'payout_fact', 'withdrawal_event', 'payout_settlement', 'adjustment',
                    'tier_change', 'promoter_sale', 'promoter_day', 'referred_order', 'referred_total']) AS t;
SELECT create_distributed_table('share_code', 'code');
SELECT create_distributed_table('settled_bill', 'bill_no');
SELECT create_distributed_table('sku_stock', 'sku_id');
SELECT create_distributed_table(t, 'sku_id', colocate_with => 'sku_stock') FROM unnest(ARRAY['stock_hold', 'stock_log', 'sku_sales']) AS t;
SELECT create_distributed_table('coupon_counter', 'coupon_id');
SELECT create_distributed_table('review_count', 'product_id');
SELECT create_distributed_table('coupon_code', 'code');
SELECT create_distributed_table('identity', 'subject');
SELECT create_distributed_table('cart_merge', 'request_key');
SELECT create_distributed_table('session', 'token_hash');
SELECT create_distributed_table('phone', 'phone_hash');
