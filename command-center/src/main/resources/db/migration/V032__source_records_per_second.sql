-- What a source may send, where that is not what sources usually may.
ALTER TABLE source
    ADD COLUMN records_per_second integer CHECK (records_per_second BETWEEN 1 AND 1000000);
