ALTER TABLE messages ADD COLUMN deleted_by BIGINT;

CREATE INDEX mentions_of_message ON mentions (room_id, seq);
