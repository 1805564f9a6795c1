ALTER TABLE duty ADD COLUMN passages text NOT NULL DEFAULT '';
COMMENT ON COLUMN duty.passages IS 'what became of each junction of crossings, in their order: phase, asked, green at the line, recovery';
