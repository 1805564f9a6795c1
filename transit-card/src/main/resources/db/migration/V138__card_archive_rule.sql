-- A day that was archived gets no part again, or it would seem to have lost its records.
CREATE OR REPLACE FUNCTION card_open_day(day date) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
    part text := 'card_record_' || to_char(day, 'YYYYMMDD');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('card_open_day'));
    IF to_regclass(part) IS NULL AND NOT EXISTS (SELECT 1 FROM card_archive WHERE business_day = day) THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF card_record FOR VALUES FROM (%L) TO (%L)', part, day, day + 1);
        EXECUTE format('CREATE TRIGGER card_record_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
                        FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change()', part);
        IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'haihe_hub') THEN
            EXECUTE format('GRANT SELECT, INSERT ON %I TO haihe_hub', part);
        END IF;
    END IF;
END
$$;

-- Whether a record of the day still waits for somebody's decision: those that were only rejected have no row among the records.
CREATE FUNCTION card_day_waits(day date) RETURNS boolean LANGUAGE sql STABLE AS
$$
    SELECT EXISTS (
        SELECT 1 FROM card_file f
        JOIN card_exception x ON x.file_id = f.id
        JOIN card_record r ON r.business_day = f.business_day AND r.file_id = x.file_id AND r.line = x.line
        WHERE f.business_day = day
          AND NOT EXISTS (SELECT 1 FROM card_record_decision d WHERE d.file_id = x.file_id AND d.line = x.line))
$$;

CREATE OR REPLACE FUNCTION card_drop_archived_day(day date) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
    part text := 'card_record_' || to_char(day, 'YYYYMMDD');
    here record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('card_open_day'));
    IF to_regclass(part) IS NULL THEN
        RETURN;
    END IF;
    IF (SELECT state FROM card_window_step WHERE business_day = day ORDER BY step DESC LIMIT 1) IS DISTINCT FROM 'SETTLED'
       OR NOT EXISTS (SELECT 1 FROM ledger_seal WHERE business_day = day) THEN
        RAISE EXCEPTION 'day % is not settled and sealed', day USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF card_day_waits(day) THEN
        RAISE EXCEPTION 'records of day % wait for a decision', day USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SET LOCAL lock_timeout = '10s';
    EXECUTE format('LOCK TABLE %I IN SHARE MODE', part);
    EXECUTE format('SELECT count(*) AS records, coalesce(sum(amount_fen), 0) AS amount_fen,
                           coalesce(sum(issuer_fen), 0) AS issuer_fen FROM %I', part) INTO here;
    IF NOT EXISTS (SELECT 1 FROM card_archive a
                   WHERE a.business_day = day AND a.records = here.records
                     AND a.amount_fen = here.amount_fen AND a.issuer_fen = here.issuer_fen) THEN
        RAISE EXCEPTION 'the archive of day % does not hold its records', day USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    EXECUTE format('ALTER TABLE card_record DETACH PARTITION %I', part);
    EXECUTE format('DROP TABLE %I', part);
END
$$;
