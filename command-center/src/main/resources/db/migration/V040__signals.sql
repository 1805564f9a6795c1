CREATE TABLE controller (
    junction_id   varchar(64) PRIMARY KEY,
    controller_id bigint      NOT NULL,
    road_id       smallint    NOT NULL,
    link          varchar(16) NOT NULL,
    host          varchar(255),
    port          integer,
    changed_at    timestamptz NOT NULL,
    UNIQUE (controller_id, road_id)
);

CREATE TABLE signal_plan_push (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    junction_id    varchar(64)   NOT NULL,
    number         smallint      NOT NULL,
    cycle_seconds  integer       NOT NULL,
    offset_seconds integer       NOT NULL,
    stages         text          NOT NULL,
    origin         varchar(16)   NOT NULL,
    reason         varchar(1000) NOT NULL,
    pushed_by      varchar(200)  NOT NULL,
    pushed_at      timestamptz   NOT NULL,
    outcome        varchar(16)   NOT NULL
);
CREATE INDEX signal_plan_push_of_junction ON signal_plan_push (junction_id, id DESC);
COMMENT ON TABLE signal_plan_push IS 'every plan that was sent to the street; the newest of a junction that was not refused is the desired one';
COMMENT ON COLUMN signal_plan_push.stages IS 'stage:seconds in their order, separated by blanks';
COMMENT ON COLUMN signal_plan_push.outcome IS 'PENDING until the push ended; still so after a restart means unconfirmed';
