package cn.haihe.map.osm.internal;

import cn.haihe.map.city.CityOrigin;
import java.util.Optional;

/**
 * What a file says of its own origin: in a relation {@code type=haihe_origin} with the tags {@code name}, {@code
 * name:en}, {@code credit} and {@code partly_synthetic=yes}. The demo city carries one.
 */
public final class DeclaredOrigin {
    private DeclaredOrigin() {}

    public static Optional<CityOrigin> in(OsmData data) {
        return data.relations().stream()
                .map(OsmRelation::tags)
                .filter(tags -> tags.is("type", "haihe_origin"))
                .findFirst()
                .map(tags -> new CityOrigin(tags.names(), tags.is("partly_synthetic", "yes"), tags.get("credit")));
    }
}
