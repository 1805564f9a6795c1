-- A day also waits while a dispute about it is open.
CREATE OR REPLACE FUNCTION card_day_waits(day date) RETURNS boolean LANGUAGE sql STABLE AS
$$
    SELECT EXISTS (
        SELECT 1 FROM card_file f
        JOIN card_exception x ON x.file_id = f.id
        JOIN card_record r ON r.business_day = f.business_day AND r.file_id = x.file_id AND r.line = x.line
        WHERE f.business_day = day
          AND NOT EXISTS (SELECT 1 FROM card_record_decision d WHERE d.file_id = x.file_id AND d.line = x.line))
    OR EXISTS (
        SELECT 1 FROM card_dispute o
        WHERE o.business_day = day
          AND (SELECT s.state FROM card_dispute_step s WHERE s.dispute_id = o.id ORDER BY s.step DESC LIMIT 1)
              IN ('OPENED', 'CONCEDED', 'CONTESTED', 'UNANSWERED', 'ADJUSTING'))
$$;
