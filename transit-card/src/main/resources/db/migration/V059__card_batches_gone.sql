-- Batches of JSON, without signature and without codes of cards, gave way to signed files. Where such batches were taken their
-- records stay, since transfers of the ledger refer to them.
DO
$$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM card_batch) THEN
        DROP TABLE card_batch, card_tap, card_rejected_tap;
    END IF;
END
$$;
