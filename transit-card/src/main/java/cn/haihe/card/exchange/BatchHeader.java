package cn.haihe.card.exchange;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.regex.Pattern;

/**
 * First line of a batch file: who tells, under which name, for which business day.
 *
 * @param sender institution that collected the records; 2 to 11 of A to Z, digits and underscore
 * @param name the sender's own for this batch, for ever: 1 to 32 of letters, digits and {@code . _ -}
 * @param createdAt in China's time, whole seconds
 */
public record BatchHeader(String sender, String name, LocalDate businessDay, LocalDateTime createdAt) {
    private static final Pattern SENDER = Pattern.compile("[A-Z][A-Z0-9_]{1,10}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    public BatchHeader {
        if (!SENDER.matcher(sender).matches() || !isName(name)) {
            throw new IllegalArgumentException("not a sender and a batch name: " + sender + ", " + name);
        }
        createdAt = createdAt.withNano(0);
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
