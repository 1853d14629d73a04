-- 1: somebody without an account of their own, here for as long as a connection lasts; see GuestEntrance.
ALTER TABLE users ADD COLUMN is_visitor BIGINT NOT NULL DEFAULT 0;

CREATE INDEX visitors ON users (id) WHERE is_visitor = 1 AND deleted_at IS NULL;
