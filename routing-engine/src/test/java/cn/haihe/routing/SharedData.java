package cn.haihe.routing;

import cn.haihe.map.city.City;
import cn.haihe.map.osm.CityImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Real extracts beside the repository; tests that want one are skipped where it is absent. */
public final class SharedData {
    public static final String WHY_SKIPPED =
            "no real extracts here: set HAIHE_SHARED, or put them at ../shared/data beside the repository";

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

    public static City city(Path osmFile) {
        return new CityImporter().importFrom(osmFile).city();
    }

    private static Optional<Path> existing(Path file) {
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }
}
