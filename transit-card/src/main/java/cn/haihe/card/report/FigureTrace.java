package cn.haihe.card.report;

import cn.haihe.card.contract.Institution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which of a day's records are behind a figure of an institution; what is empty is not asked for.
 *
 * @param counterparty of {@link Role#ACQUIRED} the issuer, of {@link Role#ISSUED} the acquirer; its own cards at its own gates
 *     only where it is named itself
 * @param late told after the day on which they happened, or on it
 */
public record FigureTrace(
        Role role, Optional<Institution> counterparty, OptionalInt industry, OptionalInt kind, Optional<Boolean> late) {

    /** What the institution had to do with the records. */
    public enum Role {
        /** They were paid at its gates. */
        ACQUIRED,
        /** They were paid by its cards, at others' gates. */
        ISSUED
    }

    /** As the parameters of a request: {@code role=ACQUIRED&counterparty=BEIJING}. */
    public String toQuery() {
        List<String> parts = new ArrayList<>();
        parts.add("role=" + role);
        counterparty.ifPresent(one -> parts.add("counterparty=" + one));
        industry.ifPresent(one -> parts.add("industry=" + one));
        kind.ifPresent(one -> parts.add("kind=" + one));
        late.ifPresent(one -> parts.add("late=" + one));
        return String.join("&", parts);
    }

    /** @param query of {@link #toQuery} */
    public static FigureTrace ofQuery(String query) {
        Map<String, String> told = new HashMap<>();
        for (String part : query.split("&")) {
            int equals = part.indexOf('=');
            told.put(part.substring(0, equals), part.substring(equals + 1));
        }
        return new FigureTrace(
                Role.valueOf(told.get("role")),
                Optional.ofNullable(told.get("counterparty")).map(Institution::new),
                number(told.get("industry")),
                number(told.get("kind")),
                Optional.ofNullable(told.get("late")).map(Boolean::valueOf));
    }

    private static OptionalInt number(String text) {
        return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }
}
