-- A day whose records lie in a Parquet file and no longer here. What was not accepted, the sums and the ledger stay.
CREATE TABLE card_archive (
    business_day date PRIMARY KEY,
    -- Its name in the archive's folder.
    file         text        NOT NULL,
    records      bigint      NOT NULL,
    amount_fen   bigint      NOT NULL,
    issuer_fen   bigint      NOT NULL,
    -- SM3 of the file's bytes.
    digest       text        NOT NULL,
    written_at   timestamptz NOT NULL
);
CREATE TRIGGER card_archive_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_archive
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();

-- Lets go of the records of a day. It alone may, for whoever calls it, and only where the day is settled and sealed and its
-- archive is said to hold as many records, of as many fen, as are here.
CREATE FUNCTION card_drop_archived_day(day date) RETURNS void LANGUAGE plpgsql
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
