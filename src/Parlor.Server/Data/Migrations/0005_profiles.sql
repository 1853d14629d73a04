ALTER TABLE users ADD COLUMN about TEXT;

ALTER TABLE users ADD COLUMN pronouns TEXT;

ALTER TABLE users ADD COLUMN time_zone TEXT;

ALTER TABLE users ADD COLUMN status_emoji TEXT;

ALTER TABLE users ADD COLUMN status_text TEXT;

ALTER TABLE users ADD COLUMN status_until BIGINT;

CREATE INDEX users_by_status_end ON users (status_until) WHERE status_until IS NOT NULL;

CREATE TABLE former_usernames (
    username TEXT   NOT NULL PRIMARY KEY,
    user_id  BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE
) /* clustered */;

CREATE INDEX former_usernames_of_user ON former_usernames (user_id);

ALTER TABLE sessions ADD COLUMN user_agent TEXT NOT NULL DEFAULT '';

ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';

ALTER TABLE sessions ADD COLUMN last_used_at BIGINT NOT NULL DEFAULT 0;

UPDATE sessions SET last_used_at = created_at;

ALTER TABLE rooms ADD COLUMN avatar_url TEXT;
