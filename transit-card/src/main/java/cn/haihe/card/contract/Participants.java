package cn.haihe.card.contract;

import cn.haihe.card.record.CardNumber;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who takes part in clearing, and whose cards begin with which digits; the longest prefix that fits decides. */
public final class Participants {
    public static final Institution BEIJING = new Institution("BEIJING");
    public static final Institution TIANJIN = new Institution("TIANJIN");
    public static final Institution HEBEI = new Institution("HEBEI");

    private final SortedSet<Institution> institutions = new TreeSet<>();
    private final TreeMap<String, Institution> issuerByPrefix = new TreeMap<>();

    /** @throws IllegalArgumentException where two institutions claim one prefix */
    public Participants(Map<Institution, List<String>> cardPrefixes) {
        cardPrefixes.forEach((institution, prefixes) -> {
            institutions.add(institution);
            for (String prefix : prefixes) {
                Institution other = issuerByPrefix.put(prefix, institution);
                if (other != null) {
                    throw new IllegalArgumentException(prefix + " is claimed by " + other + " and by " + institution);
                }
            }
        });
    }

    /** The card ranges of T-Union in the three cities: Hebei's are those of Shijiazhuang, Yanzhaotong and ten cities. */
    public static Participants threeCities() {
        return new Participants(Map.of(
                BEIJING,
                List.of("31051700"),
                TIANJIN,
                List.of("31049102"),
                HEBEI,
                List.of(
                        "31049500",
                        "31049501",
                        "31049502",
                        "31049503",
                        "31049504",
                        "31049505",
                        "31049506",
                        "31049507",
                        "31049508",
                        "31049509",
                        "31049510",
                        "31049511")));
    }

    public SortedSet<Institution> institutions() {
        return Collections.unmodifiableSortedSet(institutions);
    }

    /** Whose cards begin with which digits. */
    public SortedMap<String, Institution> cardPrefixes() {
        return Collections.unmodifiableSortedMap(issuerByPrefix);
    }

    public Optional<Institution> find(String code) {
        return institutions.stream().filter(i -> i.code().equals(code)).findFirst();
    }

    /** Empty where the card is of no range that takes part. */
    public Optional<Institution> findIssuer(CardNumber card) {
        String digits = card.digits();
        for (var entry = issuerByPrefix.floorEntry(digits);
                entry != null;
                entry = issuerByPrefix.lowerEntry(entry.getKey())) {
            if (digits.startsWith(entry.getKey())) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }
}
