-- Making a part of card_record in place locks the whole of it against everybody, and waits for the slowest reader while all others
-- wait behind it. Made by itself and attached then, a part disturbs nobody; and what cannot be had soon is given up, since a file
-- that cannot be cleared now is tried again.
CREATE OR REPLACE FUNCTION card_open_day(day date) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '5s' AS
$$
DECLARE
    part text := 'card_record_' || to_char(day, 'YYYYMMDD');
BEGIN
    IF to_regclass(part) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('card_open_day'));
    IF to_regclass(part) IS NULL AND NOT EXISTS (SELECT 1 FROM card_archive WHERE business_day = day) THEN
        EXECUTE format('CREATE TABLE %I (LIKE card_record INCLUDING ALL)', part);
        EXECUTE format('ALTER TABLE card_record ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', part, day, day + 1);
        EXECUTE format('CREATE TRIGGER card_record_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
                        FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change()', part);
        IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'haihe_hub') THEN
            EXECUTE format('GRANT SELECT, INSERT ON %I TO haihe_hub', part);
        END IF;
    END IF;
END
$$;
