-- Every change of the rules: who takes part, whose cards are whose, what was agreed, what may be owed, when days begin, which
-- keys hold. A row is a version: of those about one subject the one from the latest day not after a day holds on it, of two
-- from one day the later. So no two can overlap, and nothing is ever updated.
CREATE TABLE card_rule (
    version     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind        text        NOT NULL CHECK (kind IN ('INSTITUTION', 'CARD_RANGE', 'CONTRACT', 'NET_DEBIT_CAP',
                                                     'DAY_BOUNDARY', 'SETTLEMENT_DAY', 'TAC_KEY', 'SIGNING_KEY')),
    subject     text        NOT NULL CHECK (length(subject) BETWEEN 1 AND 100),
    valid_from  date        NOT NULL,
    valid_to    date        CHECK (valid_to >= valid_from),
    -- What holds, as JSON; nothing where what held is to end.
    content     text        CHECK (jsonb_typeof(content::jsonb) = 'object'),
    origin      text        NOT NULL CHECK (origin IN ('TWO_PERSONS', 'TEST_DATA')),
    -- Of the second person's word.
    approval    bigint,
    proposed_by text        NOT NULL,
    approved_by text        NOT NULL,
    reason      text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    CHECK (content IS NOT NULL OR valid_to IS NULL),
    CHECK (origin = 'TEST_DATA' OR (approval IS NOT NULL AND lower(proposed_by) <> lower(approved_by)))
);
CREATE INDEX card_rule_subject ON card_rule (kind, subject, valid_from, version);

CREATE TRIGGER card_rule_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_rule
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();

-- What holds on a business day stands from the moment on in which its window is opened. One change at a time, and none while
-- a window is being opened: whichever is first, the other sees it.
CREATE FUNCTION card_rule_in_time() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('card_rule'));
    IF NEW.origin = 'TEST_DATA' THEN
        -- All of it at once, into an empty table.
        IF EXISTS (SELECT 1 FROM card_rule WHERE origin <> 'TEST_DATA' OR recorded_at <> NEW.recorded_at) THEN
            RAISE EXCEPTION 'test data is for an empty table' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF NEW.kind = 'SIGNING_KEY' THEN
        IF NEW.valid_from < (NEW.recorded_at AT TIME ZONE 'Asia/Shanghai')::date THEN
            RAISE EXCEPTION 'a key does not change for what has arrived'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF EXISTS (SELECT 1 FROM card_window_step WHERE business_day >= NEW.valid_from) THEN
        RAISE EXCEPTION 'a business day from % on is open already', NEW.valid_from
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER card_rule_in_time BEFORE INSERT ON card_rule FOR EACH ROW EXECUTE FUNCTION card_rule_in_time();

CREATE FUNCTION card_window_after_rules() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtext('card_rule'));
    RETURN NEW;
END
$$;
CREATE TRIGGER card_window_after_rules BEFORE INSERT ON card_window_step
    FOR EACH ROW WHEN (NEW.step = 1) EXECUTE FUNCTION card_window_after_rules();
