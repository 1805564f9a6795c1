package cn.haihe.map.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.geotools.referencing.GeodeticCalculator;
import org.junit.jupiter.api.Test;

class DistancesTest {
    @Test
    void agreesWithTheGeodesicToAMillionthInsideACity() {
        long seed = 4490;
        Random random = new Random(seed);
        GeodeticCalculator geodesic = new GeodeticCalculator();
        for (int i = 0; i < 2000; i++) {
            double lat = -65 + random.nextDouble() * 130;
            double lon = -170 + random.nextDouble() * 340;
            geodesic.setStartingGeographicPoint(lon, lat);
            geodesic.setDirection(random.nextDouble() * 360 - 180, 1 + random.nextDouble() * 20_000);
            var end = geodesic.getDestinationGeographicPoint();
            double metres = Distances.metres(lon, lat, end.getX(), end.getY());

            assertThat(metres)
                    .as("seed %d, pair %d at latitude %f", seed, i, lat)
                    .isCloseTo(geodesic.getOrthodromicDistance(), within(1e-3 + 2e-6 * metres));
        }
    }

    @Test
    void bearingsGoClockwiseFromNorth() {
        LonLat centre = new LonLat(117.2, 39.1);
        assertThat(Distances.bearingDegrees(centre, new LonLat(117.2, 39.2))).isEqualTo(0, within(1e-9));
        assertThat(Distances.bearingDegrees(centre, new LonLat(117.3, 39.1))).isEqualTo(90, within(1e-9));
        assertThat(Distances.bearingDegrees(centre, new LonLat(117.2, 39.0))).isEqualTo(180, within(1e-9));
        assertThat(Distances.bearingDegrees(centre, new LonLat(117.1, 39.1))).isEqualTo(270, within(1e-9));
        assertThat(Distances.normalDegrees(-1e-20)).isZero();
        assertThat(Distances.turnDegrees(350, 20)).isEqualTo(30);
        assertThat(Distances.turnDegrees(20, 350)).isEqualTo(-30);
        assertThat(Distances.turnDegrees(0, 180)).isEqualTo(180);
    }

    @Test
    void thePlaneGoesThereAndBack() {
        LocalPlane plane = new LocalPlane(new LonLat(117.2, 39.1));
        LonLat point = plane.toLonLat(1234, -567);

        assertThat(plane.x(point.lon())).isCloseTo(1234, within(1e-6));
        assertThat(plane.y(point.lat())).isCloseTo(-567, within(1e-6));
        assertThat(Distances.metres(new LonLat(117.2, 39.1), point)).isCloseTo(Math.hypot(1234, 567), within(0.2));
    }
}
