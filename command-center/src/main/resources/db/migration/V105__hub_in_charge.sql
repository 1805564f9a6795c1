CREATE TABLE hub_in_charge (
    what    varchar(16)  PRIMARY KEY,
    hub     varchar(200) NOT NULL,
    run     uuid         NOT NULL,
    since   timestamptz  NOT NULL,
    seen_at timestamptz  NOT NULL
);
COMMENT ON TABLE hub_in_charge IS 'which of several hubs on this database commands the signals; times are those of the database';
COMMENT ON COLUMN hub_in_charge.run IS 'of the process: a hub that starts anew under its name takes over at once';
