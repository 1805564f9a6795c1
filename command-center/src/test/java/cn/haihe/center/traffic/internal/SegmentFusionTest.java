package cn.haihe.center.traffic.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.center.traffic.SegmentTraffic;
import cn.haihe.center.traffic.SegmentValues;
import cn.haihe.center.traffic.TrafficConfig;
import cn.haihe.center.traffic.TrafficIndex;
import cn.haihe.map.city.City;
import cn.haihe.map.city.CityOrigin;
import cn.haihe.map.city.District;
import cn.haihe.map.city.Names;
import cn.haihe.map.city.RoadClass;
import cn.haihe.map.city.Segment;
import cn.haihe.map.traffic.CongestionLevel;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.map.traffic.Grade;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class SegmentFusionTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final TrafficConfig CONFIG =
            new SmallRyeConfigBuilder().withMapping(TrafficConfig.class).build().getConfigMapping(TrafficConfig.class);

    private final SegmentFusion fusion = new SegmentFusion(CONFIG, CongestionScale.GBT_33171);
    private final Segment segment = segment(0, 50, 2, 100);

    @Test
    void theGradeFollowsTheAge() {
        assertThat(gradeAt(0)).contains(Grade.B);
        assertThat(gradeAt(120)).contains(Grade.B);
        assertThat(gradeAt(121)).contains(Grade.C);
        assertThat(gradeAt(300)).contains(Grade.C);
        assertThat(gradeAt(301)).contains(Grade.D);
        assertThat(gradeAt(900)).contains(Grade.D);
        assertThat(gradeAt(901)).isEmpty();
    }

    private Optional<Grade> gradeAt(long ageSeconds) {
        return find(seen("a", ageSeconds, 30)).map(SegmentTraffic::grade);
    }

    @Test
    void freshSourcesThatAgreeMakeGradeAAndTheNewestCounts() {
        SegmentTraffic fused = fuse(seen("a", 60, 30), seen("b", 10, 38));
        assertThat(fused.grade()).isEqualTo(Grade.A);
        assertThat(fused.speedKmh()).isEqualTo(38);
        assertThat(fused.source()).isEqualTo("b");
    }

    @Test
    void freshSourcesThatDisagreeStayAtB() {
        assertThat(fuse(seen("a", 60, 30), seen("b", 10, 41)).grade()).isEqualTo(Grade.B);
        assertThat(fuse(seen("a", 60, 90), seen("b", 10, 75)).grade())
                .as("a fifth of a high speed is agreement")
                .isEqualTo(Grade.A);
    }

    @Test
    void anAgedSourceNeitherConfirmsNorContradicts() {
        assertThat(fuse(seen("a", 200, 30), seen("b", 10, 30)).grade()).isEqualTo(Grade.B);
        assertThat(fuse(seen("a", 200, 90), seen("b", 10, 30)).grade()).isEqualTo(Grade.B);
    }

    @Test
    void theLevelIsThatOfFreeFlowOverSpeed() {
        assertThat(fuse(seen("a", 0, 45)).level()).isEqualTo(CongestionLevel.SMOOTH);
        assertThat(fuse(seen("a", 0, 50 / 1.7)).level()).isEqualTo(CongestionLevel.LIGHT);
        assertThat(fuse(seen("a", 0, 0)).level()).isEqualTo(CongestionLevel.SEVERE);
    }

    @Test
    void theTableKeepsTheNewestOfEachSourceWhateverTheOrder() {
        SegmentTable table = new SegmentTable(1);
        table.put(seen("a", 10, 20));
        table.put(seen("a", 30, 90));
        table.put(seen("b", 40, 22));
        SegmentTraffic fused =
                table.fuse(fusion, new double[] {50}, NOW, Set.of()).find(0).orElseThrow();
        assertThat(fused.speedKmh()).isEqualTo(20);
        assertThat(fused.grade()).isEqualTo(Grade.A);
    }

    @Test
    void theIndexIsTimeNowOverTimeInFreeFlowOnAllLanesOfKnownSegments() {
        Segment half = segment(0, 50, 2, 100);
        Segment full = segment(1, 60, 1, 300);
        Segment unknown = segment(2, 40, 1, 600);
        District district = new District(
                "120101", new Names("和平区", "Heping"), GEOMETRIES.toGeometry(new Envelope(-0.5, 0.5, -1, 1)));
        City city = City.builder(new CityOrigin(Names.NONE, false, ""), List.of(half, full, unknown))
                .districts(List.of(district))
                .build();
        SegmentValues traffic = SegmentValues.of(traffic(25, Grade.B), traffic(60, Grade.A), null);
        TrafficIndex index = new IndexOfTraffic(city, CongestionScale.GBT_33171, 2).compute(traffic);

        double timeNow = 200 / 25.0 + 300 / 60.0;
        double timeFree = 200 / 50.0 + 300 / 60.0;
        TrafficIndex.Value value = index.city().orElseThrow();
        assertThat(value.ratio()).isCloseTo(timeNow / timeFree, within(1e-12));
        assertThat(value.averageSpeedKmh()).isCloseTo(500 / timeNow, within(1e-9));
        assertThat(value.freeFlowSpeedKmh()).isCloseTo(500 / timeFree, within(1e-9));
        assertThat(value.level()).isEqualTo(CongestionLevel.MOSTLY_SMOOTH);
        assertThat(value.grade()).as("300 of 400 known metres").isEqualTo(Grade.A);
        assertThat(index.coverageRatio()).isCloseTo(0.4, within(1e-12));
        assertThat(index.byDistrict()).singleElement().satisfies(d -> {
            assertThat(d.adcode()).isEqualTo("120101");
            assertThat(d.value().ratio()).isCloseTo(2, within(1e-12));
            assertThat(d.coverageRatio()).isEqualTo(1);
        });
    }

    @Test
    void aStandstillMakesTheIndexHighButNotEndless() {
        City city = City.builder(new CityOrigin(Names.NONE, false, ""), List.of(segment))
                .build();
        var still =
                new IndexOfTraffic(city, CongestionScale.GBT_33171, 2).compute(SegmentValues.of(traffic(0, Grade.B)));
        assertThat(still.city().orElseThrow().ratio()).isCloseTo(25, within(1e-12));
        var unknown =
                new IndexOfTraffic(city, CongestionScale.GBT_33171, 2).compute(SegmentValues.of((SegmentTraffic) null));
        assertThat(unknown.city()).isEmpty();
    }

    @Test
    void aClosedStreetIsKnownButNobodysTravelTime() {
        Segment open = segment(0, 50, 2, 100);
        Segment shut = segment(1, 60, 1, 300);
        City city = City.builder(new CityOrigin(Names.NONE, false, ""), List.of(open, shut))
                .build();
        SegmentTraffic closed = new SegmentTraffic(
                0, true, OptionalInt.empty(), OptionalDouble.empty(), "a", NOW, Grade.B, CongestionLevel.SEVERE);
        TrafficIndex index = new IndexOfTraffic(city, CongestionScale.GBT_33171, 2)
                .compute(SegmentValues.of(traffic(25, Grade.B), closed));
        assertThat(index.city().orElseThrow().ratio()).isCloseTo(2, within(1e-12));
        assertThat(index.coverageRatio()).isEqualTo(1);
    }

    @Test
    void aZeroClosesUnlessAnotherSourceSawVehiclesMoveThen() {
        assertThat(fuse(closing(segment, "a", 5)).closed()).isTrue();
        assertThat(fuse(seen("a", 5, 0)).closed()).isFalse();
        assertThat(fuse(closing(segment, "a", 5), seen("b", 34, 40)).closed()).isFalse();
        assertThat(fuse(closing(segment, "a", 5), seen("b", 36, 40)).closed()).isTrue();
        assertThat(fuse(closing(segment, "a", 5), seen("b", 6, 1)).closed()).isTrue();
        assertThat(fuse(closing(segment, "a", 5), seen("b", 4, 40)).closed())
                .as("the newest counts")
                .isFalse();
        assertThat(find(closing(segment, "a", 901))).isEmpty();
    }

    @Test
    void aSourceThatWouldCloseHalfTheCityHasFailed() {
        int most = CONFIG.closedBySourceMax();
        SegmentTable table = new SegmentTable(most + 2);
        for (int i = 0; i < most; i++) {
            table.put(closing(segment(i, 50, 1, 100), "broken", 5));
        }
        table.put(closing(segment(most + 1, 50, 1, 100), "honest", 5));
        assertThat(table.failed(fusion, NOW)).isEmpty();

        table.put(closing(segment(most, 50, 1, 100), "broken", 5));

        assertThat(table.failed(fusion, NOW)).containsExactly("broken");
        double[] limits = new double[most + 2];
        Arrays.fill(limits, 50);
        SegmentValues fused = table.fuse(fusion, limits, NOW, table.failed(fusion, NOW));
        assertThat(fused.isClosed(0)).isFalse();
        assertThat(fused.isClosed(most + 1)).isTrue();
        assertThat(table.failed(fusion, NOW.plus(CONFIG.lastKnownFor()))).isEmpty();
    }

    private SegmentTraffic fuse(SegmentObservation... observations) {
        return find(observations).orElseThrow();
    }

    private Optional<SegmentTraffic> find(SegmentObservation... observations) {
        SegmentTable table = new SegmentTable(1);
        for (SegmentObservation observation : observations) {
            table.put(observation);
        }
        return table.fuse(fusion, new double[] {50}, NOW, Set.of()).find(0);
    }

    @Test
    void ofMoreSourcesThanThereCanBeTheOldestMakesRoom() {
        SegmentTable table = new SegmentTable(2);
        for (int i = 0; i < 9; i++) {
            table.put(seen("s" + i, i == 3 ? 100 : 90 - i, i == 3 ? 90 : 30 + i));
        }
        SegmentTraffic fused =
                table.fuse(fusion, new double[] {50, 50}, NOW, Set.of()).find(0).orElseThrow();
        assertThat(fused.source()).isEqualTo("s8");
        assertThat(fused.speedKmh()).isEqualTo(38);
        assertThat(fused.grade()).as("the one that disagreed was the oldest").isEqualTo(Grade.A);
        assertThat(table.fuse(fusion, new double[] {50, 50}, NOW, Set.of()).find(1))
                .isEmpty();
    }

    @Test
    void whatIsKeptInRedisIsReadAsItWas() {
        City city = City.builder(new CityOrigin(Names.NONE, false, ""), List.of(segment))
                .build();
        Random random = new Random(20260101);
        for (int i = 0; i < 5_000; i++) {
            double[] speeds = {random.nextDouble() * 200, random.nextInt(2_001) / 10.0, random.nextInt(20_001) / 100.0};
            SegmentObservation observation = new SegmentObservation(
                    segment.index(),
                    segment.id(),
                    "det-" + i,
                    NOW.plusMillis(i),
                    speeds[i % 3],
                    i % 5 == 0,
                    i % 2 == 0 ? OptionalInt.empty() : OptionalInt.of(random.nextInt(20_000)),
                    i % 7 == 0 ? OptionalDouble.empty() : OptionalDouble.of(speeds[i % 3] / 2));
            assertThat(SegmentObservation.read(observation.toLatest(), city)).contains(observation);
        }
    }

    private SegmentObservation seen(String source, long ageSeconds, double speedKmh) {
        return new SegmentObservation(
                segment.index(),
                segment.id(),
                source,
                NOW.minusSeconds(ageSeconds),
                speedKmh,
                false,
                OptionalInt.empty(),
                OptionalDouble.empty());
    }

    private SegmentObservation closing(Segment on, String source, long ageSeconds) {
        return new SegmentObservation(
                on.index(),
                on.id(),
                source,
                NOW.minusSeconds(ageSeconds),
                0,
                true,
                OptionalInt.empty(),
                OptionalDouble.empty());
    }

    private static SegmentTraffic traffic(double speedKmh, Grade grade) {
        return new SegmentTraffic(
                speedKmh, false, OptionalInt.empty(), OptionalDouble.empty(), "a", NOW, grade, CongestionLevel.SMOOTH);
    }

    private static Segment segment(int index, double limitKmh, int lanes, double metres) {
        return new Segment(
                index,
                "w" + index + ".0f",
                index,
                index,
                index + 1,
                RoadClass.PRIMARY,
                lanes,
                limitKmh,
                Names.NONE,
                metres,
                GEOMETRIES.createLineString(
                        new Coordinate[] {new Coordinate(index, 0), new Coordinate(index + 0.001, 0)}));
    }
}
