CREATE TABLE users (
    id BIGINT PRIMARY KEY,
    username TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    search_name TEXT NOT NULL,
    avatar_url TEXT,
    email TEXT,
    password_hash TEXT,
    security_stamp TEXT NOT NULL,
    failed_log_ins BIGINT NOT NULL,
    locked_until BIGINT,
    role TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE sessions (
    id BIGINT PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE refresh_tokens (
    hash TEXT NOT NULL PRIMARY KEY,
    session_id BIGINT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
) /* clustered */;

CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);

CREATE INDEX refresh_tokens_by_expiry ON refresh_tokens (expires_at);
