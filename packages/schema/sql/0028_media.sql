-- Pictures of somebody who has gone: looked at again at this time, in real time, and removed with their file when no row names them any more.
ALTER TABLE media ADD COLUMN forget_at timestamptz;
CREATE INDEX media_forget ON media (forget_at) WHERE forget_at IS NOT NULL;
