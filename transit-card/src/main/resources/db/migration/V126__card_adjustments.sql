-- Money that is to move after a day was closed, as one person asked for it.
CREATE TABLE card_adjustment (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind         text        NOT NULL CHECK (kind IN ('RECORD_ACCEPTED', 'RECORD_TAKEN_BACK', 'BETWEEN', 'AT_BANK')),
    -- What it comes from: "exception 12", "dispute 3".
    cause        text        NOT NULL,
    -- The day that it is about; it is posted on a later one.
    about_day    date        NOT NULL,
    -- Of a record: its issuer; else who pays.
    debtor       text        NOT NULL,
    -- Of a record: its acquirer; else who is paid.
    creditor     text        NOT NULL,
    amount_fen   bigint      NOT NULL CHECK (amount_fen <> 0),
    -- Of a record: its issuer's share of the amount.
    issuer_fen   bigint      NOT NULL DEFAULT 0 CHECK (issuer_fen >= 0),
    file_id      integer,
    line         integer,
    reason       text        NOT NULL,
    asked_by     text        NOT NULL,
    asked_at     timestamptz NOT NULL,
    CHECK (kind = 'AT_BANK' OR amount_fen > 0),
    CHECK (kind LIKE 'RECORD%' = (file_id IS NOT NULL AND line IS NOT NULL))
);
CREATE INDEX card_adjustment_cause ON card_adjustment (cause);

-- It is in the ledger: two persons wanted it.
CREATE TABLE card_adjustment_posting (
    adjustment_id bigint PRIMARY KEY,
    transfer_id   uuid        NOT NULL UNIQUE,
    business_day  date        NOT NULL,
    asked_by      text        NOT NULL,
    approved_by   text        NOT NULL,
    posted_at     timestamptz NOT NULL,
    CHECK (asked_by <> approved_by)
);

-- What was decided of a record after it was cleared; the last word counts.
CREATE TABLE card_record_decision (
    file_id  integer     NOT NULL,
    line     integer     NOT NULL,
    step     integer     NOT NULL CHECK (step > 0),
    card     bigint      NOT NULL,
    counter  integer     NOT NULL,
    accepted boolean     NOT NULL,
    cause    text        NOT NULL,
    by_whom  text        NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (file_id, line, step)
);
CREATE INDEX card_record_decision_key ON card_record_decision (card, counter);

CREATE TRIGGER card_adjustment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_adjustment
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_adjustment_posting_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_adjustment_posting
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_record_decision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_record_decision
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
