CREATE TABLE signal_timetable (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    junction_id varchar(64)   NOT NULL,
    content     text          NOT NULL,
    reason      varchar(1000) NOT NULL,
    created_by  varchar(200)  NOT NULL,
    created_at  timestamptz   NOT NULL,
    state       varchar(16)   NOT NULL CHECK (state IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'REJECTED', 'RETIRED')),
    approval_id bigint,
    decided_by  varchar(200),
    decided_at  timestamptz,
    followed_by varchar(200),
    followed_at timestamptz
);
CREATE INDEX signal_timetable_of_junction ON signal_timetable (junction_id, id DESC);
CREATE UNIQUE INDEX signal_timetable_approved ON signal_timetable (junction_id) WHERE state = 'APPROVED';
COMMENT ON TABLE signal_timetable IS 'what junctions run by day and hour, every edition; the approved one is in force';
COMMENT ON COLUMN signal_timetable.content IS 'JSON as engineers posted it';
COMMENT ON COLUMN signal_timetable.followed_at IS 'since when the centre follows it, unless an engineer chose a plan by hand after that';

CREATE TABLE signal_timetable_standing (
    junction_id  varchar(64) PRIMARY KEY,
    timetable_id bigint      NOT NULL REFERENCES signal_timetable,
    condition    varchar(16) NOT NULL,
    detail       text        NOT NULL,
    since        timestamptz NOT NULL
);
COMMENT ON TABLE signal_timetable_standing IS 'whether each controller holds what its timetable says for the days to come';
