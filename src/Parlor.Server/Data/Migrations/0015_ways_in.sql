ALTER TABLE users ADD COLUMN authenticator_key TEXT;

ALTER TABLE users ADD COLUMN authenticator_step BIGINT;

ALTER TABLE users ADD COLUMN two_factor BIGINT NOT NULL DEFAULT 0;

CREATE TABLE recovery_codes (
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    hash    TEXT   NOT NULL,
    PRIMARY KEY (user_id, hash)
) /* clustered */;

ALTER TABLE sessions ADD COLUMN confirmed_at BIGINT NOT NULL DEFAULT 0;

UPDATE sessions SET confirmed_at = created_at;

CREATE TABLE passkeys (
    id                 BIGINT PRIMARY KEY,
    user_id            BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    credential_id      TEXT   NOT NULL UNIQUE,
    name               TEXT   NOT NULL,
    public_key         TEXT   NOT NULL,
    sign_count         BIGINT NOT NULL,
    transports         TEXT   NOT NULL,
    is_backup_eligible BIGINT NOT NULL,
    is_backed_up       BIGINT NOT NULL,
    created_at         BIGINT NOT NULL,
    last_used_at       BIGINT
);

CREATE INDEX passkeys_of_user ON passkeys (user_id);

CREATE TABLE external_accounts (
    provider     TEXT   NOT NULL,
    subject      TEXT   NOT NULL,
    user_id      BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name         TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    PRIMARY KEY (provider, subject)
) /* clustered */;

CREATE UNIQUE INDEX external_accounts_of_user ON external_accounts (user_id, provider);

ALTER TABLE users ADD COLUMN deleted_at BIGINT;

CREATE TABLE retired_usernames (
    username TEXT NOT NULL PRIMARY KEY
) /* clustered */;
