CREATE TABLE audit_log (
    id         BIGINT PRIMARY KEY,
    at         BIGINT NOT NULL,
    action     TEXT   NOT NULL,
    actor_id   BIGINT REFERENCES users (id),
    subject_id BIGINT REFERENCES users (id),
    room_id    BIGINT REFERENCES rooms (id) ON DELETE CASCADE,
    reason     TEXT,
    changes    TEXT
);

CREATE INDEX audit_of_room ON audit_log (room_id, id);

CREATE INDEX audit_by_time ON audit_log (at);
