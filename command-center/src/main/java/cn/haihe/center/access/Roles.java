package cn.haihe.center.access;

import java.util.List;

/** The roles of the centre, as {@code @RolesAllowed} and tokens name them. None includes another. */
public final class Roles {
    /** Sees the state of the city. */
    public static final String VIEWER = "viewer";
    /** Handles incidents, sees feeds and their rejects. */
    public static final String OPERATOR = "operator";
    /** Designs and pushes timing plans. */
    public static final String ENGINEER = "engineer";
    /** Commands duty routes and whatever overrides plans. */
    public static final String COMMANDER = "commander";
    /** Clearing staff of the card companies. */
    public static final String CLEARING = "clearing";
    /** Reads and verifies the audit log. */
    public static final String AUDITOR = "auditor";
    /** Accounts, sources, terminals, controllers. */
    public static final String ADMINISTRATOR = "administrator";
    /** A card institution's own systems: no account has it, only tokens that institutions sign themselves. */
    public static final String INSTITUTION = "institution";

    /** Those that accounts may have. */
    public static final List<String> ALL =
            List.of(VIEWER, OPERATOR, ENGINEER, COMMANDER, CLEARING, AUDITOR, ADMINISTRATOR);

    private Roles() {}
}
