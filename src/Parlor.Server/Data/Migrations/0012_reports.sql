CREATE TABLE reports (
    id          BIGINT PRIMARY KEY,
    room_id     BIGINT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    seq         BIGINT NOT NULL,
    author_id   BIGINT NOT NULL REFERENCES users (id),
    text        TEXT   NOT NULL,
    reporter_id BIGINT NOT NULL REFERENCES users (id),
    reason      TEXT   NOT NULL,
    comment     TEXT,
    at          BIGINT NOT NULL,
    outcome     TEXT,
    decided_by  BIGINT REFERENCES users (id),
    decided_at  BIGINT
);

CREATE UNIQUE INDEX reports_open_once ON reports (room_id, seq, reporter_id) WHERE outcome IS NULL;

CREATE INDEX reports_of_room ON reports (room_id, id);

CREATE INDEX reports_of_reporter ON reports (reporter_id, id);

CREATE INDEX reports_by_decision ON reports (decided_at) WHERE decided_at IS NOT NULL;
