package cn.haihe.card.ledger;

import java.time.LocalDate;
import java.util.Locale;

/**
 * What a transfer says it is for: the one list of the forms. Of each there is one transfer at most, since its id comes from it.
 * Where SQL has to find one it makes the same text, from the columns named; nobody takes such a text apart.
 */
public final class TransferReference {
    private TransferReference() {}

    /** The fares of one issuer's cards in a file. */
    public static String ofFile(int fileId, String issuer) {
        return "file " + fileId + " issuer " + issuer;
    }

    public static String ofFileSql(String fileId, String issuer) {
        return "'file ' || " + fileId + " || ' issuer ' || " + issuer;
    }

    /** What a file takes back of earlier ones that it contradicts. */
    public static String ofContradiction(int fileId, String acquirer, String issuer) {
        return "file " + fileId + " contradicts " + acquirer + " issuer " + issuer;
    }

    public static String ofContradictionSql(String fileId, String acquirer, String issuer) {
        return "'file ' || " + fileId + " || ' contradicts ' || " + acquirer + " || ' issuer ' || " + issuer;
    }

    /** What is taken back of cards that are said to have paid at one terminal's transaction. */
    public static String ofTerminals(LocalDate day, String issuer, String acquirer) {
        return "terminal sequences of " + day + " issuer " + issuer + " acquirer " + acquirer;
    }

    public static String ofTerminalsSql(String day, String issuer, String acquirer) {
        return "'terminal sequences of ' || " + day + " || ' issuer ' || " + issuer + " || ' acquirer ' || " + acquirer;
    }

    /** What a window's step moves. */
    public enum WindowMove {
        NETTED,
        RESERVED,
        RELEASED,
        SETTLED;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static String ofWindow(WindowMove move, LocalDate day, int step) {
        return move.word() + " window " + day + " step " + step;
    }

    /** Columns of {@code card_window_step}. */
    public static String ofWindowSql(WindowMove move, String day, String step) {
        return "'" + move.word() + " window ' || " + day + " || ' step ' || " + step;
    }

    public static String ofAdjustment(long id, String cause, LocalDate aboutDay) {
        return "adjustment " + id + " of " + cause + " about " + aboutDay;
    }
}
