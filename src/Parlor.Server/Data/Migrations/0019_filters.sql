CREATE TABLE word_filters (
    id         BIGINT PRIMARY KEY,
    room_id    BIGINT REFERENCES rooms (id) ON DELETE CASCADE,
    pattern    TEXT   NOT NULL,
    action     TEXT   NOT NULL,
    created_by BIGINT NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL
);

CREATE INDEX word_filters_of_room ON word_filters (room_id);

CREATE TABLE held_messages (
    id        BIGINT PRIMARY KEY,
    room_id   BIGINT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    author_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    client_id TEXT   NOT NULL,
    text      TEXT   NOT NULL,
    reply_to  BIGINT,
    pattern   TEXT   NOT NULL,
    state     TEXT   NOT NULL,
    at        BIGINT NOT NULL
);

CREATE UNIQUE INDEX held_messages_sent_once ON held_messages (room_id, author_id, client_id);

CREATE INDEX held_messages_waiting ON held_messages (room_id, id) WHERE state = 'waiting';
