CREATE TABLE signal_plan (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    junction_id    varchar(64)   NOT NULL,
    number         smallint      NOT NULL,
    cycle_seconds  integer       NOT NULL,
    offset_seconds integer       NOT NULL,
    stages         text          NOT NULL,
    origin         varchar(32)   NOT NULL,
    reason         varchar(1000) NOT NULL,
    created_by     varchar(200)  NOT NULL,
    created_at     timestamptz   NOT NULL,
    state          varchar(16)   NOT NULL,
    approval_id    bigint,
    approved_by    varchar(200),
    approved_at    timestamptz,
    proven_at      timestamptz,
    fit            boolean       NOT NULL DEFAULT true
);
CREATE INDEX signal_plan_of_junction ON signal_plan (junction_id, id DESC);
COMMENT ON TABLE signal_plan IS 'every plan that someone drafted and the verifier passed; never deleted';
COMMENT ON COLUMN signal_plan.stages IS 'stage:seconds in their order, separated by blanks';
COMMENT ON COLUMN signal_plan.fit IS 'false once its controller refused it or it was rolled back: no timetable takes it again';

CREATE TABLE signal_plan_event (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plan_id bigint       NOT NULL REFERENCES signal_plan,
    at      timestamptz  NOT NULL,
    who     varchar(200) NOT NULL,
    what    varchar(16)  NOT NULL,
    why     text         NOT NULL
);
CREATE INDEX signal_plan_event_of_plan ON signal_plan_event (plan_id, id);
CREATE TRIGGER signal_plan_event_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON signal_plan_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE signal_desired (
    junction_id    varchar(64)  PRIMARY KEY,
    plan_id        bigint       NOT NULL REFERENCES signal_plan,
    before_plan_id bigint REFERENCES signal_plan,
    source         varchar(16)  NOT NULL CHECK (source IN ('ENGINEER', 'TIMETABLE')),
    set_by         varchar(200) NOT NULL,
    set_at         timestamptz  NOT NULL
);
COMMENT ON TABLE signal_desired IS 'what the centre wants each junction to run';

CREATE TABLE signal_observed (
    junction_id varchar(64) PRIMARY KEY,
    plan_id     bigint REFERENCES signal_plan,
    condition   varchar(24) NOT NULL,
    detail      text        NOT NULL,
    attempts    integer     NOT NULL,
    since       timestamptz NOT NULL
);
COMMENT ON TABLE signal_observed IS 'how each junction stood to what is desired, as last seen; plan_id is what was desired then';

INSERT INTO signal_plan (junction_id, number, cycle_seconds, offset_seconds, stages, origin, reason, created_by, created_at,
        state, approved_by, approved_at, proven_at, fit)
    SELECT junction_id, number, cycle_seconds, offset_seconds, stages, origin, reason, pushed_by, pushed_at,
        CASE outcome WHEN 'PROVEN' THEN 'RETIRED' WHEN 'REFUSED' THEN 'REFUSED' ELSE 'APPROVED' END, pushed_by, pushed_at,
        CASE outcome WHEN 'PROVEN' THEN pushed_at END, outcome <> 'REFUSED'
    FROM signal_plan_push ORDER BY id;
INSERT INTO signal_plan_event (plan_id, at, who, what, why)
    SELECT id, created_at, created_by, 'DRAFTED', reason FROM signal_plan;
INSERT INTO signal_desired (junction_id, plan_id, source, set_by, set_at)
    SELECT DISTINCT ON (junction_id) junction_id, id, 'ENGINEER', created_by, created_at
    FROM signal_plan WHERE state <> 'REFUSED' ORDER BY junction_id, id DESC;
UPDATE signal_plan SET state = 'PROVEN'
    WHERE state = 'RETIRED' AND id IN (SELECT plan_id FROM signal_desired);
UPDATE signal_plan SET state = 'RETIRED'
    WHERE state = 'APPROVED' AND id NOT IN (SELECT plan_id FROM signal_desired);
DROP TABLE signal_plan_push;
