CREATE TABLE calendar_day (
    day        date         PRIMARY KEY,
    kind       varchar(16)  NOT NULL,
    note       varchar(200) NOT NULL,
    changed_by varchar(200) NOT NULL,
    changed_at timestamptz  NOT NULL
);
COMMENT ON TABLE calendar_day IS 'days whose kind operators entered; all others are as announced, or as the day of the week says';
COMMENT ON COLUMN calendar_day.kind IS 'WORKDAY, WEEKEND or HOLIDAY';
