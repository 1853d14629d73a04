CREATE TABLE purges (
    id         BIGINT PRIMARY KEY,
    room_id    BIGINT REFERENCES rooms (id) ON DELETE CASCADE,
    user_id    BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    undo_until BIGINT NOT NULL
);

CREATE INDEX purges_by_end ON purges (undo_until);

CREATE TABLE purged_messages (
    purge_id BIGINT NOT NULL REFERENCES purges (id) ON DELETE CASCADE,
    room_id  BIGINT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    seq      BIGINT NOT NULL,
    text     TEXT   NOT NULL,
    PRIMARY KEY (purge_id, room_id, seq)
) /* clustered */;
