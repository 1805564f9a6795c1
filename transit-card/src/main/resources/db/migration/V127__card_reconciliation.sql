-- Each time that the records, the ledger and the bank of a day were held against each other.
CREATE TABLE card_reconciliation (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    business_day  date        NOT NULL,
    -- FULL, or FOLLOW_UP: the bank and the suspended records alone, after the seal stopped all else from changing.
    scope         text        NOT NULL CHECK (scope IN ('FULL', 'FOLLOW_UP')),
    started_at    timestamptz NOT NULL,
    ended_at      timestamptz NOT NULL,
    by_whom       text        NOT NULL,
    records       bigint      NOT NULL,
    records_fen   bigint      NOT NULL,
    posted_fen    bigint      NOT NULL,
    instructed_fen bigint     NOT NULL,
    confirmed_fen bigint      NOT NULL,
    found         integer     NOT NULL,
    new           integer     NOT NULL,
    no_longer     integer     NOT NULL,
    -- Suspended records past their time that the queue had no room for.
    left_out      bigint      NOT NULL
);
CREATE INDEX card_reconciliation_day ON card_reconciliation (business_day, id);

-- A difference, once, however many runs find it.
CREATE TABLE card_discrepancy (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    business_day date   NOT NULL,
    kind         text   NOT NULL,
    subject      text   NOT NULL,
    institution  text,
    counterparty text,
    file_id      integer,
    line         integer,
    UNIQUE (business_day, kind, subject)
);

-- What became of it, step by step; the last step tells all.
CREATE TABLE card_discrepancy_step (
    discrepancy_id bigint      NOT NULL,
    step           integer     NOT NULL CHECK (step > 0),
    state          text        NOT NULL,
    at             timestamptz NOT NULL,
    by_whom        text        NOT NULL,
    owner          text        NOT NULL,
    due            date        NOT NULL,
    expected_fen   bigint      NOT NULL,
    found_fen      bigint      NOT NULL,
    ours           text        NOT NULL,
    theirs         text        NOT NULL,
    outcome        text,
    reason         text        NOT NULL,
    PRIMARY KEY (discrepancy_id, step),
    CHECK ((state = 'RESOLVED') = (outcome IS NOT NULL))
);

CREATE TRIGGER card_reconciliation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_reconciliation
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_discrepancy_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_discrepancy
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_discrepancy_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_discrepancy_step
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
