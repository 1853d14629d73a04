ALTER TABLE rooms ADD COLUMN description TEXT NOT NULL DEFAULT '';

ALTER TABLE rooms ADD COLUMN announce_only BIGINT NOT NULL DEFAULT 0;

ALTER TABLE rooms ADD COLUMN slow_mode_seconds BIGINT NOT NULL DEFAULT 0;

ALTER TABLE rooms ADD COLUMN archived_at BIGINT;

CREATE TABLE room_roles (
    id          BIGINT PRIMARY KEY,
    room_id     BIGINT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    name        TEXT   NOT NULL,
    folded_name TEXT   NOT NULL,
    rank        TEXT   NOT NULL,
    permissions TEXT   NOT NULL
);

CREATE UNIQUE INDEX room_roles_by_name ON room_roles (room_id, folded_name);

ALTER TABLE memberships ADD COLUMN custom_role_id BIGINT REFERENCES room_roles (id) ON DELETE SET NULL;

CREATE INDEX memberships_by_custom_role ON memberships (custom_role_id) WHERE custom_role_id IS NOT NULL;

CREATE INDEX memberships_of_owners ON memberships (room_id) WHERE role = 'owner';

CREATE TABLE slow_mode_posts (
    room_id BIGINT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    at      BIGINT NOT NULL,
    PRIMARY KEY (room_id, user_id)
) /* clustered */;
