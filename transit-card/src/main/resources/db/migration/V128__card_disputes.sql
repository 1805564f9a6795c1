-- What one institution holds against another, about a record or about a day's position.
CREATE TABLE card_dispute (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    opener       text    NOT NULL,
    other        text    NOT NULL CHECK (other <> opener),
    business_day date    NOT NULL,
    file_id      integer,
    line         integer,
    claim_fen    bigint  NOT NULL CHECK (claim_fen > 0),
    reason       text    NOT NULL,
    text         text    NOT NULL,
    CHECK ((file_id IS NULL) = (line IS NULL))
);
CREATE INDEX card_dispute_opener ON card_dispute (opener);
CREATE INDEX card_dispute_day ON card_dispute (business_day);

CREATE TABLE card_dispute_step (
    dispute_id  bigint      NOT NULL,
    step        integer     NOT NULL CHECK (step > 0),
    state       text        NOT NULL,
    at          timestamptz NOT NULL,
    by_whom     text        NOT NULL,
    institution text,
    due         date        NOT NULL,
    text        text        NOT NULL,
    PRIMARY KEY (dispute_id, step)
);

CREATE TABLE card_dispute_attachment (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dispute_id  bigint      NOT NULL,
    institution text        NOT NULL,
    name        text        NOT NULL,
    media_type  text        NOT NULL,
    content     bytea       NOT NULL,
    -- SM3 of the content.
    sm3         text        NOT NULL,
    at          timestamptz NOT NULL,
    UNIQUE (dispute_id, institution, sm3)
);

CREATE TRIGGER card_dispute_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_dispute
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_dispute_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_dispute_step
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_dispute_attachment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_dispute_attachment
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
