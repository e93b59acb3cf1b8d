-- The catalogue whole: display categories, one video a product, times to go on and off the shelf, a recycle bin that knows who and until when.

-- The index had the name that the table of display categories takes.
ALTER INDEX product_category RENAME TO product_main_category;

-- Further shelves a product stands on. Its one main category (product.category_id) stays what commission rules go by, and is not repeated here.
CREATE TABLE product_category (
  product_id bigint NOT NULL REFERENCES product (id),
  category_id bigint NOT NULL REFERENCES category (id),
  PRIMARY KEY (product_id, category_id)
);
CREATE INDEX product_category_shelf ON product_category (category_id, product_id);
GRANT SELECT ON product_category TO banyan_app, banyan_read;
GRANT INSERT, DELETE ON product_category TO banyan_app;

-- A category that is taken away keeps its row: orders, commission rules and products gone for good still name it.
ALTER TABLE category ADD COLUMN removed boolean NOT NULL DEFAULT false;

-- "/media/<sha256>.mp4", its size and length; the poster beside it in product.video is a picture like any other.
ALTER TABLE media
  ADD COLUMN kind text NOT NULL DEFAULT 'picture' CHECK (kind IN ('picture', 'video')),
  ADD COLUMN seconds integer CHECK (seconds > 0),
  ADD CHECK ((kind = 'video') = (seconds IS NOT NULL));

ALTER TABLE product
  -- {url, poster, width, height, seconds}; null: none.
  ADD COLUMN video jsonb,
  -- Due columns: the worker puts on the shelf at list_at and takes off at unlist_at, and empties the column.
  ADD COLUMN list_at timestamptz,
  ADD COLUMN unlist_at timestamptz,
  -- Who moved it into the recycle bin, when, and until when it can come back. After purge_at it is 'deleted': out of the console too, its
  -- row still there for the orders of it.
  ADD COLUMN recycled_at timestamptz,
  ADD COLUMN recycled_by bigint REFERENCES staff (id),
  ADD COLUMN purge_at timestamptz,
  -- Whom a save that comes too late is told of.
  ADD COLUMN updated_by bigint REFERENCES staff (id),
  DROP CONSTRAINT product_state_check,
  ADD CONSTRAINT product_state_check CHECK (state IN ('listed', 'unlisted', 'recycled', 'deleted')),
  ADD CONSTRAINT product_schedule_order CHECK (unlist_at > list_at);
UPDATE product SET recycled_at = updated_at, purge_at = business_now() + interval '30 days' WHERE state = 'recycled';
ALTER TABLE product
  ADD CONSTRAINT product_bin CHECK (purge_at IS NULL OR state = 'recycled'),
  ADD CONSTRAINT product_schedule_state CHECK ((list_at IS NULL OR state = 'unlisted') AND (unlist_at IS NULL OR state IN ('listed', 'unlisted')));
CREATE INDEX product_list_due ON product (list_at) WHERE list_at IS NOT NULL;
CREATE INDEX product_unlist_due ON product (unlist_at) WHERE unlist_at IS NOT NULL;
CREATE INDEX product_purge_due ON product (purge_at) WHERE purge_at IS NOT NULL;
