CREATE TABLE duty (
    number      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind        varchar(16)      NOT NULL,
    name        varchar(100)     NOT NULL,
    vehicle     varchar(20)      NOT NULL,
    reason      varchar(500)     NOT NULL,
    cruise_kmh  double precision NOT NULL,
    state       varchar(20)      NOT NULL,
    line        text             NOT NULL,
    crossings   text             NOT NULL,
    created_by  varchar(200)     NOT NULL,
    created_at  timestamptz      NOT NULL,
    started_by  varchar(200),
    approved_by varchar(200),
    started_at  timestamptz,
    expires_at  timestamptz      NOT NULL,
    ended_at    timestamptz,
    ended_why   varchar(200)
);
CREATE INDEX duty_open ON duty (expires_at) WHERE ended_at IS NULL;
COMMENT ON TABLE duty IS 'duty routes and emergency runs; never deleted';
COMMENT ON COLUMN duty.vehicle IS 'the phone of its JT/T 808 terminal without leading zeros';
COMMENT ON COLUMN duty.line IS 'the way in well-known text, longitude and latitude';
COMMENT ON COLUMN duty.crossings IS 'junction:movement:stop line:clear, metres along the way, separated by blanks';
