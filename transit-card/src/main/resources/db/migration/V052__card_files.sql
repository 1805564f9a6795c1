-- A batch file that was received whole and is its sender's. What has become of it is told by its chunks.
CREATE TABLE card_file (
    id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sender       text        NOT NULL,
    name         text        NOT NULL,
    stated_day   date        NOT NULL,
    -- The day on which it is cleared: later than stated where that had been closed.
    business_day date        NOT NULL,
    digest       text        NOT NULL,
    records      bigint      NOT NULL,
    amount_fen   bigint      NOT NULL,
    received_at  timestamptz NOT NULL,
    UNIQUE (sender, name)
);

-- A chunk of a file is cleared whole or not at all.
CREATE TABLE card_chunk (
    file_id    integer NOT NULL,
    first_line integer NOT NULL,
    records    integer NOT NULL,
    accepted   integer NOT NULL,
    rejected   integer NOT NULL,
    suspended  integer NOT NULL,
    PRIMARY KEY (file_id, first_line)
);

-- What a chunk moves between two institutions by one contract.
CREATE TABLE card_chunk_total (
    file_id      integer NOT NULL,
    first_line   integer NOT NULL,
    issuer       text    NOT NULL,
    contract_id  text    NOT NULL,
    records      integer NOT NULL,
    issuer_fen   bigint  NOT NULL CHECK (issuer_fen >= 0),
    acquirer_fen bigint  NOT NULL CHECK (acquirer_fen >= 0),
    PRIMARY KEY (file_id, first_line, issuer)
);

-- Which record told first of a card's transaction. Apart from the records, since those are parted by day and a duplicate may
-- come days later. On several servers this, the records and what hangs on them are distributed by card.
CREATE TABLE card_key (
    card        bigint  NOT NULL,
    counter     integer NOT NULL,
    file_id     integer NOT NULL,
    line        integer NOT NULL,
    fingerprint bigint  NOT NULL,
    PRIMARY KEY (card, counter)
);

-- Every record that was accepted or waits for a decision, once, on the day on which it is cleared.
CREATE TABLE card_record (
    card          bigint      NOT NULL,
    occurred_at   timestamptz NOT NULL,
    amount_fen    bigint      NOT NULL,
    issuer_fen    bigint      NOT NULL,
    psam          bigint      NOT NULL,
    business_day  date        NOT NULL,
    file_id       integer     NOT NULL,
    line          integer     NOT NULL,
    counter       integer     NOT NULL,
    psam_sequence integer     NOT NULL,
    industry      smallint    NOT NULL,
    card_type     smallint    NOT NULL,
    consume_kind  smallint    NOT NULL,
    issuer        text        NOT NULL
) PARTITION BY RANGE (business_day);
CREATE INDEX card_record_line ON card_record (file_id, line);

-- What was not accepted, and why; the record itself stands in its file.
CREATE TABLE card_exception (
    file_id       integer NOT NULL,
    line          integer NOT NULL,
    reason        text    NOT NULL,
    -- The record that it clashes with.
    other_file_id integer,
    other_line    integer,
    PRIMARY KEY (file_id, line)
);

CREATE TRIGGER card_file_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_file
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_chunk_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_chunk
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_chunk_total_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_chunk_total
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_record_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_record
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_exception_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_exception
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();

-- The partition of a day, made before its first record.
CREATE FUNCTION card_open_day(day date) RETURNS void LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('card_open_day'));
    EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF card_record FOR VALUES FROM (%L) TO (%L)',
                   'card_record_' || to_char(day, 'YYYYMMDD'), day, day + 1);
END
$$;

-- An accepted record that another one, told later on the same day, contradicts: its money is taken back until it is settled
-- who is right. So the order in which files come in does not decide.
CREATE TABLE card_suspension (
    file_id      integer NOT NULL,
    line         integer NOT NULL,
    -- The file that told otherwise; nothing where it was found when the day was closed.
    by_file_id   integer,
    issuer       text    NOT NULL,
    issuer_fen   bigint  NOT NULL,
    acquirer_fen bigint  NOT NULL,
    PRIMARY KEY (file_id, line)
);
CREATE INDEX card_suspension_by ON card_suspension (by_file_id);
CREATE TRIGGER card_suspension_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_suspension
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
