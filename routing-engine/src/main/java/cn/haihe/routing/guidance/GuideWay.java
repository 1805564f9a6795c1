package cn.haihe.routing.guidance;

import cn.haihe.map.city.Names;
import java.util.List;
import java.util.Objects;

/**
 * A way from a sign to one of its destinations, kept from one measurement to the next so that what a sign says of it
 * always means the same streets.
 *
 * @param id the same streets have the same id
 * @param via the street that tells it apart, as a sign would name it
 * @param segments indexes of the city's segments in order, at least one, none twice; the first is the one the sign
 *     stands on
 * @param startFraction where on the first segment the sign is passed, 0 to 1
 */
public record GuideWay(String id, Names via, List<Integer> segments, double startFraction) {
    public GuideWay {
        segments = List.copyOf(segments);
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(via, "via");
        if (segments.isEmpty() || segments.stream().distinct().count() != segments.size()) {
            throw new IllegalArgumentException("way " + id + " has no segment or one twice");
        }
        if (!(startFraction >= 0 && startFraction <= 1)) {
            throw new IllegalArgumentException("way " + id + " starts at " + startFraction);
        }
    }
}
