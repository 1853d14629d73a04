CREATE TABLE invitations (
    code       TEXT   NOT NULL PRIMARY KEY,
    room_id    BIGINT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    created_by BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    max_uses   BIGINT,
    uses       BIGINT NOT NULL,
    revoked_at BIGINT
);

CREATE INDEX invitations_to_room ON invitations (room_id, created_at);

CREATE TABLE invitation_uses (
    code    TEXT   NOT NULL REFERENCES invitations (code) ON DELETE CASCADE,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    used_at BIGINT NOT NULL,
    PRIMARY KEY (code, user_id)
) /* clustered */;

CREATE TABLE sidebars (
    user_id  BIGINT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    version  BIGINT NOT NULL,
    sections TEXT   NOT NULL
);

ALTER TABLE memberships ADD COLUMN muted BIGINT NOT NULL DEFAULT 0;

ALTER TABLE memberships ADD COLUMN hidden BIGINT NOT NULL DEFAULT 0;
