package cn.haihe.map.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.map.geo.BoundingBox;
import cn.haihe.map.geo.Distances;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.osm.OsmText;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class CityIndexTest {
    private static LonLat at(double eastMetres, double northMetres) {
        return new LonLat(OsmText.lon(eastMetres), OsmText.lat(northMetres));
    }

    private static CityIndex street() {
        return new CityIndex(new OsmText()
                .node(1, 0, 0)
                .node(2, 100, 0)
                .node(3, 100, 300)
                .node(4, 400, 300)
                .way(7, "1 2 3", "highway=primary")
                .way(8, "3 4", "highway=primary", "oneway=yes")
                .imported()
                .city());
    }

    @Test
    void findsSegmentsNearAPointWithTheirPlaceAlongThem() {
        List<NearSegment> near = street().segmentsNear(at(110, 100), 50);

        assertThat(near).extracting(found -> found.segment().id()).containsExactly("w7.0f", "w7.0b");
        assertThat(near.get(0).distanceMetres()).isCloseTo(10, within(0.1));
        assertThat(near.get(0).fraction()).isCloseTo(0.5, within(0.002));
        assertThat(near.get(0).bearingDegrees()).isCloseTo(0, within(0.1));
        assertThat(near.get(1).bearingDegrees()).isCloseTo(180, within(0.1));
    }

    @Test
    void nearestComesFirstAndTheRadiusIsKept() {
        List<NearSegment> near = street().segmentsNear(at(150, 280), 60);

        assertThat(near).extracting(found -> found.segment().id()).containsExactly("w8.0f", "w7.0f", "w7.0b");
        assertThat(near.get(0).distanceMetres()).isCloseTo(20, within(0.2));
        assertThat(street().segmentsNear(at(150, 280), 19)).isEmpty();
        assertThat(street().segmentsNear(at(-30, 0), 31).get(0).fraction()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> street().segmentsNear(at(0, 0), Double.NaN));
    }

    @Test
    void findsSegmentsByWayAndByBox() {
        CityIndex index = street();

        assertThat(index.segmentsOfWay(7)).extracting(Segment::id).containsExactly("w7.0f", "w7.0b");
        assertThat(index.segmentsOfWay(99)).isEmpty();
        LonLat a = at(200, 250);
        LonLat b = at(300, 350);
        assertThat(index.segmentsIn(new BoundingBox(a.lon(), a.lat(), b.lon(), b.lat())))
                .extracting(Segment::id)
                .containsExactly("w8.0f");
    }

    @Test
    void findsPlacesNearAPointAsAPlainSearchDoes() {
        long seed = 20_999;
        Random random = new Random(seed);
        List<CarPark> carParks = IntStream.range(0, 500)
                .mapToObj(i -> new CarPark(
                        "p" + i,
                        Names.NONE,
                        at(random.nextDouble() * 3000, random.nextDouble() * 3000),
                        OptionalInt.empty()))
                .toList();
        City plain = street().city();
        City city = plain.toBuilder().carParks(carParks).build();
        CityIndex index = new CityIndex(city);
        for (int i = 0; i < 200; i++) {
            LonLat point = at(random.nextDouble() * 3000, random.nextDouble() * 3000);
            double metres = random.nextDouble() * 500;
            List<CarPark> expected = carParks.stream()
                    .filter(park -> Distances.metres(point, park.position()) <= metres)
                    .sorted(Comparator.comparingDouble(park -> Distances.metres(point, park.position())))
                    .toList();
            assertThat(index.carParksNear(point, metres))
                    .as("seed %d, search %d", seed, i)
                    .extracting(Near::thing)
                    .isEqualTo(expected);
        }
    }

    @Test
    void findsTheDistrictOfAPoint() {
        GeometryFactory geometries = new GeometryFactory();
        District west = new District(
                "120101",
                new Names("和平区", "Heping"),
                geometries.toGeometry(
                        new Envelope(OsmText.lon(-100), OsmText.lon(50), OsmText.lat(-100), OsmText.lat(100))));
        City plain = street().city();
        CityIndex index =
                new CityIndex(plain.toBuilder().districts(List.of(west)).build());

        assertThat(index.findDistrict(at(0, 0))).contains(west);
        assertThat(index.findDistrict(at(60, 0))).isEmpty();
    }
}
