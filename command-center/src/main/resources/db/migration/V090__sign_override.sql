CREATE TABLE sign_override (
    number      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sign_id     varchar(64)  NOT NULL,
    lines_zh    text[]       NOT NULL,
    lines_en    text[]       NOT NULL,
    reason      varchar(500) NOT NULL,
    expires_at  timestamptz  NOT NULL,
    set_by      varchar(200) NOT NULL,
    set_at      timestamptz  NOT NULL,
    released_by varchar(200),
    released_at timestamptz
);
CREATE INDEX sign_override_of_sign ON sign_override (sign_id, number DESC);
COMMENT ON TABLE sign_override IS 'texts that operators put on guidance signs; never deleted, over by released_at or expires_at';
