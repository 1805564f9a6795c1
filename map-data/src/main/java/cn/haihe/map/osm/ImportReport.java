package cn.haihe.map.osm;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What an import read and what it left out, by reason.
 *
 * @param nodes OSM nodes in the file
 * @param ways OSM ways in the file
 * @param relations OSM relations in the file
 * @param skipped only reasons that occurred
 */
public record ImportReport(
        Path file, int nodes, int ways, int relations, Map<SkipReason, Integer> skipped, Duration took) {
    public ImportReport {
        Map<SkipReason, Integer> copy = new EnumMap<>(SkipReason.class);
        copy.putAll(skipped);
        skipped = Collections.unmodifiableMap(copy);
    }

    public int skipped(SkipReason reason) {
        return skipped.getOrDefault(reason, 0);
    }
}
