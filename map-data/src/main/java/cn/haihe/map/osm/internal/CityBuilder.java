package cn.haihe.map.osm.internal;

import cn.haihe.map.city.City;
import cn.haihe.map.city.CityOrigin;
import cn.haihe.map.city.District;
import cn.haihe.map.city.GuidanceSign;
import cn.haihe.map.osm.MapFileException;
import cn.haihe.map.osm.MapFileException.Problem;
import java.nio.file.Path;
import java.util.List;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/** Puts a city together of what each builder finds in the file. */
public final class CityBuilder {
    private static final int WGS_84 = 4326;

    private final OsmData data;
    private final Skips skips;
    private final GeometryFactory geometries = new GeometryFactory(new PrecisionModel(), WGS_84);

    public CityBuilder(OsmData data, Skips skips) {
        this.data = data;
        this.skips = skips;
    }

    public City build(CityOrigin origin, List<District> districts, Path file) {
        List<Piece> pieces = new RoadBuilder(data, skips, geometries).build();
        if (pieces.isEmpty()) {
            throw new MapFileException(
                    file, Problem.NO_ROADS, "none of its " + data.ways().size() + " ways may be driven on", null);
        }
        Areas areas = new Areas(data, geometries);
        BusStops stops = new StopBuilder(data, skips, areas).build();
        City city = City.builder(origin, pieces.stream().map(Piece::segment).toList())
                .junctions(new JunctionBuilder(data, skips, pieces).build())
                .busStops(stops.stops())
                .busRoutes(new RouteBuilder(data, skips, geometries, stops).build())
                .carParks(new CarParkBuilder(data, skips, areas).build())
                .districts(touched(districts, pieces))
                .waters(new WaterBuilder(data, skips, areas).build())
                .build();
        List<GuidanceSign> signs = new SignBuilder(data, skips, pieces, city).build();
        return signs.isEmpty() ? city : city.toBuilder().guidanceSigns(signs).build();
    }

    private static List<District> touched(List<District> districts, List<Piece> pieces) {
        return districts.stream()
                .filter(district -> {
                    PreparedGeometry boundary = PreparedGeometryFactory.prepare(district.boundary());
                    return pieces.stream()
                            .anyMatch(
                                    piece -> boundary.intersects(piece.segment().geometry()));
                })
                .toList();
    }
}
