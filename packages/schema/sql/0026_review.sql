-- Reviews of goods: what customers say about what they received, the shop's answer, and how many there are by stars.

CREATE TABLE review (
  customer_id bigint NOT NULL REFERENCES customer (id),
  no text NOT NULL,
  order_no text NOT NULL,
  line_no integer NOT NULL,
  product_id bigint NOT NULL,
  sku_id bigint NOT NULL,
  spec jsonb NOT NULL,
  rating smallint NOT NULL CHECK (rating BETWEEN 1 AND 5),
  text text NOT NULL,
  pictures jsonb NOT NULL DEFAULT '[]',
  anonymous boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'shown', 'hidden')),
  hidden_reason text,
  hidden_note text NOT NULL DEFAULT '',
  -- What the check of words said (docs/ARCHITECTURE.md). The label is WeChat's number.
  checked text NOT NULL CHECK (checked IN ('none', 'asked', 'passed', 'words', 'review', 'risky', 'failed')),
  check_label integer,
  -- Real time: WeChat is asked from then on. Each try sets it later before it asks, so that a worker that died is followed by another one.
  check_due_at timestamptz,
  check_tries integer NOT NULL DEFAULT 0,
  request_key text NOT NULL,
  -- Of all that the request said: the same key for something else is refused.
  request_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  appended_text text,
  appended_pictures jsonb NOT NULL DEFAULT '[]',
  appended_at timestamptz,
  appended_state text CHECK (appended_state IN ('waiting', 'shown', 'hidden')),
  appended_checked text CHECK (appended_checked IN ('asked', 'passed', 'words', 'review', 'risky', 'failed')),
  appended_label integer,
  appended_key text,
  appended_hash text,
  reply_text text,
  reply_at timestamptz,
  reply_staff_id bigint REFERENCES staff (id),
  revision integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  -- By its author; words and pictures are gone, the row stays so that the goods are not reviewed anew.
  removed_at timestamptz,
  -- 3 good (4 and 5 stars), 2 middle, 1 bad.
  mood smallint NOT NULL GENERATED ALWAYS AS (CASE WHEN rating >= 4 THEN 3 WHEN rating = 3 THEN 2 ELSE 1 END) STORED,
  counted boolean NOT NULL GENERATED ALWAYS AS (state = 'shown' AND removed_at IS NULL) STORED,
  added boolean NOT NULL GENERATED ALWAYS AS (coalesce(appended_state = 'shown', false)) STORED,
  pictured boolean NOT NULL GENERATED ALWAYS AS (
    pictures <> '[]'::jsonb OR (coalesce(appended_state = 'shown', false) AND appended_pictures <> '[]'::jsonb)) STORED,
  waits boolean NOT NULL GENERATED ALWAYS AS (
    removed_at IS NULL AND (state = 'waiting' OR (state = 'shown' AND coalesce(appended_state = 'waiting', false)))) STORED,
  PRIMARY KEY (customer_id, no),
  UNIQUE (customer_id, order_no, line_no),
  UNIQUE (customer_id, request_key, line_no),
  FOREIGN KEY (customer_id, order_no, line_no) REFERENCES order_line (buyer_id, order_no, line_no),
  CONSTRAINT review_hidden CHECK ((state = 'hidden' OR coalesce(appended_state = 'hidden', false)) = (hidden_reason IS NOT NULL)),
  CONSTRAINT review_appended CHECK ((appended_at IS NULL) = (appended_text IS NULL) AND (appended_at IS NULL) = (appended_state IS NULL)
    AND (appended_at IS NULL) = (appended_checked IS NULL) AND (appended_at IS NULL) = (appended_key IS NULL)),
  CONSTRAINT review_reply CHECK ((reply_text IS NULL) = (reply_at IS NULL) AND (reply_text IS NULL) = (reply_staff_id IS NULL))
);
-- The product's list, newest first, one for each of its filters: whatever is asked for, a page reads its own rows and no others.
CREATE INDEX review_of_product ON review (product_id, created_at DESC, no DESC) WHERE counted;
CREATE INDEX review_of_mood ON review (product_id, mood, created_at DESC, no DESC) WHERE counted;
CREATE INDEX review_pictured ON review (product_id, created_at DESC, no DESC) WHERE counted AND pictured;
CREATE INDEX review_added ON review (product_id, created_at DESC, no DESC) WHERE counted AND added;
-- The person's own, and the console's desk.
CREATE INDEX review_mine ON review (customer_id, created_at DESC, no DESC) WHERE removed_at IS NULL;
CREATE INDEX review_recent ON review (created_at DESC, no DESC) WHERE removed_at IS NULL;
CREATE INDEX review_waiting ON review (created_at DESC, no DESC) WHERE waits;
CREATE INDEX review_check_due ON review (check_due_at) WHERE check_due_at IS NOT NULL;

-- Of what is shown. Changed by the statement that changes the review, never by itself.
CREATE TABLE review_count (
  product_id bigint NOT NULL,
  rating smallint NOT NULL CHECK (rating BETWEEN 1 AND 5),
  shown integer NOT NULL CHECK (shown >= 0),
  pictured integer NOT NULL CHECK (pictured >= 0),
  appended integer NOT NULL CHECK (appended >= 0),
  PRIMARY KEY (product_id, rating)
);

GRANT SELECT ON review, review_count TO banyan_app, banyan_read;
GRANT INSERT, UPDATE ON review, review_count TO banyan_app;
