CREATE TABLE approval (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind         varchar(32)   NOT NULL,
    subject      varchar(200)  NOT NULL,
    summary      varchar(2000) NOT NULL,
    reason       varchar(1000) NOT NULL,
    requested_by varchar(200)  NOT NULL,
    requested_at timestamptz   NOT NULL,
    expires_at   timestamptz   NOT NULL,
    state        varchar(16)   NOT NULL CHECK (state IN ('PENDING', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'EXPIRED')),
    decided_by   varchar(200),
    decided_at   timestamptz,
    note         varchar(1000) NOT NULL DEFAULT '',
    told         boolean       NOT NULL DEFAULT false,
    CHECK (state <> 'APPROVED' OR lower(decided_by) <> lower(requested_by))
);
CREATE INDEX approval_pending ON approval (expires_at) WHERE state = 'PENDING';
CREATE INDEX approval_untold ON approval (id) WHERE NOT told AND state <> 'PENDING';
COMMENT ON TABLE approval IS 'what one person asked for and a second one decided; never deleted';
COMMENT ON COLUMN approval.subject IS 'what the asking room knows it by';
COMMENT ON COLUMN approval.told IS 'whether the asking room has taken notice of the decision';
