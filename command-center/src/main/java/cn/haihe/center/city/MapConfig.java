package cn.haihe.center.city;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Which city the hub serves. */
@ConfigMapping(prefix = "haihe.map")
public interface MapConfig {
    /** {@code .osm}, {@code .osm.gz} or {@code .osm.pbf}; needed unless {@code haihe.demo} is true. */
    Optional<Path> file();
}
