CREATE TABLE messages (
    room_id    BIGINT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    seq        BIGINT NOT NULL,
    author_id  BIGINT NOT NULL REFERENCES users (id),
    client_id  TEXT   NOT NULL,
    text       TEXT   NOT NULL,
    at         BIGINT NOT NULL,
    reply_to   BIGINT,
    edited_at  BIGINT,
    deleted_at BIGINT,
    PRIMARY KEY (room_id, seq)
) /* clustered */;

CREATE UNIQUE INDEX messages_sent_once ON messages (room_id, author_id, client_id);

CREATE TABLE mentions (
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    room_id BIGINT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    seq     BIGINT NOT NULL,
    PRIMARY KEY (user_id, room_id, seq)
) /* clustered */;
