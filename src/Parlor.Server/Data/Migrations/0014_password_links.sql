CREATE TABLE password_links (
    user_id    BIGINT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    hash       TEXT   NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL
);
