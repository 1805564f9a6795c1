-- Cards' keys of days that left the database long ago. What is late beyond its window is refused before its key is asked for, so a
-- key older than that keeps nothing out any more; by then it only costs its place.
CREATE TABLE card_key_trim (
    the_only_one boolean PRIMARY KEY DEFAULT true CHECK (the_only_one),
    -- Nothing that happened before this moment is taken any more, whatever the limits of clearing become.
    before       timestamptz NOT NULL,
    -- Where the round under way goes on in card_key; 0 where none is.
    next_block   bigint      NOT NULL,
    round_at     timestamptz NOT NULL
);
INSERT INTO card_key_trim (before, next_block, round_at) VALUES ('1970-01-01Z', 0, '1970-01-01Z');
CREATE TRIGGER card_key_trim_append_only BEFORE DELETE OR TRUNCATE ON card_key_trim
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_key_trim_by_function_only BEFORE INSERT OR UPDATE ON card_key_trim
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_stranger();

-- Files whose records' keys are gone, or go in the round under way.
CREATE TABLE card_keyless_file (
    file_id    integer PRIMARY KEY,
    trimmed_at timestamptz NOT NULL
);
CREATE TRIGGER card_keyless_file_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_keyless_file
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_keyless_file_by_function_only BEFORE INSERT ON card_keyless_file
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_stranger();

CREATE FUNCTION card_key_stays() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF EXISTS (SELECT 1 FROM gone WHERE NOT EXISTS (SELECT 1 FROM card_keyless_file g WHERE g.file_id = gone.file_id)) THEN
        RAISE EXCEPTION 'card_key is append-only, but for old files' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END
$$;
DROP TRIGGER card_key_append_only ON card_key;
CREATE TRIGGER card_key_append_only BEFORE UPDATE OR TRUNCATE ON card_key
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_key_stays AFTER DELETE ON card_key REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION card_key_stays();

-- Looks through some blocks of card_key for keys of old files and lets them go. Old is a file whose day is archived, received
-- longer ago than any record may be late, counted from the earliest file that is not posted yet, and a week more; and with
-- which no record clashes that still waits for a decision. The moment up to which keys are gone is kept first: what
-- happened before it is refused from then on, also where more lateness is allowed one day.
CREATE FUNCTION card_trim_keys(late_days integer, blocks integer, OUT gone bigint, OUT more boolean) LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
    state card_key_trim;
    until timestamptz;
    fresh bigint;
BEGIN
    gone := 0;
    more := false;
    SELECT * INTO state FROM card_key_trim FOR UPDATE SKIP LOCKED;
    IF NOT FOUND OR late_days < 1 OR blocks < 1 THEN
        RETURN;
    END IF;
    IF state.next_block = 0 THEN
        until := least(now(),
                       (SELECT min(f.received_at) FROM card_file f
                        WHERE NOT EXISTS (SELECT 1 FROM card_file_posting p WHERE p.file_id = f.id)),
                       (SELECT min(u.received_at) FROM card_upload u WHERE u.state = 'RECEIVED'))
                 - make_interval(days => late_days + 7);
        INSERT INTO card_keyless_file (file_id, trimmed_at)
        SELECT f.id, now() FROM card_file f JOIN card_archive a USING (business_day)
        WHERE f.received_at < until - interval '1 day'
          AND NOT EXISTS (SELECT 1 FROM card_keyless_file g WHERE g.file_id = f.id)
          AND NOT EXISTS (SELECT 1 FROM card_exception x JOIN card_file o ON o.id = x.file_id
                          WHERE x.other_file_id = f.id
                            AND NOT EXISTS (SELECT 1 FROM card_archive b WHERE b.business_day = o.business_day));
        GET DIAGNOSTICS fresh = ROW_COUNT;
        IF fresh = 0 THEN
            RETURN;
        END IF;
        -- A terminal's clock may be ahead: what a file told had happened a day after it was received at the latest.
        UPDATE card_key_trim SET round_at = now(), before = greatest(before, (
            SELECT max(f.received_at) + interval '1 day' FROM card_file f JOIN card_keyless_file g ON g.file_id = f.id));
    END IF;
    DELETE FROM card_key k USING card_keyless_file g
    WHERE g.file_id = k.file_id AND k.ctid >= format('(%s,0)', state.next_block)::tid
      AND k.ctid < format('(%s,0)', state.next_block + blocks)::tid;
    GET DIAGNOSTICS gone = ROW_COUNT;
    more := (state.next_block + blocks) * current_setting('block_size')::bigint < pg_relation_size('card_key');
    UPDATE card_key_trim SET next_block = CASE WHEN more THEN state.next_block + blocks ELSE 0 END;
END
$$;
