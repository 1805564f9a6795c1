CREATE TABLE card_batch (
    acquirer     text        NOT NULL,
    batch_id     text        NOT NULL,
    business_day date        NOT NULL,
    content_hash text        NOT NULL,
    accepted     integer     NOT NULL,
    rejected     integer     NOT NULL,
    amount_fen   bigint      NOT NULL,
    posted_at    timestamptz NOT NULL,
    PRIMARY KEY (acquirer, batch_id)
);

-- Every fare once: a card's counter never comes back.
CREATE TABLE card_tap (
    card_number       text        NOT NULL,
    card_counter      bigint      NOT NULL,
    business_day      date        NOT NULL,
    acquirer          text        NOT NULL,
    batch_id          text        NOT NULL,
    line              integer     NOT NULL,
    record_id         text        NOT NULL,
    issuer            text        NOT NULL,
    contract_id       text        NOT NULL,
    kind              text        NOT NULL,
    amount_fen        bigint      NOT NULL CHECK (amount_fen > 0),
    issuer_fen        bigint      NOT NULL CHECK (issuer_fen >= 0),
    acquirer_fen      bigint      NOT NULL CHECK (acquirer_fen >= 0),
    occurred_at       timestamptz NOT NULL,
    PRIMARY KEY (card_number, card_counter),
    CHECK (issuer_fen + acquirer_fen = amount_fen)
);
CREATE INDEX card_tap_batch ON card_tap (acquirer, batch_id, line);

-- What was not taken, as it came, and why.
CREATE TABLE card_rejected_tap (
    acquirer text    NOT NULL,
    batch_id text    NOT NULL,
    line     integer NOT NULL,
    reason   text    NOT NULL,
    record   text    NOT NULL,
    PRIMARY KEY (acquirer, batch_id, line)
);

CREATE TRIGGER card_batch_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_batch
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_tap_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_tap
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_rejected_tap_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_rejected_tap
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
