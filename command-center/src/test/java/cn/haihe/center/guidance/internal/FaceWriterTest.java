package cn.haihe.center.guidance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.haihe.center.guidance.SignFace;
import cn.haihe.map.city.Names;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.CongestionLevel;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.guidance.Advice;
import cn.haihe.routing.guidance.Destination;
import cn.haihe.routing.guidance.DestinationGuidance;
import cn.haihe.routing.guidance.GuideWay;
import cn.haihe.routing.guidance.SignGuidance;
import cn.haihe.routing.guidance.Verdict;
import cn.haihe.routing.guidance.WayMeasure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FaceWriterTest {
    private static final Names DAGU = new Names("大沽南路", "South Dagu Road");
    private static final Names JIEFANG = new Names("解放南路", "South Jiefang Road");
    private static final Destination BRIDGE =
            new Destination("b1", new Names("光华桥", "Guanghua Bridge"), new LonLat(117.2, 39.1));
    private static final Destination JUNCTION =
            new Destination("j1", new Names("中环线与卫国道交口", "Middle Ring and Weiguo Avenue"), new LonLat(117.2, 39.1));

    private final FaceWriter writer = new FaceWriter(3, 24);

    @Test
    void withoutAdviceEachDestinationHasALine() {
        SignFace face = writer.write(guidance(
                Optional.empty(),
                ahead(BRIDGE, way(DAGU, 720, CongestionLevel.MODERATE)),
                ahead(JUNCTION, way(JIEFANG, 30, CongestionLevel.SMOOTH))));

        assertThat(face.source()).isEqualTo(SignFace.Source.TIMES);
        assertThat(face.zh()).containsExactly("光华桥 12分 拥堵", "中环线 卫国道 1分 畅通");
        assertThat(face.en()).containsExactly("Guanghua Br 12 min jam", "Weiguo Ave 1 min clear");
    }

    @Test
    void adviceSaysWhereToWhatIsWrongAndWhatToTake() {
        SignFace face = writer.write(guidance(
                Optional.of(advice(way(DAGU, 1080, CongestionLevel.SEVERE))),
                ahead(BRIDGE, way(DAGU, 1080, CongestionLevel.SEVERE))));

        assertThat(face.source()).isEqualTo(SignFace.Source.ADVICE);
        assertThat(face.zh()).containsExactly("往光华桥 18分", "大沽南路 拥堵", "走解放南路 12分");
        assertThat(face.en()).containsExactly("To Guanghua Br 18 min", "South Dagu Rd jam", "Use South Jiefan… 12 min");
    }

    @Test
    void aClosureNamesItsCause() {
        WayMeasure closed = new WayMeasure(
                way(DAGU, 1, CongestionLevel.SMOOTH).way(),
                4000,
                OptionalDouble.empty(),
                240,
                Optional.empty(),
                Optional.empty(),
                Optional.of(DAGU),
                1,
                Optional.of(Grade.B),
                Optional.of(new Names("施工", "Roadworks")));
        SignFace face = writer.write(guidance(Optional.of(advice(closed)), ahead(BRIDGE, closed)));

        assertThat(face.zh()).containsExactly("往光华桥", "大沽南路 施工 封闭", "走解放南路 12分");
        assertThat(face.en().get(1)).as("no room for the cause").isEqualTo("South Dagu Rd closed");
    }

    @Test
    void whereTooLittleIsKnownTheSignIsDark() {
        DestinationGuidance unknown = new DestinationGuidance(
                BRIDGE, way(DAGU, 240, CongestionLevel.SMOOTH), List.of(), Verdict.TOO_LITTLE_DATA, false);

        assertThat(writer.write(guidance(Optional.empty(), unknown))).isEqualTo(SignFace.DARK);
        assertThat(writer.write(guidance(Optional.empty()))).isEqualTo(SignFace.DARK);
    }

    @Test
    void nothingIsWiderThanTheSignAndNumbersAreWhole() {
        Destination far = new Destination(
                "j2",
                new Names("非常非常长的名字大道与另一条名字很长的道路交口", "A Very Long Avenue Indeed and Another Long Road"),
                BRIDGE.position());
        for (int cells = 12; cells < 30; cells++) {
            FaceWriter narrow = new FaceWriter(3, cells);
            SignFace face =
                    narrow.write(guidance(Optional.empty(), ahead(far, way(DAGU, 3600, CongestionLevel.SEVERE))));
            int most = cells;
            assertThat(face.zh())
                    .allSatisfy(line -> assertThat(LineFitter.cells(line)).isLessThanOrEqualTo(most));
            assertThat(face.zh().get(0)).contains("60分 拥堵");
            assertThat(face.en().get(0)).contains("60 min jam");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new FaceWriter(3, 8));
    }

    private static SignGuidance guidance(Optional<Advice> advice, DestinationGuidance... ahead) {
        return new SignGuidance("v1", List.of(ahead), advice);
    }

    private static DestinationGuidance ahead(Destination destination, WayMeasure main) {
        return new DestinationGuidance(destination, main, List.of(), Verdict.MAIN_IS_BEST, true);
    }

    private static Advice advice(WayMeasure main) {
        WayMeasure detour = way(JIEFANG, 720, CongestionLevel.SMOOTH);
        return new Advice(BRIDGE, main, detour, OptionalDouble.of(360), Instant.EPOCH);
    }

    private static WayMeasure way(Names street, double seconds, CongestionLevel level) {
        return new WayMeasure(
                new GuideWay(street.en(), street, List.of(1), 0),
                4000,
                OptionalDouble.of(seconds),
                240,
                Optional.of(level),
                Optional.of(level),
                Optional.of(street),
                1,
                Optional.of(Grade.B),
                Optional.empty());
    }
}
