CREATE TABLE incident (
    number        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind          varchar(16)   NOT NULL,
    effect        varchar(16)   NOT NULL,
    speed_cap_kmh double precision,
    segment_ids   text[]        NOT NULL,
    place         text,
    begins_at     timestamptz   NOT NULL,
    until         timestamptz,
    reason_zh     varchar(500)  NOT NULL,
    reason_en     varchar(500)  NOT NULL,
    created_by    varchar(200)  NOT NULL,
    created_at    timestamptz   NOT NULL,
    changed_by    varchar(200)  NOT NULL,
    changed_at    timestamptz   NOT NULL,
    ended_at      timestamptz,
    revision      integer       NOT NULL
);
CREATE INDEX incident_not_ended ON incident (until) WHERE ended_at IS NULL;
COMMENT ON TABLE incident IS 'what operators told of; never deleted, over by ended_at or until';
COMMENT ON COLUMN incident.segment_ids IS 'ids that the map had when it was told';
COMMENT ON COLUMN incident.place IS 'GeoJSON geometry as drawn, null where segments were named';
