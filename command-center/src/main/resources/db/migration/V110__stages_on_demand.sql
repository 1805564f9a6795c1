COMMENT ON COLUMN signal_plan.stages IS 'stage:seconds in their order, with :D behind one that comes on demand only, separated by blanks';
