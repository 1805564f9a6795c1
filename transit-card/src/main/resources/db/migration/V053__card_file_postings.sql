-- The money of a file is in the ledger, all of it.
CREATE TABLE card_file_posting (
    file_id   integer PRIMARY KEY,
    posted_at timestamptz NOT NULL
);
CREATE TRIGGER card_file_posting_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_file_posting
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
