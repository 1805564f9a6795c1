CREATE TABLE account (
    username             text PRIMARY KEY CHECK (username ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
    display_name         text        NOT NULL,
    password_hash        text        NOT NULL,
    must_change_password boolean     NOT NULL,
    roles                text[]      NOT NULL,
    enabled              boolean     NOT NULL DEFAULT true,
    demo                 boolean     NOT NULL DEFAULT false,
    -- raised by every change that must end the tokens already given out
    generation           bigint      NOT NULL DEFAULT 1,
    created_at           timestamptz NOT NULL,
    changed_at           timestamptz NOT NULL
);

-- Also holds names that no account has, so that a lock does not tell which names exist.
CREATE TABLE sign_in_attempt (
    username        text PRIMARY KEY,
    failures        integer     NOT NULL,
    last_attempt_at timestamptz NOT NULL,
    locked_until    timestamptz
);
CREATE INDEX sign_in_attempt_age ON sign_in_attempt (last_attempt_at);
