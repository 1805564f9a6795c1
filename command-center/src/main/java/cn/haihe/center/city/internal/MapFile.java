package cn.haihe.center.city.internal;

import cn.haihe.center.city.MapConfig;
import cn.haihe.map.city.CityOrigin;
import cn.haihe.map.city.Districts;
import cn.haihe.map.city.Names;
import cn.haihe.map.demo.DemoCity;
import cn.haihe.map.demo.DemoScale;
import cn.haihe.map.osm.CityImporter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Provides the map file that is configured, or writes that of the demo city, which is kept with the data. */
@ApplicationScoped
class MapFile {
    private static final Logger LOG = Logger.getLogger(MapFile.class);
    private static final CityOrigin DEMO_ORIGIN = new CityOrigin(
            new Names("天津（部分为合成数据）", "Tianjin (partly synthetic)"), true, "© OpenStreetMap contributors, ODbL 1.0");

    private final MapConfig config;
    private final boolean demo;
    private final String demoScale;
    private final long demoSeed;
    private final Path dataDirectory;

    MapFile(
            MapConfig config,
            @ConfigProperty(name = "haihe.demo", defaultValue = "false") boolean demo,
            @ConfigProperty(name = "haihe.demo.scale", defaultValue = "small") String demoScale,
            @ConfigProperty(name = "haihe.demo.seed", defaultValue = "20260101") long demoSeed,
            @ConfigProperty(name = "haihe.data-dir", defaultValue = "data") Path dataDirectory) {
        this.config = config;
        this.demo = demo;
        this.demoScale = demoScale;
        this.demoSeed = demoSeed;
        this.dataDirectory = dataDirectory;
    }

    /** @throws NotConfiguredException where neither a file nor a demo city is asked for */
    Path provide() {
        if (config.file().isPresent()) {
            return config.file().get().toAbsolutePath();
        }
        if (!demo) {
            throw new NotConfiguredException("no map is configured: set haihe.map.file to an .osm, .osm.gz or .osm.pbf"
                    + " file, or haihe.demo to true");
        }
        try {
            return demoFile();
        } catch (IOException e) {
            throw new UncheckedIOException("the demo city can't be written", e);
        }
    }

    /** An importer that says where the city comes from. */
    CityImporter importer() {
        CityImporter importer = new CityImporter().withDistricts(Districts.ofTianjin());
        return config.file().isPresent() ? importer : importer.withOrigin(DEMO_ORIGIN);
    }

    private Path demoFile() throws IOException {
        DemoScale scale = scale();
        Path folder = dataDirectory.toAbsolutePath().resolve("map");
        String name =
                "demo-" + scale.name().toLowerCase(Locale.ROOT) + "-" + demoSeed + "-" + DemoCity.EDITION + ".osm.pbf";
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            long began = System.nanoTime();
            Path unfinished = folder.resolve("unfinished-" + name);
            DemoCity.write(unfinished, scale, demoSeed);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            LOG.infof("Demo city drawn in %d ms: %s", (System.nanoTime() - began) / 1_000_000, file);
        }
        return file;
    }

    private DemoScale scale() {
        try {
            return DemoScale.valueOf(demoScale.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new NotConfiguredException("haihe.demo.scale must be small or tianjin, not " + demoScale);
        }
    }

    /** The configuration names no city. */
    static final class NotConfiguredException extends RuntimeException {
        NotConfiguredException(String message) {
            super(message);
        }
    }
}
