CREATE SEQUENCE manual_act_request;
CREATE TABLE manual_act (
    number       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request      bigint       NOT NULL,
    junction_id  varchar(64)  NOT NULL,
    act          varchar(16)  NOT NULL,
    stage        smallint,
    reason       varchar(500) NOT NULL,
    set_by       varchar(200) NOT NULL,
    set_at       timestamptz  NOT NULL,
    expires_at   timestamptz  NOT NULL,
    needs_second boolean      NOT NULL,
    approved_by  varchar(200),
    approved_at  timestamptz,
    released_by  varchar(200),
    released_at  timestamptz
);
CREATE INDEX manual_act_open ON manual_act (expires_at) WHERE released_at IS NULL;
CREATE INDEX manual_act_of_junction ON manual_act (junction_id, number DESC);
CREATE INDEX manual_act_of_request ON manual_act (request);
COMMENT ON TABLE manual_act IS 'what people had junctions do by hand; never deleted, over by released_at or expires_at';
COMMENT ON COLUMN manual_act.request IS 'acts that were asked for together';
CREATE TABLE junction_engagement (
    junction_id varchar(64) PRIMARY KEY,
    mode        varchar(16),
    plan        smallint,
    act         varchar(16) NOT NULL,
    stage       smallint,
    authority   varchar(16) NOT NULL,
    since       timestamptz NOT NULL
);
COMMENT ON TABLE junction_engagement IS 'junctions that the hub has taken from their plans and not yet brought back; mode and plan are those before';
