package cn.haihe.map.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.map.geo.Cgcs2000.PlanePosition;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeodesyTest {
    private static final LonLat TIANJIN_STATION = new LonLat(117.2054, 39.13675);

    @Test
    void cgcs2000AndWgs84HoldTheSameDegrees() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            LonLat wgs84 = new LonLat(74 + 61 * random.nextDouble(), 4 + 49 * random.nextDouble());

            LonLat back = Cgcs2000.geographicToWgs84(Cgcs2000.geographicFromWgs84(wgs84));

            assertSame(back, wgs84);
        }
    }

    @Test
    void thePlaneOfEachZoneLeadsBackToTheSameDegrees() {
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            LonLat wgs84 = new LonLat(116.6 + 1.6 * random.nextDouble(), 38.5 + 1.8 * random.nextDouble());

            assertSame(Cgcs2000.planeToWgs84(Cgcs2000.planeFromWgs84(wgs84)), wgs84);
        }
    }

    @Test
    void theZoneIsTheOneWithTheNearestMeridian() {
        assertThat(Cgcs2000.zoneFor(TIANJIN_STATION)).isEqualTo(4548);
        assertThat(Cgcs2000.zoneFor(new LonLat(118.6, 39))).isEqualTo(4549);
        assertThat(Cgcs2000.zoneFor(new LonLat(73.6, 39))).isEqualTo(4534);
        assertThatThrownBy(() -> Cgcs2000.zoneFor(new LonLat(-8.6, 41.1))).hasMessageContaining("-8.6");
        assertThatThrownBy(() -> new PlanePosition(4490, 0, 0)).hasMessageContaining("4490");
    }

    /** On the central meridian easting is 500 km and northing the length of the meridian from the equator. */
    @Test
    void thePlaneIsGaussKruegers() {
        PlanePosition position = Cgcs2000.planeFromWgs84(new LonLat(117, 39));

        assertThat(position.epsg()).isEqualTo(4548);
        assertThat(position.eastingMetres()).isEqualTo(500_000, offset(0.001));
        assertThat(position.northingMetres())
                .isEqualTo(Geodesic.metres(new LonLat(117, 0), new LonLat(117, 39)), offset(0.01));
    }

    /** The degree of the meridian at the equator on the WGS 84 ellipsoid: 110,574.4 m (NGA, TR8350.2). */
    @Test
    void geodesicsAreThoseOfTheEllipsoid() {
        assertThat(Geodesic.metres(new LonLat(0, -0.5), new LonLat(0, 0.5))).isEqualTo(110_574.3, within(0.3));
        assertThat(Geodesic.metres(new LonLat(0, 0), new LonLat(1, 0))).isEqualTo(111_319.491, within(0.001));
        assertThat(Geodesic.bearingDegrees(new LonLat(0, 0), new LonLat(-1, 0))).isEqualTo(270, within(1e-9));
    }

    @Test
    void aDestinationLiesWhereItWasSentFor() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            double bearing = 360 * random.nextDouble();
            double metres = 10 + 20_000 * random.nextDouble();

            LonLat there = Geodesic.destination(TIANJIN_STATION, bearing, metres);

            assertThat(Geodesic.metres(TIANJIN_STATION, there)).isEqualTo(metres, within(0.001));
            assertThat(Math.abs(Distances.turnDegrees(bearing, Geodesic.bearingDegrees(TIANJIN_STATION, there))))
                    .isLessThan(1e-4);
        }
    }

    @ParameterizedTest
    @CsvSource({"55, 30000, 3e-6", "55, 300000, 3e-4", "70, 30000, 1e-5", "70, 300000, 1e-3"})
    void theFastDistancesKeepWhatTheyPromise(double maxLat, double maxMetres, double relativeError) {
        Random random = new Random(4);
        for (int i = 0; i < 2_000; i++) {
            LonLat a = new LonLat(200 * random.nextDouble() - 100, maxLat * (2 * random.nextDouble() - 1));
            LonLat b = Geodesic.destination(a, 360 * random.nextDouble(), 1 + maxMetres * random.nextDouble());
            if (Math.abs(b.lat()) < maxLat) {
                double geodesic = Geodesic.metres(a, b);

                assertThat(Distances.metres(a, b))
                        .as("%s to %s", a, b)
                        .isEqualTo(geodesic, within(geodesic * relativeError));
            }
        }
    }

    @Test
    void theFastBearingsAreNearTheGeodesics() {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            double bearing = 360 * random.nextDouble();
            LonLat b = Geodesic.destination(TIANJIN_STATION, bearing, 20 + 10_000 * random.nextDouble());

            double turn = Distances.turnDegrees(bearing, Distances.bearingDegrees(TIANJIN_STATION, b));

            assertThat(Math.abs(turn)).isLessThan(0.1);
        }
    }

    private static void assertSame(LonLat actual, LonLat expected) {
        assertThat(actual.lon()).isEqualTo(expected.lon(), within(1e-8));
        assertThat(actual.lat()).isEqualTo(expected.lat(), within(1e-8));
    }
}
