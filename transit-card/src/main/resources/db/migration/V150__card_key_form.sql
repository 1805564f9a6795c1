-- Until which file fingerprints in card_key left out city and kind of a ride: what these files told is compared with a record by
-- the form of their time as well, or everything sent again across the change would contradict itself.
CREATE TABLE card_key_form (
    the_only_one boolean PRIMARY KEY DEFAULT true CHECK (the_only_one),
    old_until_file integer NOT NULL
);
INSERT INTO card_key_form (old_until_file)
SELECT greatest((SELECT coalesce(max(id), 0) FROM card_file), (SELECT coalesce(max(file_id), 0) FROM card_chunk));
CREATE TRIGGER card_key_form_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_key_form
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_key_form_by_function_only BEFORE INSERT ON card_key_form
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_stranger();
