package cn.haihe.ops.city.card;

import java.util.Arrays;
import java.util.List;

/** The card institutions of the three cities: their city's code, the prefixes of their cards, and whether they have a metro. */
public enum Institution {
    BEIJING(1000, true, List.of("31051700")),
    HEBEI(1460, false, List.of("31049500", "31049501", "31049502", "31049503")),
    TIANJIN(1121, true, List.of("31049102"));

    /** What a record's issuer counts in. */
    static final List<String> CODES =
            Arrays.stream(values()).map(Institution::name).toList();

    private final int city;
    private final boolean metro;
    private final List<String> prefixes;

    Institution(int city, boolean metro, List<String> prefixes) {
        this.city = city;
        this.metro = metro;
        this.prefixes = prefixes;
    }

    int city() {
        return city;
    }

    boolean hasMetro() {
        return metro;
    }

    /** @param card 0 to 99,999 */
    long cardNumber(int run, int card) {
        return Long.parseLong("%s%06d%05d".formatted(prefixes.get(card % prefixes.size()), run, card));
    }
}
