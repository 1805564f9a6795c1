-- The figures of a report that come from a day's records, as they were when these left the database.
CREATE TABLE card_kept_figure (
    business_day date    NOT NULL,
    institution  text    NOT NULL,
    place        integer NOT NULL,
    section      text    NOT NULL,
    item_zh      text    NOT NULL,
    counterparty text,
    industry     integer,
    kind         integer,
    records      bigint,
    amount_fen   bigint,
    issuer_fen   bigint,
    acquirer_fen bigint,
    net_fen      bigint,
    note_zh      text    NOT NULL,
    -- As the parameters of a request.
    trace        text,
    PRIMARY KEY (business_day, institution, place)
);
CREATE TRIGGER card_kept_figure_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_kept_figure
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();

-- A file that was received and is cleared on no day: a person decided so, since no rules hold for its sender on its day. It may be
-- sent anew under another name.
CREATE TABLE card_file_refusal (
    file_id integer PRIMARY KEY,
    cause   text        NOT NULL,
    by_whom text        NOT NULL,
    reason  text        NOT NULL,
    at      timestamptz NOT NULL
);
CREATE TRIGGER card_file_refusal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_file_refusal
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();

-- As before, but that a file which is cleared on no day holds up nothing.
CREATE OR REPLACE FUNCTION card_trim_keys(late_days integer, blocks integer, OUT gone bigint, OUT more boolean) LANGUAGE plpgsql
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
                        WHERE NOT EXISTS (SELECT 1 FROM card_file_posting p WHERE p.file_id = f.id)
                          AND NOT EXISTS (SELECT 1 FROM card_file_refusal r WHERE r.file_id = f.id)),
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
