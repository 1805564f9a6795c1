package cn.haihe.routing.profile;

import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.GridTown;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.graph.RoadGraphs;
import cn.haihe.routing.live.FreeFlow;
import cn.haihe.routing.live.LiveSpeeds;
import cn.haihe.routing.live.SegmentMatch;
import cn.haihe.routing.live.SegmentSpeeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;

/** A little town of 60 km/h streets, read once, and outlooks on its traffic. */
final class OutlookTown {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** A Monday, 07:57 in town. */
    static final Instant NOW = Instant.parse("2026-11-22T23:57:00Z");

    private static final OutlookTown TOWN = new OutlookTown();

    final int segments;
    final SegmentMatch match;
    private final FreeFlow freeFlow;

    private OutlookTown() {
        try {
            Path folder = Files.createTempDirectory("outlook-town");
            GridTown town = GridTown.plain(folder, 3);
            try (RoadGraph graph = RoadGraphs.open(town.osmFile(), folder.resolve("data"))) {
                match = SegmentMatch.of(graph, town.city());
                freeFlow = FreeFlow.of(graph, town.city(), match);
                segments = town.city().segments().size();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OutlookTown get() {
        return TOWN;
    }

    int segmentOf(int edgeKey) {
        return match.getSegment(edgeKey);
    }

    SpeedOutlook outlook(SpeedProfiles profiles, Consumer<SegmentSpeeds.Builder> traffic) {
        SegmentSpeeds.Builder speeds = SegmentSpeeds.builder(segments, NOW);
        traffic.accept(speeds);
        return new SpeedOutlook(
                LiveSpeeds.of(freeFlow, match, speeds.build()),
                match,
                new UsualSpeeds(profiles, DayCalendar.ofWeekdays(ZONE), NOW),
                NOW,
                Duration.ofHours(1));
    }

    /** The same usual speed on every segment, all day, every day. */
    SpeedProfiles usually(double kmh) {
        DayProfile day = DayProfile.UNKNOWN;
        for (int quarter = 0; quarter < DayProfile.QUARTERS; quarter++) {
            day = day.with(quarter, kmh, 5);
        }
        SpeedProfiles.Builder profiles = SpeedProfiles.unknown(segments).change();
        for (int segment = 0; segment < segments; segment++) {
            for (KindOfDay kind : KindOfDay.values()) {
                profiles.put(segment, kind, day);
            }
        }
        return profiles.build();
    }

    static Consumer<SegmentSpeeds.Builder> live(int segment, double kmh) {
        return speeds -> speeds.speed(segment, kmh, Grade.A);
    }
}
