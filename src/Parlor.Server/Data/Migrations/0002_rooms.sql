CREATE TABLE rooms (
    id           BIGINT PRIMARY KEY,
    name         TEXT   NOT NULL UNIQUE,
    title        TEXT   NOT NULL,
    topic        TEXT   NOT NULL,
    visibility   TEXT   NOT NULL,
    kind         TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    last_seq     BIGINT NOT NULL,
    member_count BIGINT NOT NULL
);

CREATE TABLE memberships (
    room_id       BIGINT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    user_id       BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role          TEXT   NOT NULL,
    joined_at     BIGINT NOT NULL,
    last_read_seq BIGINT NOT NULL,
    PRIMARY KEY (room_id, user_id)
) /* clustered */;

CREATE INDEX memberships_of_user ON memberships (user_id);

CREATE TABLE events (
    room_id    BIGINT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    seq        BIGINT NOT NULL,
    type       TEXT   NOT NULL,
    actor_id   BIGINT NOT NULL,
    subject_id BIGINT,
    at         BIGINT NOT NULL,
    body       TEXT,
    PRIMARY KEY (room_id, seq)
) /* clustered */;
