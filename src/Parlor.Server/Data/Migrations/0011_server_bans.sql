CREATE TABLE account_bans (
    user_id BIGINT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    by_id   BIGINT REFERENCES users (id), -- NULL: the operator
    at      BIGINT NOT NULL,
    until   BIGINT,
    reason  TEXT
);

CREATE TABLE address_bans (
    id      BIGINT PRIMARY KEY,
    network TEXT   NOT NULL UNIQUE,
    by_id   BIGINT NOT NULL REFERENCES users (id),
    at      BIGINT NOT NULL,
    until   BIGINT,
    reason  TEXT
);
