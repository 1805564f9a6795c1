-- Changes of the rules that one person of the clearing staff wants and another decides about. What came of it is written once.
CREATE TABLE card_rule_proposal (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    changes     text        NOT NULL CHECK (jsonb_typeof(changes::jsonb) = 'array'),
    reason      text        NOT NULL,
    proposed_by text        NOT NULL,
    proposed_at timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    approval    bigint,
    state       text        NOT NULL CHECK (state IN ('PENDING', 'RECORDED', 'REFUSED', 'WITHDRAWN', 'EXPIRED', 'OVERTAKEN')),
    decided_by  text,
    decided_at  timestamptz,
    -- Why it was approved and is not recorded.
    detail      text        NOT NULL DEFAULT ''
);

CREATE FUNCTION card_rule_proposal_stays() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF OLD.state <> 'PENDING'
       OR (OLD.approval IS NOT NULL AND NEW.approval IS DISTINCT FROM OLD.approval)
       OR (NEW.id, NEW.changes, NEW.reason, NEW.proposed_by, NEW.proposed_at, NEW.expires_at)
          IS DISTINCT FROM (OLD.id, OLD.changes, OLD.reason, OLD.proposed_by, OLD.proposed_at, OLD.expires_at) THEN
        RAISE EXCEPTION 'what was proposed and decided stays' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER card_rule_proposal_stays BEFORE UPDATE ON card_rule_proposal
    FOR EACH ROW EXECUTE FUNCTION card_rule_proposal_stays();
CREATE TRIGGER card_rule_proposal_not_deleted BEFORE DELETE OR TRUNCATE ON card_rule_proposal
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
