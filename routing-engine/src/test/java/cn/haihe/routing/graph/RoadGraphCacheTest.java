package cn.haihe.routing.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.haihe.routing.GridTown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoadGraphCacheTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    Path folder;

    private Path data;
    private Path map;

    @BeforeEach
    void importOnce() throws IOException {
        data = folder.resolve("data");
        map = GridTown.plain(folder, 4).osmFile();
        open(16);
        Files.setLastModifiedTime(edges(), LONG_AGO);
    }

    @Test
    void anUnchangedMapIsReadFromItsCache() throws IOException {
        open(16);

        assertThat(Files.getLastModifiedTime(edges())).isEqualTo(LONG_AGO);
    }

    @Test
    void aChangedMapIsImportedAndTheFormerOneGoes() throws IOException {
        Files.copy(
                GridTown.plain(Files.createDirectory(folder.resolve("other")), 5)
                        .osmFile(),
                folder.resolve("m.osm"));
        map = folder.resolve("m.osm");

        open(25);

        assertThat(files("edges")).hasSize(1);
    }

    @Test
    void aFlippedByteInTheCacheIsSeenAndRepaired() throws IOException {
        byte[] bytes = Files.readAllBytes(edges());
        bytes[bytes.length / 2] ^= 0x10;
        Files.write(edges(), bytes);

        open(16);

        assertThat(Files.getLastModifiedTime(edges())).isNotEqualTo(LONG_AGO);
    }

    @Test
    void aTruncatedOrMissingFileInTheCacheIsRepaired() throws IOException {
        Files.write(edges(), new byte[10]);
        open(16);

        Files.delete(edges());
        open(16);
    }

    @Test
    void whatAKilledImportLeftIsNoGraph() throws IOException {
        Path graph = edges().getParent();
        SealedFolder.delete(graph);
        Files.createDirectories(graph.resolveSibling("graph.unfinished"));
        Files.writeString(graph.resolveSibling("graph.unfinished").resolve("edges"), "half");

        open(16);
    }

    @Test
    void aBrokenMapIsNamed() throws IOException {
        Path broken = folder.resolve("broken.osm.pbf");
        Files.write(broken, new byte[] {0, 0, 0, 13, 10, 9, 'O', 'S', 'M', 'H', 'e', 'a', 'd'});

        assertThatExceptionOfType(RoadGraphException.class)
                .isThrownBy(() -> RoadGraphs.open(broken, data))
                .withMessageContaining("broken.osm.pbf");
        assertThatExceptionOfType(RoadGraphException.class)
                .isThrownBy(() -> RoadGraphs.open(folder.resolve("absent.osm"), data))
                .withMessageContaining("absent.osm");
    }

    /** GraphHopper's reader wants the root first; the city's import does not, so the hub must hear of it here. */
    @Test
    void aRemarkBeforeTheRootIsRefusedByName() throws IOException {
        Path remarked = folder.resolve("remarked.osm");
        Files.writeString(remarked, Files.readString(map).replaceFirst("<osm", "<!-- made by hand --><osm"));

        assertThatExceptionOfType(RoadGraphException.class)
                .isThrownBy(() -> RoadGraphs.open(remarked, data))
                .withMessageContaining("remarked.osm");
    }

    private void open(int nodes) {
        try (RoadGraph graph = RoadGraphs.open(map, data)) {
            assertThat(graph.base().getNodes()).isEqualTo(nodes);
        }
    }

    private Path edges() throws IOException {
        return files("edges").get(0);
    }

    private List<Path> files(String name) throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(path -> path.getFileName().toString().equals(name))
                    .toList();
        }
    }
}
