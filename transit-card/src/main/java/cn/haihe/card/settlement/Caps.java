package cn.haihe.card.settlement;

import cn.haihe.card.contract.Institution;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The most that an institution may owe for one business day, in fen; one without a cap may owe any amount. */
public record Caps(Map<Institution, Long> netDebitFen) {
    public static final Caps NONE = new Caps(Map.of());

    public Caps {
        netDebitFen = Map.copyOf(netDebitFen);
    }

    /** For each institution the higher of both; none where it has none in either. */
    public Caps orHigher(Caps other) {
        Map<Institution, Long> higher = new HashMap<>();
        netDebitFen.forEach((institution, fen) ->
                other.findCapFen(institution).ifPresent(others -> higher.put(institution, Math.max(fen, others))));
        return new Caps(higher);
    }

    public OptionalLong findCapFen(Institution institution) {
        Long cap = netDebitFen.get(institution);
        return cap == null ? OptionalLong.empty() : OptionalLong.of(cap);
    }
}
