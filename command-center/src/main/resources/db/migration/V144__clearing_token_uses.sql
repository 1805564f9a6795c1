-- Which request each token of an institution was used for, until it expires: a token that somebody else has read is worth nothing.
CREATE TABLE clearing_token_use (
    institution text        NOT NULL,
    jti         text        NOT NULL CHECK (length(jti) BETWEEN 1 AND 128),
    -- What it may be used for again: one file, that it sends piece by piece; empty where it was used once and for all.
    used_for    text        NOT NULL,
    expires_at  timestamptz NOT NULL,
    PRIMARY KEY (institution, jti)
);
CREATE INDEX clearing_token_use_expires ON clearing_token_use (expires_at);
