package cn.haihe.map.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;

class SegmentIdsTest {
    private static final LineString LINE =
            new GeometryFactory().createLineString(new Coordinate[] {new Coordinate(0, 0), new Coordinate(1, 0)});

    @Test
    void findsEachByItsIdAndNoOther() {
        Random random = new Random(20260101);
        for (int size : List.of(0, 1, 2, 3, 1_000, 20_000)) {
            Set<String> known = new LinkedHashSet<>(List.of("Aa", "BB", "海河").subList(0, Math.min(3, size)));
            while (known.size() < size) {
                known.add("w" + random.nextInt(50_000) + "." + random.nextInt(9) + (random.nextBoolean() ? "f" : "b"));
            }
            List<String> ids = List.copyOf(known);
            SegmentIds index = new SegmentIds(segments(ids));
            for (int i = 0; i < size; i++) {
                assertThat(index.find(new String(ids.get(i)))).hasValue(i);
            }
            for (int i = 0; i < 20_000; i++) {
                String other = "w" + random.nextInt(50_000) + "." + random.nextInt(9) + "f";
                assertThat(index.find(other).isPresent()).isEqualTo(known.contains(other));
            }
            assertThat(index.find("")).isEmpty();
            assertThat(index.find("C#")).as("has the hash of Aa and BB").isEqualTo(index.find("x"));
        }
    }

    @Test
    void twoOfOneIdAreRefused() {
        assertThatThrownBy(() -> new SegmentIds(segments(List.of("a", "b", "a"))))
                .hasMessageContaining("the id a");
    }

    private static List<Segment> segments(List<String> ids) {
        List<Segment> segments = new ArrayList<>();
        for (String id : ids) {
            segments.add(new Segment(segments.size(), id, 1, 1, 2, RoadClass.PRIMARY, 1, 50, Names.NONE, 100, LINE));
        }
        return segments;
    }
}
