package cn.haihe.center.city.internal;

import cn.haihe.center.city.MapConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;

/** Finds the map file that is configured. */
@ApplicationScoped
class MapFile {
    private final MapConfig config;

    MapFile(MapConfig config) {
        this.config = config;
    }

    Path provide() {
        return config.file()
                .map(Path::toAbsolutePath)
                .orElseThrow(() -> new NotConfiguredException(
                        "no map is configured: set haihe.map.file to an .osm, .osm.gz or .osm.pbf file"));
    }

    static final class NotConfiguredException extends RuntimeException {
        NotConfiguredException(String message) {
            super(message);
        }
    }
}
