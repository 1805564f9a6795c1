package cn.haihe.center.guidance.internal;

import cn.haihe.center.guidance.SignFace;
import cn.haihe.map.city.Names;
import cn.haihe.map.traffic.CongestionLevel;
import cn.haihe.routing.guidance.Advice;
import cn.haihe.routing.guidance.DestinationGuidance;
import cn.haihe.routing.guidance.SignGuidance;
import cn.haihe.routing.guidance.WayMeasure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts guidance into the few words that fit on a sign. Advice takes three lines: where to, what is wrong with the main
 * way, what to take instead; else each destination has a line with its time and congestion. What does not fit is cut in
 * the name, never in a number.
 */
final class FaceWriter {
    private static final int ADVICE_LINES = 3;
    private static final double SECONDS_PER_MINUTE = 60;

    private final int lines;
    private final int cells;

    FaceWriter(int lines, int cells) {
        if (lines < 1 || cells < 12) {
            throw new IllegalArgumentException("a sign of " + lines + " lines of " + cells + " cells");
        }
        this.lines = lines;
        this.cells = cells;
    }

    int lines() {
        return lines;
    }

    int cells() {
        return cells;
    }

    SignFace write(SignGuidance guidance) {
        if (guidance.advice().isPresent()) {
            Advice advice = guidance.advice().get();
            return new SignFace(SignFace.Source.ADVICE, advice(advice, Language.ZH), advice(advice, Language.EN));
        }
        List<DestinationGuidance> spoken = spokenOf(guidance);
        return spoken.isEmpty()
                ? SignFace.DARK
                : new SignFace(SignFace.Source.TIMES, times(spoken, Language.ZH), times(spoken, Language.EN));
    }

    /** The destinations that the face speaks of while nothing is advised. */
    List<DestinationGuidance> spokenOf(SignGuidance guidance) {
        return guidance.destinations().stream()
                .filter(ahead -> ahead.hasData() || ahead.main().isClosed())
                .limit(lines)
                .toList();
    }

    private List<String> times(List<DestinationGuidance> spoken, Language language) {
        return spoken.stream()
                .map(ahead -> place("", ahead.destination().names(), state(ahead.main(), language), language))
                .toList();
    }

    private String state(WayMeasure way, Language language) {
        if (way.isClosed()) {
            return language.closed;
        }
        String minutes = language.minutes(way.seconds().getAsDouble());
        return way.level().map(level -> minutes + " " + language.level(level)).orElse(minutes);
    }

    private List<String> advice(Advice advice, Language language) {
        List<String> all = new ArrayList<>();
        WayMeasure main = advice.main();
        all.add(place(language.to, advice.destination().names(), minutes(main, language), language));
        Optional<Names> cause = main.cause();
        Names where = main.worstStreet().orElse(main.way().via());
        String what = main.isClosed()
                ? language.closed
                : main.worstLevel().or(main::level).map(language::level).orElse("");
        String why = cause.map(names -> language.in(names) + " ").orElse("") + what;
        // A long cause would leave no room for the street.
        all.add(LineFitter.line(language.in(where), LineFitter.cells(why) * 2 > cells ? what : why, cells));
        String detour = language.take + language.in(advice.detour().way().via());
        all.add(LineFitter.line(detour, minutes(advice.detour(), language), cells));
        return lines >= ADVICE_LINES ? all : all.subList(ADVICE_LINES - lines, ADVICE_LINES);
    }

    private static String minutes(WayMeasure way, Language language) {
        return way.isClosed() ? "" : language.minutes(way.seconds().getAsDouble());
    }

    /** As drivers say it: a junction by its streets, or by the one that crosses where both do not fit. */
    private String place(String before, Names names, String rest, Language language) {
        List<String> streets = language.streets(names);
        String name = before + String.join(language.between, streets);
        boolean fits = LineFitter.cells(name) + 1 + LineFitter.cells(rest) <= cells;
        return LineFitter.line(fits ? name : before + streets.get(streets.size() - 1), rest, cells);
    }

    private enum Language {
        ZH("zh", "往", "走", "封闭", "与", " "),
        EN("en", "To ", "Use ", "closed", " and ", "/");

        private final String code;
        private final String to;
        private final String take;
        private final String closed;
        private final String and;
        private final String between;

        Language(String code, String to, String take, String closed, String and, String between) {
            this.code = code;
            this.to = to;
            this.take = take;
            this.closed = closed;
            this.and = and;
            this.between = between;
        }

        String in(Names names) {
            String name = names.in(code);
            return this == ZH
                    ? name.replaceFirst("交口$", "")
                    : name.replaceAll("\\bRoad\\b", "Rd")
                            .replaceAll("\\bAvenue\\b", "Ave")
                            .replaceAll("\\bStreet\\b", "St")
                            .replaceAll("\\bBridge\\b", "Br");
        }

        List<String> streets(Names names) {
            return List.of(in(names).split(and));
        }

        String minutes(double seconds) {
            long minutes = Math.max(1, Math.round(seconds / SECONDS_PER_MINUTE));
            return this == ZH ? minutes + "分" : minutes + " min";
        }

        /** A driver tells three states apart, not five. */
        String level(CongestionLevel level) {
            return switch (level) {
                case SMOOTH, MOSTLY_SMOOTH -> this == ZH ? "畅通" : "clear";
                case LIGHT -> this == ZH ? "缓行" : "slow";
                case MODERATE, SEVERE -> this == ZH ? "拥堵" : "jam";
            };
        }
    }
}
