package cn.haihe.map.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.map.city.City;
import cn.haihe.map.city.CityIndex;
import cn.haihe.map.geo.BoundingBox;
import cn.haihe.map.osm.OsmText;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.MvtReader;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.TagKeyValueMapConverter;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.model.JtsMvt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class CityTilesTest {
    private static final int EXTENT = 4096;

    private final City city = new OsmText()
            .node(1, 0, 0, "highway=traffic_signals")
            .node(2, 0, 300)
            .node(3, 400, 0)
            .node(4, 0, -200)
            .node(5, 30, 30, "amenity=parking", "name=停车场")
            .node(6, 40, 5, "highway=bus_stop", "name=车站")
            .node(7, 100, 100)
            .node(8, 200, 100)
            .node(9, 200, 200)
            .node(10, 30_000, 0)
            .way(11, "1 2", "highway=primary", "name=南京路", "name:en=Nanjing Road")
            .way(12, "1 3", "highway=service")
            .way(13, "1 4", "highway=primary")
            .way(14, "7 8 9 7", "natural=water")
            .way(15, "3 10", "highway=trunk", "oneway=yes")
            .imported()
            .city();
    private final CityTiles tiles = new CityTiles(new CityIndex(city));

    private static TileAddress tileOf(double lon, double lat, int z) {
        double n = 1 << z;
        double rad = Math.toRadians(lat);
        int x = (int) Math.floor((lon + 180) / 360 * n);
        int y = (int) Math.floor((1 - Math.log(Math.tan(rad) + 1 / Math.cos(rad)) / Math.PI) / 2 * n);
        return new TileAddress(z, x, y);
    }

    private static List<Geometry> features(byte[] tile, String layer) throws IOException {
        JtsMvt decoded = MvtReader.loadMvt(
                new ByteArrayInputStream(tile), new GeometryFactory(), new TagKeyValueMapConverter(false, "fid"));
        return decoded.getLayer(layer) == null
                ? List.of()
                : new ArrayList<>(decoded.getLayer(layer).getGeometries());
    }

    private static Map<?, ?> tags(Geometry feature) {
        return (Map<?, ?>) feature.getUserData();
    }

    @Test
    void aTileReadBackHasTheCityInItsLayers() throws IOException {
        TileAddress address = tileOf(OsmText.lon(0), OsmText.lat(0), 15);
        byte[] tile = tiles.encode(address);

        List<Geometry> segments = features(tile, "segments");
        Geometry north = segments.stream()
                .filter(feature -> "w11.0f".equals(tags(feature).get("id")))
                .findFirst()
                .orElseThrow();
        long index = city.findSegment("w11.0f").orElseThrow().index();
        assertThat(tags(north).get("fid")).isEqualTo(index);
        assertThat(tags(north).get("class")).isEqualTo("primary");
        assertThat(tags(north).get("zh")).isEqualTo("南京路");
        assertThat(tags(north).get("en")).isEqualTo("Nanjing Road");
        assertThat(tags(segments.get(segments.size() - 1)).containsKey("zh")).isFalse();
        assertThat(tags(features(tile, "junctions").get(0)).get("id")).isEqualTo("j1");
        assertThat(tags(features(tile, "carparks").get(0)).get("zh")).isEqualTo("停车场");
        assertThat(tags(features(tile, "stops").get(0)).get("id")).isEqualTo("s6");
        assertThat(features(tile, "water").get(0).getGeometryType()).isEqualTo("Polygon");
    }

    @Test
    void positionsComeBackWithinAUnit() throws IOException {
        TileAddress address = tileOf(OsmText.lon(0), OsmText.lat(0), 15);
        Coordinate junction =
                features(tiles.encode(address), "junctions").get(0).getCoordinate();
        BoundingBox box = address.boundsWithMargin(0);
        double width = box.maxLon() - box.minLon();
        double height = box.maxLat() - box.minLat();

        assertThat(box.minLon() + junction.x / EXTENT * width).isCloseTo(OsmText.lon(0), within(width / EXTENT));
        assertThat(box.maxLat() - junction.y / EXTENT * height).isCloseTo(OsmText.lat(0), within(2 * height / EXTENT));
    }

    @Test
    void longRoadsAreClippedAtTheMargin() throws IOException {
        TileAddress middle = tileOf(OsmText.lon(15_000), OsmText.lat(0), 14);
        Geometry trunk = features(tiles.encode(middle), "segments").get(0);

        assertThat(trunk.getEnvelopeInternal().getMinX()).isCloseTo(-EXTENT / 32.0, within(1.0));
        assertThat(trunk.getEnvelopeInternal().getMaxX()).isCloseTo(EXTENT + EXTENT / 32.0, within(1.0));
    }

    @Test
    void smallRoadsAppearAsOneZoomsIn() throws IOException {
        assertThat(features(tiles.encode(tileOf(OsmText.lon(0), OsmText.lat(0), 14)), "segments"))
                .anyMatch(feature -> "service".equals(tags(feature).get("class")));
        byte[] far = tiles.encode(tileOf(OsmText.lon(0), OsmText.lat(0), 9));
        assertThat(features(far, "segments"))
                .isNotEmpty()
                .noneMatch(feature -> "service".equals(tags(feature).get("class")));
        assertThat(features(far, "junctions")).isEmpty();
        assertThat(features(far, "stops")).isEmpty();
    }

    @Test
    void theSameTileHasTheSameBytesAndAnEmptyOneNone() {
        TileAddress address = tileOf(OsmText.lon(0), OsmText.lat(0), 15);

        assertThat(new CityTiles(new CityIndex(city)).encode(address)).isEqualTo(tiles.encode(address));
        assertThat(tiles.encode(new TileAddress(15, 0, 0))).isEmpty();
    }

    @Test
    void refusesWhatIsNoTile() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TileAddress(3, 8, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TileAddress(3, 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new TileAddress(21, 0, 0));
    }
}
