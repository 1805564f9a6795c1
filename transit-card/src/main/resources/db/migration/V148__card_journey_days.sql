-- The journeys behind a day's figures. They are added day by day, so that a summary by pages finds them.
CREATE INDEX card_journey_day ON card_journey USING brin (business_day);
