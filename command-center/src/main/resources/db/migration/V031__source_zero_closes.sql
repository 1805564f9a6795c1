ALTER TABLE source ADD COLUMN zero_closes boolean NOT NULL DEFAULT false;
UPDATE source SET zero_closes = true WHERE kind = 'TRAFFIC';
COMMENT ON COLUMN source.zero_closes IS 'whether a speed of zero from it closes the street; only of TRAFFIC';
