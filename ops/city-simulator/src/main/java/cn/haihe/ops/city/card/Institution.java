package cn.haihe.ops.city.card;

import java.util.List;

/** The card institutions of the three cities, with the prefixes that their cards' numbers begin with. */
public enum Institution {
    BEIJING(List.of("31051700")),
    TIANJIN(List.of("31049102")),
    HEBEI(List.of("31049500", "31049501", "31049502", "31049503"));

    private final List<String> prefixes;

    Institution(List<String> prefixes) {
        this.prefixes = prefixes;
    }

    String cardNumber(int card) {
        return "%s%011d".formatted(prefixes.get(card % prefixes.size()), card);
    }
}
