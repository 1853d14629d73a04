-- How a room may be used beyond its details: what clients of IRC set as modes of a channel; see ChannelSettings for the bits.
ALTER TABLE rooms ADD COLUMN options BIGINT NOT NULL DEFAULT 0;
ALTER TABLE rooms ADD COLUMN join_key TEXT;
ALTER TABLE rooms ADD COLUMN most_members BIGINT;
ALTER TABLE rooms ADD COLUMN forward_to TEXT;

-- Who wrote the topic that there is now, and when.
ALTER TABLE rooms ADD COLUMN topic_by BIGINT;
ALTER TABLE rooms ADD COLUMN topic_at BIGINT;

-- 1: may speak where only announcements are, whatever the role.
ALTER TABLE memberships ADD COLUMN is_voiced BIGINT NOT NULL DEFAULT 0;

-- Masks of people, by kind: ban, ban_exception, invite_exception.
CREATE TABLE channel_masks (
    room_id BIGINT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    kind    TEXT   NOT NULL,
    mask    TEXT   NOT NULL,
    by_id   BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (room_id, kind, mask)
) /* clustered */;
