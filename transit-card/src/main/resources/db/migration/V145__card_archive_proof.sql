-- What only a function of the tables' owner may write: the hub's own role may read it. Where the hub runs as the owner, by mistake
-- alone can it get past this.
CREATE FUNCTION card_refuse_stranger() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF NOT pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
        RAISE EXCEPTION '% is written by its own function only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER card_archive_by_function_only BEFORE INSERT ON card_archive
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_stranger();

-- SHA-256 of the records, as the database itself found them when it let them go; unknown of days that it let go before.
ALTER TABLE card_archive ADD COLUMN content text;

-- How old a day must be at least. Longer than a record may be late (30 days), a ride's predecessor is waited for (62) and a day may
-- be disputed (90).
CREATE TABLE card_archive_floor (
    the_only_one boolean PRIMARY KEY DEFAULT true CHECK (the_only_one),
    least_days   integer NOT NULL
);
INSERT INTO card_archive_floor (least_days) VALUES (92);
CREATE TRIGGER card_archive_floor_append_only BEFORE DELETE OR TRUNCATE ON card_archive_floor
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_archive_floor_by_function_only BEFORE INSERT OR UPDATE ON card_archive_floor
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_stranger();

CREATE FUNCTION card_old_enough(day date) RETURNS boolean LANGUAGE sql STABLE AS
$$
    SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date - day >= least_days FROM card_archive_floor
$$;

-- Lets a day's records go, to whoever shows that it has read all of them: how many they are, of how many fen, and SHA-256 over
-- every column of each (blocks of 1,024 lines of a file, a line a record, columns apart by a blank; then over the blocks' hashes).
-- The database computes the same from its own rows, and asks for itself whether the day is settled, sealed, old enough, and
-- waits for nobody's decision. Everybody may read the whole time. The table is taken for itself only at the very end, and given up
-- after a moment where somebody reads it, until it can be had: nobody waits longer than that moment.
CREATE FUNCTION card_archive_day(
    a_day date, a_file text, a_digest text, a_written_at timestamptz, a_records bigint, a_amount_fen bigint,
    a_issuer_fen bigint, a_content text, a_tries integer) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
    part text := 'card_record_' || to_char(a_day, 'YYYYMMDD');
    here record;
BEGIN
    IF (SELECT state FROM card_window_step WHERE business_day = a_day ORDER BY step DESC LIMIT 1) IS DISTINCT FROM 'SETTLED'
       OR NOT EXISTS (SELECT 1 FROM ledger_seal WHERE business_day = a_day) THEN
        RAISE EXCEPTION 'day % is not settled and sealed', a_day USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT card_old_enough(a_day) THEN
        RAISE EXCEPTION 'day % is not old enough', a_day USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    -- Nothing comes into it any more; it may be read.
    PERFORM set_config('lock_timeout', '10s', true);
    EXECUTE format('LOCK TABLE %I IN SHARE MODE', part);
    IF card_day_waits(a_day) THEN
        RAISE EXCEPTION 'records of day % wait for a decision', a_day USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    EXECUTE format($query$
        SELECT coalesce(sum(records), 0) AS records, coalesce(sum(amount_fen), 0) AS amount_fen,
               coalesce(sum(issuer_fen), 0) AS issuer_fen,
               encode(sha256(coalesce(string_agg(hash, ''::bytea ORDER BY file_id, block), ''::bytea)), 'hex') AS content
        FROM (SELECT file_id, (line - 1) / 1024 AS block, count(*) AS records, sum(amount_fen) AS amount_fen,
                     sum(issuer_fen) AS issuer_fen,
                     sha256(convert_to(string_agg(concat_ws(' ', card, (extract(epoch FROM occurred_at) * 1000000)::bigint,
                            amount_fen, issuer_fen, psam, business_day - date '1970-01-01', file_id, line, counter,
                            psam_sequence, industry, card_type, consume_kind, discount_fen, city, card_city,
                            transfer_city, issuer), chr(10) ORDER BY line),
                            'UTF8')) AS hash
              FROM %I GROUP BY 1, 2) AS blocks$query$, part) INTO here;
    IF (here.records, here.amount_fen, here.issuer_fen) IS DISTINCT FROM (a_records, a_amount_fen, a_issuer_fen)
       OR here.content IS DISTINCT FROM a_content THEN
        RAISE EXCEPTION 'the archive of day % does not hold its records', a_day USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    INSERT INTO card_archive (business_day, file, records, amount_fen, issuer_fen, digest, written_at, content)
    VALUES (a_day, a_file, a_records, a_amount_fen, a_issuer_fen, a_digest, a_written_at, here.content);
    PERFORM set_config('lock_timeout', '300ms', true);
    FOR try IN 1..a_tries LOOP
        BEGIN
            PERFORM pg_advisory_xact_lock(hashtext('card_open_day'));
            EXECUTE format('ALTER TABLE card_record DETACH PARTITION %I', part);
            EXECUTE format('DROP TABLE %I', part);
            RETURN;
        EXCEPTION WHEN lock_not_available THEN
            PERFORM pg_sleep(0.5 + random());
        END;
    END LOOP;
    RAISE EXCEPTION 'the records of day % are read all the time', a_day USING ERRCODE = 'lock_not_available';
END
$$;
DROP FUNCTION card_drop_archived_day(date);
