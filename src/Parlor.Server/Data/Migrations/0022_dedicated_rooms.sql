CREATE TABLE dedicated_rooms (
    room_id BIGINT PRIMARY KEY REFERENCES rooms (id) ON DELETE CASCADE,
    listen  TEXT   NOT NULL
);
