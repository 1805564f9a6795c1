package cn.haihe.routing;

import cn.haihe.map.city.City;
import cn.haihe.map.osm.CityImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Real extracts beside the repository; tests that want one are skipped where it is absent. */
public final class SharedData {
    public static final String WHY_SKIPPED =
            "no real extracts here: set HAIHE_SHARED, or put them at ../shared/data beside the repository";

    private static final Map<Path, City> CITIES = new ConcurrentHashMap<>();

    private SharedData() {}

    public static Optional<Path> find(String name) {
        String configured = System.getProperty("HAIHE_SHARED", System.getenv("HAIHE_SHARED"));
        if (configured != null) {
            return existing(Path.of(configured).resolve("data").resolve(name));
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Optional<Path> file = existing(at.resolve("shared/data").resolve(name));
            if (file.isPresent()) {
                return file;
            }
        }
        return Optional.empty();
    }

    /** Read once for all tests. */
    public static City city(Path osmFile) {
        return CITIES.computeIfAbsent(
                osmFile, file -> new CityImporter().importFrom(file).city());
    }

    /** Where what is derived from an extract is kept for the next test that wants it. */
    public static Path dataDir(Path osmFile) {
        return Path.of("target", "maps", osmFile.getFileName().toString()).toAbsolutePath();
    }

    private static Optional<Path> existing(Path file) {
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }
}
