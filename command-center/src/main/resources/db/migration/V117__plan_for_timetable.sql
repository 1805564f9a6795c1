-- Approved for a timetable only: the plan is not put in force when it is approved.
ALTER TABLE signal_plan ADD COLUMN for_timetable boolean NOT NULL DEFAULT false;
