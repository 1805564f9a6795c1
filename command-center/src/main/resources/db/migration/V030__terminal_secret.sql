-- The one secret from which each terminal's authentication code is derived. It is kept with the data, so that terminals
-- need not register again after a restart, whichever hub they dial.
CREATE TABLE terminal_secret (
    id smallint PRIMARY KEY CHECK (id = 1),
    secret bytea NOT NULL CHECK (octet_length(secret) = 32),
    made_at timestamptz NOT NULL
);
