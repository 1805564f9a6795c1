CREATE TABLE source (
    id         varchar(32)  PRIMARY KEY,
    name       varchar(100) NOT NULL,
    kind       varchar(16)  NOT NULL,
    key_digest char(64)     NOT NULL UNIQUE,
    changed_at timestamptz  NOT NULL
);
COMMENT ON COLUMN source.key_digest IS 'SHA-256 of the API key in hexadecimal; the key itself is kept nowhere';
