-- Where several PostgreSQL share the cards, each takes of a file the lines of its own cards.
ALTER TABLE card_chunk ADD COLUMN elsewhere integer NOT NULL DEFAULT 0 CHECK (elsewhere >= 0);

-- Transactions of terminals that cards of several servers are said to have paid at: told to each before it seals the day.
CREATE TABLE card_terminal_reused (
    business_day  date    NOT NULL,
    psam          bigint  NOT NULL,
    psam_sequence integer NOT NULL,
    PRIMARY KEY (business_day, psam, psam_sequence)
);
CREATE TRIGGER card_terminal_reused_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_terminal_reused
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
