package cn.haihe.center.routes;

import cn.haihe.center.signals.LeftByTheHubBefore;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The test town with other way numbers, so that speeds posted on every street here are no other test's, though all
 * tests share one Redis. Its hub finds what one left that was there before, and two junctions that only an engineer knows.
 */
public class TownOfItsOwn implements QuarkusTestProfile {
    private static final Path TOWN = Path.of("src", "test", "resources", "maps", "test-town.osm");
    private static final Path OWN = Path.of("target", "town-of-its-own.osm");
    private static final Path SURVEY = Path.of("src", "test", "resources", "maps", "test-town-survey.json");
    private static final Path OWN_SURVEY = Path.of("target", "town-of-its-own-survey.json");
    private static final String PREFIX = "5";

    /** The number here of a way of the test town. */
    static long way(long ofTestTown) {
        return Long.parseLong(PREFIX + ofTestTown);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            String town = Files.readString(TOWN);
            Files.writeString(
                    OWN,
                    town.replace("<way id=\"", "<way id=\"" + PREFIX)
                            .replace("type=\"way\" ref=\"", "type=\"way\" ref=\"" + PREFIX));
            Files.writeString(OWN_SURVEY, Files.readString(SURVEY).replaceAll("\"w(?=\\d)", "\"w" + PREFIX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "haihe.map.file",
                OWN.toString(),
                "haihe.surveys.path",
                OWN_SURVEY.toString(),
                "quarkus.flyway.callbacks",
                LeftByTheHubBefore.class.getName());
    }
}
