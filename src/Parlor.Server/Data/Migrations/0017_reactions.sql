CREATE TABLE reactions (
    room_id     BIGINT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    message_seq BIGINT NOT NULL,
    emoji       TEXT   NOT NULL,
    user_id     BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    seq         BIGINT NOT NULL,
    PRIMARY KEY (room_id, message_seq, emoji, user_id)
) /* clustered */;
