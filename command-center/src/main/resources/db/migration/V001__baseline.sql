-- Rooms own their tables: access V010 to V019, source V020 to V039, signals V040 to V049, clearing V050 and on.
COMMENT ON SCHEMA public IS 'Haihe: the traffic command centre';
