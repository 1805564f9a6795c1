package cn.haihe.center.access.audit;

import java.nio.charset.StandardCharsets;

/**
 * Who did what to what, from where, and how it ended.
 *
 * <p>Texts are kept as PostgreSQL can give them back unchanged (no NUL, no half of a surrogate pair) and cut, with a mark,
 * at a limit: the hash must cover what is stored.
 *
 * @param who user name, a source's id, or {@code anonymous}
 * @param action dotted, from the room to the act: {@code signal.plan.send}
 * @param target what it was done to: the request's method and path
 * @param detail whatever else the act's room noted, {@code key=value} parts; empty where nothing
 */
public record AuditEvent(
        String who, String fromAddress, String action, String target, AuditOutcome outcome, String detail) {
    public static final String ANONYMOUS = "anonymous";
    public static final int NAME_LENGTH_MAX = 200;
    public static final int TEXT_LENGTH_MAX = 4_000;
    private static final String CUT_MARK = " [cut]";

    public AuditEvent {
        who = stored(who, NAME_LENGTH_MAX);
        fromAddress = stored(fromAddress, NAME_LENGTH_MAX);
        action = stored(action, NAME_LENGTH_MAX);
        target = stored(target, TEXT_LENGTH_MAX);
        detail = stored(detail, TEXT_LENGTH_MAX);
        if (outcome == null) {
            throw new IllegalArgumentException("an event has an outcome");
        }
    }

    private static String stored(String text, int lengthMax) {
        String cut = text.length() <= lengthMax ? text : text.substring(0, lengthMax - CUT_MARK.length()) + CUT_MARK;
        return new String(cut.replace('\0', '?').getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
