-- The life of a business day's window, step by step. Steps are counted, not told by their time: two may fall into one millisecond.
CREATE TABLE card_window_step (
    business_day date        NOT NULL,
    step         integer     NOT NULL CHECK (step > 0),
    state        text        NOT NULL,
    at           timestamptz NOT NULL,
    by_whom      text        NOT NULL,
    detail       text        NOT NULL,
    PRIMARY KEY (business_day, step)
);

-- The order in which transfers came into the ledger.
ALTER TABLE ledger_transfer ADD COLUMN sequence bigint GENERATED ALWAYS AS IDENTITY;
CREATE INDEX ledger_transfer_day ON ledger_transfer (business_day, sequence);

-- A day of the ledger that is closed: a hash over all of it and over the day closed before.
CREATE TABLE ledger_seal (
    sequence     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    business_day date        NOT NULL UNIQUE,
    previous     text        NOT NULL,
    transfers    bigint      NOT NULL,
    entries      bigint      NOT NULL,
    hash         text        NOT NULL,
    sealed_at    timestamptz NOT NULL
);

-- What every account held when a day was sealed: a balance is that of the last seal and what was posted since.
CREATE TABLE ledger_checkpoint (
    business_day date   NOT NULL,
    owner        text   NOT NULL,
    kind         text   NOT NULL,
    counterparty text   NOT NULL,
    balance_fen  bigint NOT NULL,
    PRIMARY KEY (business_day, owner, kind, counterparty)
);
CREATE TRIGGER ledger_checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();

CREATE FUNCTION card_refuse_sealed_day() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF EXISTS (SELECT 1 FROM ledger_seal WHERE business_day >= NEW.business_day) THEN
        RAISE EXCEPTION 'day % of the ledger is sealed', NEW.business_day USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER ledger_transfer_not_sealed BEFORE INSERT ON ledger_transfer
    FOR EACH ROW EXECUTE FUNCTION card_refuse_sealed_day();
CREATE TRIGGER ledger_entry_not_sealed BEFORE INSERT ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION card_refuse_sealed_day();

-- What the bank is to move for a netted day: one line an institution that owes or is owed.
CREATE TABLE card_instruction (
    business_day date   NOT NULL,
    institution  text   NOT NULL,
    -- Above zero: to be paid to it; below: to be drawn from it.
    amount_fen   bigint NOT NULL CHECK (amount_fen <> 0),
    PRIMARY KEY (business_day, institution)
);

-- What the bank says it did. The same reference is told once.
CREATE TABLE card_confirmation (
    bank_reference text PRIMARY KEY,
    business_day   date        NOT NULL,
    institution    text        NOT NULL,
    amount_fen     bigint      NOT NULL,
    executed       boolean     NOT NULL,
    detail         text        NOT NULL,
    told_at        timestamptz NOT NULL
);
CREATE INDEX card_confirmation_day ON card_confirmation (business_day, institution);

CREATE TRIGGER card_window_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_window_step
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER ledger_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_seal
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_instruction_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_instruction
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_confirmation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_confirmation
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
