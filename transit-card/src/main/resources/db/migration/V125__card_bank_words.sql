-- Every word of the bank, as it came: also one that fits no instruction, or comes again with another content.
CREATE TABLE card_bank_word (
    sequence       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    bank_reference text        NOT NULL,
    business_day   date        NOT NULL,
    institution    text        NOT NULL,
    amount_fen     bigint      NOT NULL,
    executed       boolean     NOT NULL,
    detail         text        NOT NULL,
    told_at        timestamptz NOT NULL,
    told_by        text        NOT NULL,
    UNIQUE (bank_reference, business_day, institution, amount_fen, executed)
);
CREATE INDEX card_bank_word_day ON card_bank_word (business_day, institution);

INSERT INTO card_bank_word (bank_reference, business_day, institution, amount_fen, executed, detail, told_at, told_by)
SELECT bank_reference, business_day, institution, amount_fen, executed, detail, told_at, 'system'
FROM card_confirmation ORDER BY told_at, bank_reference;

CREATE TRIGGER card_bank_word_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_bank_word
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
