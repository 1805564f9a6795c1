package cn.haihe.routing.guidance;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What all signs have to say at one moment. Immutable.
 *
 * @param asOf the moment of the picture of the traffic that it is made of
 * @param decidedAt when it was made
 */
public record GuidanceSnapshot(Instant asOf, Instant decidedAt, Map<String, SignGuidance> bySign) {
    public GuidanceSnapshot {
        bySign = Map.copyOf(bySign);
    }

    public Optional<SignGuidance> find(String signId) {
        return Optional.ofNullable(bySign.get(signId));
    }
}
