CREATE TABLE link_profile (
    name               varchar(64) PRIMARY KEY,
    protocol           varchar(32) NOT NULL,
    poll_ms            bigint      NOT NULL,
    request_timeout_ms bigint      NOT NULL,
    retries            integer     NOT NULL,
    offline_after_ms   bigint      NOT NULL,
    heartbeat_ms       bigint      NOT NULL,
    intent_ms          bigint      NOT NULL,
    settings           jsonb       NOT NULL,
    changed_at         timestamptz NOT NULL
);
COMMENT ON TABLE link_profile IS 'how the centre deals with one make of signal controller';
COMMENT ON COLUMN link_profile.settings IS 'what only its protocol knows: names and texts';

ALTER TABLE controller ADD COLUMN profile varchar(64) REFERENCES link_profile (name);
COMMENT ON COLUMN controller.profile IS 'null where it is dealt with as usual';
