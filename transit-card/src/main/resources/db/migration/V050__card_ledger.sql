CREATE FUNCTION card_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TABLE ledger_transfer (
    id           uuid PRIMARY KEY,
    business_day date        NOT NULL,
    reference    text        NOT NULL,
    content_hash text        NOT NULL,
    posted_at    timestamptz NOT NULL DEFAULT now(),
    posted_in    xid8        NOT NULL DEFAULT pg_current_xact_id()
);

-- Credit above zero, debit below. No foreign key to the transfer: the trigger below asks for more.
CREATE TABLE ledger_entry (
    transfer_id  uuid    NOT NULL,
    line         integer NOT NULL,
    business_day date    NOT NULL,
    owner        text    NOT NULL,
    kind         text    NOT NULL,
    counterparty text    NOT NULL,
    amount_fen   bigint  NOT NULL CHECK (amount_fen <> 0),
    PRIMARY KEY (transfer_id, line)
);
CREATE INDEX ledger_entry_day ON ledger_entry (business_day, owner, counterparty);

-- At commit every transfer that was touched must balance, and its entries must have come with it: an entry added to an
-- older transfer would rewrite the past even where it balances.
CREATE FUNCTION card_transfer_balances() RETURNS trigger LANGUAGE plpgsql AS
$$
DECLARE
    checked uuid := CASE TG_TABLE_NAME WHEN 'ledger_transfer' THEN to_jsonb(NEW) ->> 'id'
                                       ELSE to_jsonb(NEW) ->> 'transfer_id' END;
    total   numeric;
    lines   bigint;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM ledger_transfer WHERE id = checked AND posted_in = pg_current_xact_id()) THEN
        RAISE EXCEPTION 'entry of transfer % did not come with it', checked USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT sum(amount_fen), count(*) INTO total, lines FROM ledger_entry WHERE transfer_id = checked;
    IF lines < 2 OR total <> 0 THEN
        RAISE EXCEPTION 'transfer % does not balance: % entries, sum % fen', checked, lines, total
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER ledger_transfer_balances AFTER INSERT ON ledger_transfer
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION card_transfer_balances();
CREATE CONSTRAINT TRIGGER ledger_entry_balances AFTER INSERT ON ledger_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION card_transfer_balances();

CREATE TRIGGER ledger_transfer_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transfer
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
