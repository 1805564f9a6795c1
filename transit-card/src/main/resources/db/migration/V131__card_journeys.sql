ALTER TABLE card_rule DROP CONSTRAINT card_rule_kind_check;
ALTER TABLE card_rule ADD CONSTRAINT card_rule_kind_check
    CHECK (kind IN ('INSTITUTION', 'CARD_RANGE', 'CONTRACT', 'NET_DEBIT_CAP', 'JOURNEY_AGREEMENT', 'DAY_BOUNDARY',
                    'SETTLEMENT_DAY', 'TAC_KEY', 'SIGNING_KEY'));

-- What a transfer took off the fare that the amount is what was left of.
ALTER TABLE card_record ADD COLUMN discount_fen integer NOT NULL DEFAULT 0;

-- Rides made cheaper because they follow one in another city: where journeys that are to be shared are looked for. As the other
-- tables of journeys it is read by card.
CREATE TABLE card_transfer_claim (
    card         bigint  NOT NULL,
    counter      integer NOT NULL,
    business_day date    NOT NULL,
    PRIMARY KEY (card, counter)
);
CREATE INDEX card_transfer_claim_day ON card_transfer_claim (business_day);

-- A journey as it was shared on a business day: a later day shares it anew where a leg came late.
CREATE TABLE card_journey (
    card          bigint  NOT NULL,
    first_counter integer NOT NULL,
    business_day  date    NOT NULL,
    legs          integer NOT NULL CHECK (legs > 1),
    paid_fen      bigint  NOT NULL,
    full_fen      bigint  NOT NULL,
    -- Of the agreement that held on the business day of its first ride.
    rule_version  bigint  NOT NULL,
    PRIMARY KEY (card, first_counter, business_day)
);

CREATE TABLE card_journey_leg (
    card          bigint  NOT NULL,
    first_counter integer NOT NULL,
    business_day  date    NOT NULL,
    counter       integer NOT NULL,
    acquirer      text    NOT NULL,
    paid_fen      bigint  NOT NULL,
    full_fen      bigint  NOT NULL,
    share_fen     bigint  NOT NULL CHECK (share_fen >= 0),
    PRIMARY KEY (card, first_counter, business_day, counter)
);

-- Claims that are in no journey: with the counter of a ride that was not told, or, where that is null, for good.
CREATE TABLE card_journey_open (
    card        bigint  NOT NULL,
    counter     integer NOT NULL,
    missing     integer,
    why         text    NOT NULL,
    claimed_day date    NOT NULL,
    PRIMARY KEY (card, counter)
);

CREATE TRIGGER card_transfer_claim_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_transfer_claim
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_journey_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_journey
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_journey_leg_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_journey_leg
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
