CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;

-- Each row carries the hash of the one before it; what a hash covers stands in AuditChain.
CREATE TABLE audit_log (
    seq           bigint PRIMARY KEY,
    event_id      uuid        NOT NULL UNIQUE,
    at            timestamptz NOT NULL,
    who           text        NOT NULL,
    from_address  text        NOT NULL,
    action        text        NOT NULL,
    target        text        NOT NULL,
    outcome       text        NOT NULL CHECK (outcome IN ('DONE', 'REFUSED', 'DENIED', 'FAILED')),
    detail        text        NOT NULL,
    previous_hash text        NOT NULL,
    hash          text        NOT NULL UNIQUE
);
CREATE INDEX audit_log_who ON audit_log (who, seq);
CREATE INDEX audit_log_action ON audit_log (action, seq);

CREATE TRIGGER audit_log_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
