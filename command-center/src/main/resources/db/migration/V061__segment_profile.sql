CREATE TABLE segment_profile (
    segment_id varchar(64) NOT NULL,
    kind       varchar(16) NOT NULL,
    profile    bytea       NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (segment_id, kind)
);
COMMENT ON TABLE segment_profile IS 'the usual speeds of a segment on a kind of day (WORKDAY, WEEKEND, HOLIDAY)';
COMMENT ON COLUMN segment_profile.profile IS '96 quarter-hours of the local day: speeds as big-endian 16-bit hundredths of km/h, then a byte each of how many observations are behind them, 0 for none';
