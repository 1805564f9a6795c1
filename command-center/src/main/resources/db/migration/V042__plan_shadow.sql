CREATE TABLE signal_shadow (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    junction_id varchar(64)  NOT NULL,
    plan_id     bigint REFERENCES signal_plan,
    method      varchar(32),
    started_by  varchar(200) NOT NULL,
    started_at  timestamptz  NOT NULL,
    ended_at    timestamptz,
    CHECK ((plan_id IS NULL) <> (method IS NULL))
);
CREATE INDEX signal_shadow_running ON signal_shadow (junction_id) WHERE ended_at IS NULL;

CREATE TABLE signal_shadow_look (
    id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    shadow_id          bigint           NOT NULL REFERENCES signal_shadow,
    at                 timestamptz      NOT NULL,
    counted_approaches integer          NOT NULL,
    live_delay         double precision NOT NULL,
    live_saturation    double precision NOT NULL,
    live_co2           double precision NOT NULL,
    shadow_delay       double precision NOT NULL,
    shadow_saturation  double precision NOT NULL,
    shadow_co2         double precision NOT NULL,
    shadow_stages      text             NOT NULL
);
CREATE INDEX signal_shadow_look_of_shadow ON signal_shadow_look (shadow_id, id DESC);
COMMENT ON COLUMN signal_shadow_look.live_delay IS 'seconds a vehicle, of the plan that ran';
COMMENT ON COLUMN signal_shadow_look.live_co2 IS 'kilograms an hour';
