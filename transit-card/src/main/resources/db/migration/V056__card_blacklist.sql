-- Every change of the blacklist; its number is the version of the list that it makes.
CREATE TABLE card_blacklist_change (
    version      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    card         bigint      NOT NULL,
    listed       boolean     NOT NULL,
    -- Never before it was told: what a card did is judged by the list of that time.
    effective_at timestamptz NOT NULL,
    told_by      text        NOT NULL,
    reason       text        NOT NULL
);
CREATE INDEX card_blacklist_change_card ON card_blacklist_change (card, effective_at, version);

-- Which version an acquirer's terminals have.
CREATE TABLE card_blacklist_acknowledgement (
    institution text        NOT NULL,
    version     bigint      NOT NULL,
    at          timestamptz NOT NULL,
    PRIMARY KEY (institution, version)
);

CREATE TRIGGER card_blacklist_change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_blacklist_change
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_blacklist_ack_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_blacklist_acknowledgement
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
