-- What the hub may do at run time where it is not who owns the tables: its role is haihe_hub, or a member of it. It may read and
-- add everywhere, change and remove only where no trigger makes a table append-only, only read what a function of the owner alone
-- writes, and make or alter no table at all.
DO
$$
DECLARE
    one record;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'haihe_hub') OR pg_has_role(current_user, 'haihe_hub', 'USAGE')
        AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('haihe_rights'));
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SCHEMA public TO haihe_hub;
    FOR one IN SELECT c.oid::regclass AS name,
                      EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname LIKE '%append\_only') AS append_only,
                      EXISTS (SELECT 1 FROM pg_trigger t
                              WHERE t.tgrelid = c.oid AND t.tgname LIKE '%by\_function\_only') AS by_function_only
               FROM pg_class c
               WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') LOOP
        EXECUTE format('REVOKE ALL ON %s FROM haihe_hub', one.name);
        EXECUTE format('GRANT SELECT%s ON %s TO haihe_hub',
                       CASE WHEN one.by_function_only THEN ''
                            WHEN one.append_only THEN ', INSERT' ELSE ', INSERT, UPDATE, DELETE' END, one.name);
    END LOOP;
    REVOKE ALL ON flyway_schema_history FROM haihe_hub;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO haihe_hub;
END
$$;
