CREATE TABLE plate_rules (
    edition    bigint       PRIMARY KEY,
    rules      text         NOT NULL,
    changed_by varchar(200) NOT NULL,
    changed_at timestamptz  NOT NULL,
    reason     varchar(500) NOT NULL
);
COMMENT ON TABLE plate_rules IS 'every table of plate rules that operators put in force, as JSON; the newest counts';
