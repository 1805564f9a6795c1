package cn.haihe.routing.guidance;

import java.util.List;
import java.util.Optional;

/**
 * What one sign has to say.
 *
 * @param destinations in the order of its plan
 * @param advice what it advises now; empty while it only tells times
 */
public record SignGuidance(String signId, List<DestinationGuidance> destinations, Optional<Advice> advice) {
    public SignGuidance {
        destinations = List.copyOf(destinations);
    }

    /** Whether enough is known to speak of at least one destination. */
    public boolean hasData() {
        return destinations.stream().anyMatch(DestinationGuidance::hasData);
    }
}
