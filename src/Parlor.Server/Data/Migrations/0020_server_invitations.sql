CREATE TABLE server_invitations (
    id         BIGINT PRIMARY KEY,
    code       TEXT   NOT NULL UNIQUE,
    created_by BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    max_uses   BIGINT,
    uses       BIGINT NOT NULL,
    revoked_at BIGINT
);

ALTER TABLE invitations ADD COLUMN id BIGINT;

UPDATE invitations SET id = created_at * 1000 + (
    SELECT COUNT(*) FROM invitations other WHERE other.created_at = invitations.created_at AND other.code < invitations.code);

CREATE UNIQUE INDEX invitations_by_id ON invitations (id);
