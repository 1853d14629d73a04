CREATE TABLE presence (
    user_id        BIGINT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    mode           TEXT   NOT NULL,
    show_last_seen BIGINT NOT NULL,
    last_seen_at   BIGINT
);

CREATE INDEX blocks_of_blocked ON blocks (blocked_id);
