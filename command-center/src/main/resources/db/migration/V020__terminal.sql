CREATE TABLE terminal (
    phone        varchar(20) PRIMARY KEY,
    plate        varchar(16) NOT NULL,
    plate_colour smallint    NOT NULL,
    route_id     varchar(64),
    changed_at   timestamptz NOT NULL
);
COMMENT ON COLUMN terminal.phone IS 'without leading zeros, so that the 12 digits of 2013 and the 20 of 2019 are one terminal';
