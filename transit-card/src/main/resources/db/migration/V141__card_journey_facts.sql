-- Where a ride was, whose card it was, and the city of the ride that it says it follows: codes of GB/T 13497. 0 of what was
-- cleared before they were kept, and of a ride that follows none.
ALTER TABLE card_record
    ADD COLUMN city          smallint NOT NULL DEFAULT 0,
    ADD COLUMN card_city     smallint NOT NULL DEFAULT 0,
    ADD COLUMN transfer_city smallint NOT NULL DEFAULT 0;

-- A journey of no rides: what was shared before is shared no more.
ALTER TABLE card_journey DROP CONSTRAINT card_journey_legs_check;
ALTER TABLE card_journey ADD CONSTRAINT card_journey_legs_check CHECK (legs = 0 OR legs > 1);

-- The day on which the money of a decision moves, nothing where none does; a journey counts its rides by it.
ALTER TABLE card_record_decision ADD COLUMN business_day date;
ALTER TABLE card_record_decision DISABLE TRIGGER card_record_decision_append_only;
UPDATE card_record_decision d SET business_day = p.business_day
FROM card_adjustment a JOIN card_adjustment_posting p ON p.adjustment_id = a.id
WHERE a.file_id = d.file_id AND a.line = d.line AND a.cause = d.cause
  AND a.kind = CASE WHEN d.accepted THEN 'RECORD_ACCEPTED' ELSE 'RECORD_TAKEN_BACK' END;
ALTER TABLE card_record_decision ENABLE TRIGGER card_record_decision_append_only;
CREATE INDEX card_record_decision_day ON card_record_decision (business_day) WHERE business_day IS NOT NULL;
