-- A plan begins as a draft, may wait for its time, works, and is retired. A draft's body changes (revision tells two writers apart);
-- from scheduled on it never does. A draft that was thrown away keeps its number, since simulations and the audit log speak of it.
ALTER TABLE plan
  DROP CONSTRAINT plan_state_check,
  ALTER COLUMN activated_at DROP NOT NULL,
  ADD COLUMN revision integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  -- The version that the draft was copied from.
  ADD COLUMN based_on bigint REFERENCES plan (version),
  ADD COLUMN created_at timestamptz,
  ADD COLUMN changed_at timestamptz,
  -- Whole minutes: two plans for one minute would take turns within it, and nobody could say which was meant.
  ADD COLUMN starts_at timestamptz CHECK (date_trunc('minute', starts_at, 'UTC') = starts_at),
  ADD COLUMN scheduled_by bigint REFERENCES staff (id),
  ADD COLUMN discarded_at timestamptz;
UPDATE plan SET created_at = activated_at, changed_at = activated_at;
ALTER TABLE plan
  ALTER COLUMN created_at SET NOT NULL,
  ALTER COLUMN created_at SET DEFAULT business_now(),
  ALTER COLUMN changed_at SET NOT NULL,
  ALTER COLUMN changed_at SET DEFAULT business_now(),
  ADD CONSTRAINT plan_state_check CHECK (state IN ('draft', 'scheduled', 'active', 'retired')),
  ADD CONSTRAINT plan_works_since CHECK ((state IN ('active', 'retired')) = (activated_at IS NOT NULL)),
  ADD CONSTRAINT plan_waits CHECK (state <> 'scheduled' OR starts_at IS NOT NULL AND scheduled_by IS NOT NULL),
  -- What an owner has acknowledged is the body that stands: a draft can still change.
  ADD CONSTRAINT plan_draft_is_open CHECK (state <> 'draft' OR acknowledged_by IS NULL AND starts_at IS NULL AND scheduled_by IS NULL),
  ADD CONSTRAINT plan_discarded_draft CHECK (discarded_at IS NULL OR state = 'draft');
CREATE UNIQUE INDEX plan_one_a_minute ON plan (starts_at) WHERE state = 'scheduled';

-- What a request asked for, so that its key used again for something else is told from a repetition.
ALTER TABLE audit ADD COLUMN request_hash text;
