package cn.haihe.center.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.map.city.City;
import cn.haihe.map.city.CityOrigin;
import cn.haihe.map.city.Names;
import cn.haihe.map.city.RoadClass;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.BoundingBox;
import cn.haihe.map.traffic.CongestionLevel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** A console that reads slowly never has two frames under way, and misses nothing that changed. */
class ConsoleClientTest {
    private static final BoundingBox ALL = new BoundingBox(116, 38, 118, 40);
    private static final BoundingBox FIRST_ONLY = new BoundingBox(116.9, 38.9, 117.005, 39.1);

    private final ObjectMapper mapper = new ObjectMapper();
    private final List<JsonNode> frames = new ArrayList<>();
    private final List<UniEmitter<? super Void>> writes = new ArrayList<>();
    private final ConsoleClient client = new ConsoleClient(
            mapper,
            text -> Uni.createFrom().emitter(emitter -> {
                frames.add(read(text));
                writes.add(emitter);
            }));
    private SegmentPicture segments = SegmentPicture.blank(threeSegments());
    private long tick;

    @Test
    void saysNothingBeforeTheConsoleLooksSomewhere() {
        assertThat(client.offer(picture(10, 10, 10))).isFalse();
    }

    @Test
    void theFirstFrameIsFullAndTheNextTellsOnlyChanges() {
        client.look(ALL);
        client.offer(picture(10, 20, 30));
        written();
        client.offer(picture(10, 25, 30));

        assertThat(frames.get(0).get("full").asBoolean()).isTrue();
        assertThat(speeds(0)).containsExactly("0:10", "1:20", "2:30");
        assertThat(frames.get(1).get("full").asBoolean()).isFalse();
        assertThat(speeds(1)).containsExactly("1:25");
    }

    @Test
    void aSlowConsoleIsPassedByAndThenGetsAllItMissed() {
        client.look(ALL);
        client.offer(picture(10, 20, 30));
        assertThat(client.offer(picture(11, 20, 30))).isFalse();
        assertThat(client.offer(picture(11, 22, 30))).isFalse();
        written();
        client.offer(picture(11, 22, 33));

        assertThat(frames).hasSize(2);
        assertThat(speeds(1)).containsExactly("0:11", "1:22", "2:33");
    }

    @Test
    void aWriteThatFailsIsMadeGoodByAFullFrame() {
        client.look(ALL);
        client.offer(picture(10, 20, 30));
        writes.remove(0).fail(new IllegalStateException("gone"));
        client.offer(picture(10, 20, 30));

        assertThat(frames.get(1).get("full").asBoolean()).isTrue();
    }

    @Test
    void lookingElsewhereWhileAFrameIsUnderWayAsksForAFullOneThere() {
        client.look(ALL);
        client.offer(picture(10, 20, 30));
        client.look(FIRST_ONLY);
        written();
        client.offer(picture(10, 20, 30));

        assertThat(frames.get(1).get("full").asBoolean()).isTrue();
        assertThat(speeds(1)).containsExactly("0:10");
    }

    @Test
    void aSegmentOfWhichNothingIsKnownAnyMoreIsToldAsNull() {
        client.look(ALL);
        client.offer(picture(10, 20, 30));
        written();
        client.offer(picture(10, null, 30));

        assertThat(frames.get(1).get("segments").toString()).isEqualTo("[[1,null,null]]");
    }

    private void written() {
        writes.remove(0).complete(null);
    }

    private List<String> speeds(int frame) {
        List<String> all = new ArrayList<>();
        frames.get(frame)
                .get("segments")
                .forEach(entry ->
                        all.add(entry.get(0).asInt() + ":" + entry.get(2).asInt()));
        return all;
    }

    private LivePicture picture(Integer... speedsKmh) {
        tick++;
        segments = segments.next(
                tick, i -> speedsKmh[i] == null ? null : new SegmentPicture.Look(CongestionLevel.LIGHT, speedsKmh[i]));
        return new LivePicture(Instant.EPOCH, tick, segments, null, List.of(), List.of(), List.of(), List.of());
    }

    private JsonNode read(String text) {
        try {
            return mapper.readTree(text);
        } catch (Exception e) {
            throw new AssertionError(text, e);
        }
    }

    private static City threeSegments() {
        GeometryFactory factory = new GeometryFactory();
        List<Segment> segments = IntStream.range(0, 3)
                .mapToObj(i -> new Segment(
                        i,
                        "w" + i + ".0f",
                        i + 1,
                        i + 1,
                        i + 2,
                        RoadClass.PRIMARY,
                        2,
                        50,
                        Names.NONE,
                        1000,
                        factory.createLineString(new Coordinate[] {
                            new Coordinate(117 + i * 0.01, 39), new Coordinate(117.01 + i * 0.01 - 0.001, 39)
                        })))
                .toList();
        return City.builder(new CityOrigin(new Names("试", "Test"), true, "none"), segments)
                .build();
    }
}
