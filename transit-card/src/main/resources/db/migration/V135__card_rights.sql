CREATE TRIGGER card_key_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_key
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();

-- A statement's trigger on the whole table does not see a statement on one of its parts.
DO
$$
DECLARE
    part regclass;
BEGIN
    FOR part IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'card_record'::regclass LOOP
        EXECUTE format('CREATE TRIGGER card_record_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s
                        FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change()', part);
    END LOOP;
END
$$;

-- With the rights of who owns the tables: the hub itself may make none.
CREATE OR REPLACE FUNCTION card_open_day(day date) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
    part text := 'card_record_' || to_char(day, 'YYYYMMDD');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('card_open_day'));
    IF to_regclass(part) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF card_record FOR VALUES FROM (%L) TO (%L)', part, day, day + 1);
        EXECUTE format('CREATE TRIGGER card_record_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
                        FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change()', part);
        IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'haihe_hub') THEN
            EXECUTE format('GRANT SELECT, INSERT ON %I TO haihe_hub', part);
        END IF;
    END IF;
END
$$;
