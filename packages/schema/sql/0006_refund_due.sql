-- An abnormal refund is asked about too, rarely: the callback that tells of its end may be lost.
DROP INDEX refund_due;
CREATE INDEX refund_due ON refund (next_try_at) WHERE state IN ('created', 'processing', 'abnormal');
