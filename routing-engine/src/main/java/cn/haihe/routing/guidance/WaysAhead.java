package cn.haihe.routing.guidance;

import java.util.List;
import java.util.Objects;

/**
 * How to get from a sign to one of its destinations.
 *
 * @param main the way that drivers take who see no sign: the fastest on empty streets
 * @param alternatives that differ from it, the faster on empty streets first; may be none
 */
public record WaysAhead(Destination destination, GuideWay main, List<GuideWay> alternatives) {
    public WaysAhead {
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(main, "main");
        alternatives = List.copyOf(alternatives);
    }
}
