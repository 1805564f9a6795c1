package cn.haihe.map.tiles;

import cn.haihe.map.city.CityIndex;
import cn.haihe.map.city.Names;
import cn.haihe.map.city.RoadClass;
import cn.haihe.map.city.Segment;
import cn.haihe.map.city.Water;
import cn.haihe.map.geo.BoundingBox;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.tiles.internal.TileLayer;
import cn.haihe.map.tiles.internal.TileProjection;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * The base map as Mapbox vector tiles (version 2.1), drawn from the city alone: layers {@code segments}, {@code water},
 * {@code junctions}, {@code signs}, {@code carparks}, {@code stops}. A segment's feature id is its index; the other features have
 * their place in the city's list. Names that are not known are left out.
 *
 * <p>Small roads and places appear as one zooms in. The same city always gives the same bytes. Any thread may encode.
 */
public final class CityTiles {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final int JUNCTIONS_FROM_ZOOM = 12;
    private static final int SIGNS_FROM_ZOOM = 12;
    private static final int CAR_PARKS_FROM_ZOOM = 13;
    private static final int STOPS_FROM_ZOOM = 14;

    private final CityIndex index;
    private final STRtree waters = new STRtree();

    public CityTiles(CityIndex index) {
        this.index = index;
        List<Water> all = index.city().waters();
        for (int i = 0; i < all.size(); i++) {
            waters.insert(all.get(i).geometry().getEnvelopeInternal(), i);
        }
        waters.build();
    }

    /** The tile in protocol buffers, not compressed; no bytes where nothing of the city lies in it. */
    public byte[] encode(TileAddress address) {
        BoundingBox box = address.boundsWithMargin(TileLayer.MARGIN);
        TileProjection projection = new TileProjection(address, TileLayer.EXTENT);
        VectorTile.Tile.Builder tile = VectorTile.Tile.newBuilder();
        water(projection, box).finish().ifPresent(tile::addLayers);
        segments(projection, box, address.z()).finish().ifPresent(tile::addLayers);
        if (address.z() >= JUNCTIONS_FROM_ZOOM) {
            points(
                            "junctions",
                            index.city().junctions(),
                            j -> j.position(),
                            j -> tags(j.id(), j.names()),
                            projection,
                            box)
                    .finish()
                    .ifPresent(tile::addLayers);
        }
        if (address.z() >= SIGNS_FROM_ZOOM) {
            points(
                            "signs",
                            index.city().guidanceSigns(),
                            s -> s.position(),
                            s -> tags(s.id(), s.names()),
                            projection,
                            box)
                    .finish()
                    .ifPresent(tile::addLayers);
        }
        if (address.z() >= CAR_PARKS_FROM_ZOOM) {
            points(
                            "carparks",
                            index.city().carParks(),
                            p -> p.position(),
                            p -> tags(p.id(), p.names()),
                            projection,
                            box)
                    .finish()
                    .ifPresent(tile::addLayers);
        }
        if (address.z() >= STOPS_FROM_ZOOM) {
            points("stops", index.city().busStops(), s -> s.position(), s -> tags(s.id(), s.names()), projection, box)
                    .finish()
                    .ifPresent(tile::addLayers);
        }
        return tile.build().toByteArray();
    }

    private TileLayer water(TileProjection projection, BoundingBox box) {
        TileLayer layer = new TileLayer("water", projection);
        List<?> found = waters.query(new Envelope(box.minLon(), box.maxLon(), box.minLat(), box.maxLat()));
        found.stream().map(Integer.class::cast).sorted().forEach(i -> {
            Water water = index.city().waters().get(i);
            layer.add(i, water.geometry(), tags("", water.names()));
        });
        return layer;
    }

    private TileLayer segments(TileProjection projection, BoundingBox box, int zoom) {
        TileLayer layer = new TileLayer("segments", projection);
        for (Segment segment : index.segmentsIn(box)) {
            if (zoom >= fromZoom(segment.roadClass())) {
                Map<String, String> tags = tags(segment.id(), segment.names());
                tags.put("class", segment.roadClass().name().toLowerCase(Locale.ROOT));
                layer.add(segment.index(), segment.geometry(), tags);
            }
        }
        return layer;
    }

    private static <T> TileLayer points(
            String name,
            List<T> things,
            Function<T, LonLat> position,
            Function<T, Map<String, String>> tags,
            TileProjection projection,
            BoundingBox box) {
        TileLayer layer = new TileLayer(name, projection);
        for (int i = 0; i < things.size(); i++) {
            LonLat at = position.apply(things.get(i));
            if (box.contains(at)) {
                Geometry point = GEOMETRIES.createPoint(new Coordinate(at.lon(), at.lat()));
                layer.add(i, point, tags.apply(things.get(i)));
            }
        }
        return layer;
    }

    private static Map<String, String> tags(String id, Names names) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("id", id);
        tags.put("zh", names.zh());
        tags.put("en", names.en());
        return tags;
    }

    private static int fromZoom(RoadClass roadClass) {
        return switch (roadClass) {
            case MOTORWAY, TRUNK -> 6;
            case PRIMARY -> 8;
            case SECONDARY -> 10;
            case TERTIARY -> 11;
            case UNCLASSIFIED, RESIDENTIAL -> 12;
            case LIVING_STREET -> 13;
            case SERVICE -> 14;
        };
    }
}
