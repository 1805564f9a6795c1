package cn.haihe.map.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.map.geo.Distances;
import cn.haihe.map.geo.LonLat;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

class OuterRingTest {
    @Test
    void isAsLongAsItsRoadAndHoldsTheCentre() {
        Polygon ring = DemoCity.insideOuterRing();
        double metres = 0;
        Coordinate[] line = ring.getExteriorRing().getCoordinates();
        for (int i = 1; i < line.length; i++) {
            metres += Distances.metres(new LonLat(line[i - 1].x, line[i - 1].y), new LonLat(line[i].x, line[i].y));
        }

        assertThat(ring.isValid()).isTrue();
        assertThat(metres).isBetween(76_000.0, 78_500.0);
        assertThat(ring.contains(new GeometryFactory().createPoint(new Coordinate(117.2056, 39.1180))))
                .isTrue();
        assertThat(ring.contains(new GeometryFactory().createPoint(new Coordinate(117.71, 39.02))))
                .isFalse();
    }
}
