package cn.haihe.routing.guidance;

import java.util.List;
import java.util.Objects;

/**
 * What one sign can speak of.
 *
 * @param segment index of the segment whose drivers read it
 * @param ahead one for each destination, the most important first
 */
public record SignPlan(String signId, int segment, List<WaysAhead> ahead) {
    public SignPlan {
        Objects.requireNonNull(signId, "signId");
        ahead = List.copyOf(ahead);
    }
}
