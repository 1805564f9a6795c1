package cn.haihe.center.clearing.internal;

import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.center.problem.ProblemException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What comes in a body or a parameter, or a problem that says what is amiss. */
public final class Bodies {
    public static final int TEXT_LENGTH_MAX = 1_000;

    private static final long FEN_MAX = 1_000_000_000_000_000L;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;
    private static final Pattern RECORD = Pattern.compile("([0-9]{1,9})-([0-9]{1,9})");

    private Bodies() {}

    /** @throws ProblemException where it is absent, blank or too long */
    public static String text(String text, String field) {
        if (text == null || text.isBlank() || text.length() > TEXT_LENGTH_MAX || text.indexOf('\0') >= 0) {
            throw malformed(field + " must be a text of at most " + TEXT_LENGTH_MAX + " characters.");
        }
        return text;
    }

    /** @throws ProblemException where it is none of the names */
    public static <E extends Enum<E>> E name(Class<E> type, String name, String field) {
        for (E one : type.getEnumConstants()) {
            if (one.name().equals(name)) {
                return one;
            }
        }
        throw malformed(field + " must be one of " + Arrays.toString(type.getEnumConstants()) + ".");
    }

    public static <E extends Enum<E>> Optional<E> findName(Class<E> type, Optional<String> name, String field) {
        return name.map(told -> name(type, told, field));
    }

    /** @throws ProblemException where it is no date */
    public static LocalDate day(String text, String field) {
        return findDay(text).orElseThrow(() -> malformed(field + " must be a date, 2026-11-22."));
    }

    /** Empty where it is no date, or one that no calendar of clearing has. */
    public static Optional<LocalDate> findDay(String text) {
        try {
            return Optional.of(LocalDate.parse(Optional.ofNullable(text).orElse("")))
                    .filter(day -> day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** @throws ProblemException where it is absent, or more than anybody moves: a sum of such amounts would fit nowhere */
    public static long fen(Long amountFen, String field) {
        if (amountFen == null || amountFen > FEN_MAX || amountFen < -FEN_MAX) {
            throw malformed(field + " must be whole fen, at most " + FEN_MAX + ".");
        }
        return amountFen;
    }

    /** @throws ProblemException where it is no {@code FILE-LINE} */
    public static RecordPlace record(String text) {
        Matcher place = RECORD.matcher(Optional.ofNullable(text).orElse(""));
        if (!place.matches()) {
            throw malformed("A record is named by its file and line, 17-423.");
        }
        return new RecordPlace(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)));
    }

    public static ProblemException malformed(String detail) {
        return new ProblemException(400, "malformed-body", "Malformed body", detail);
    }
}
