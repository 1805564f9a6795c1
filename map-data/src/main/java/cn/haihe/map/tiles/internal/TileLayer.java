package cn.haihe.map.tiles.internal;

import io.github.sebasbaumh.mapbox.vectortile.VectorTile;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.JtsAdapter;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.RoundingFilter;
import io.github.sebasbaumh.mapbox.vectortile.build.MvtLayerParams;
import io.github.sebasbaumh.mapbox.vectortile.build.MvtLayerProps;
import io.github.sebasbaumh.mapbox.vectortile.util.MvtUtil;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;

/** One layer of a tile as it fills: projects, simplifies to what a screen can show, clips. */
public final class TileLayer {
    /** Units along the side of a tile, as nearly every reader expects. */
    public static final int EXTENT = 4096;

    /** What is drawn beyond the edge, so that strokes and symbols have no seam: in parts of a tile. */
    public static final double MARGIN = 1 / 32.0;

    private static final double TOLERANCE_UNITS = 2;
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final Envelope CLIP =
            new Envelope(-EXTENT * MARGIN, EXTENT * (1 + MARGIN), -EXTENT * MARGIN, EXTENT * (1 + MARGIN));
    private static final Geometry CLIP_AREA = GEOMETRIES.toGeometry(CLIP);

    private final TileProjection projection;
    private final MvtLayerProps properties = new MvtLayerProps();
    private final VectorTile.Tile.Layer.Builder layer;

    public TileLayer(String name, TileProjection projection) {
        this.projection = projection;
        layer = MvtUtil.newLayerBuilder(name, new MvtLayerParams(EXTENT));
    }

    /**
     * Adds a feature; nothing where it lies outside the tile or is too small to be seen. One that the tile's edge cuts
     * into several becomes as many features of the same id.
     */
    public void add(long id, Geometry wgs84, Map<String, String> tags) {
        visible(wgs84).ifPresent(geometry -> {
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                if (geometry.getGeometryN(i).getDimension() == wgs84.getDimension()) {
                    addPart(id, geometry.getGeometryN(i), tags);
                }
            }
        });
    }

    private void addPart(long id, Geometry part, Map<String, String> tags) {
        // the encoder asks only for features that carry user data
        part.setUserData(tags);
        JtsAdapter.addFeatures(layer, part, properties, (data, keys, feature) -> {
            feature.setId(id);
            tags.forEach((key, value) -> {
                if (!value.isEmpty()) {
                    feature.addTags(keys.addKey(key)).addTags(keys.addValue(value));
                }
            });
        });
    }

    private Optional<Geometry> visible(Geometry wgs84) {
        Geometry projected = projection.project(wgs84);
        if (!projected.getEnvelopeInternal().intersects(CLIP)) {
            return Optional.empty();
        }
        Geometry shape = DouglasPeuckerSimplifier.simplify(projected, TOLERANCE_UNITS);
        if (!CLIP.contains(shape.getEnvelopeInternal())) {
            shape = (shape.isValid() ? shape : GeometryFixer.fix(shape)).intersection(CLIP_AREA);
        }
        shape.apply(RoundingFilter.INSTANCE);
        shape.geometryChanged();
        boolean drawn = shape.getDimension() == 0 || shape.getLength() >= 1;
        return shape.isEmpty() || !drawn ? Optional.empty() : Optional.of(shape);
    }

    /** The layer; empty where nothing of it is in the tile. */
    public Optional<VectorTile.Tile.Layer> finish() {
        if (layer.getFeaturesCount() == 0) {
            return Optional.empty();
        }
        MvtUtil.writeProps(layer, properties);
        return Optional.of(layer.build());
    }
}
