package cn.haihe.map.osm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.haihe.map.osm.MapFileException.Problem;
import crosby.binary.file.BlockOutputStream;
import crosby.binary.osmosis.OsmosisSerializer;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openstreetmap.osmosis.xml.common.CompressionMethod;
import org.openstreetmap.osmosis.xml.v0_6.XmlReader;

class MapFileTest {
    private static final String STREET = new OsmText()
            .node(1, 0, 0)
            .node(2, 100, 0)
            .way(7, "1 2", "highway=residential")
            .toString();

    @TempDir
    private Path folder;

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private Path pbf() throws IOException {
        File xml = write("street.osm", STREET.getBytes(StandardCharsets.UTF_8)).toFile();
        Path file = folder.resolve("street.osm.pbf");
        XmlReader reader = new XmlReader(xml, false, CompressionMethod.None);
        reader.setSink(new OsmosisSerializer(new BlockOutputStream(Files.newOutputStream(file))));
        reader.run();
        return file;
    }

    private static byte[] gzip(String text) throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static MapFileException failure(Path file) {
        MapFileException failure =
                catchThrowableOfType(MapFileException.class, () -> new CityImporter().importFrom(file));
        assertThat(failure).as("import of %s fails", file).isNotNull().hasMessageContaining(file.toString());
        assertThat(failure.file()).isEqualTo(file);
        return failure;
    }

    @Test
    void allThreeKindsGiveTheSameCity() throws IOException {
        Path pbf = pbf();
        Path gz = write("street.osm.gz", gzip(STREET));
        for (Path file : new Path[] {folder.resolve("street.osm"), gz, pbf}) {
            ImportedCity imported = new CityImporter().importFrom(file);
            assertThat(imported.city().segments())
                    .extracting(segment -> segment.id())
                    .containsExactly("w7.0f", "w7.0b");
            assertThat(imported.report().nodes()).isEqualTo(2);
            assertThat(imported.city().origin().names().en()).isEqualTo("street");
            assertThat(imported.city().origin().credit()).contains("OpenStreetMap");
        }
    }

    @Test
    void aTruncatedFileOfAnyKindIsCorrupted() throws IOException {
        byte[] pbf = Files.readAllBytes(pbf());
        for (int length = 1; length < pbf.length; length++) {
            Path file = write("cut.osm.pbf", Arrays.copyOf(pbf, length));
            // cut exactly between two frames a PBF is well-formed, it only lacks its roads
            assertThat(failure(file).problem()).as("cut at %d", length).isIn(Problem.CORRUPTED, Problem.NO_ROADS);
        }
        assertThat(failure(write("cut.osm.pbf", Arrays.copyOf(pbf, pbf.length - 1)))
                        .problem())
                .isEqualTo(Problem.CORRUPTED);
        byte[] gz = gzip(STREET);
        assertThat(failure(write("cut.osm.gz", Arrays.copyOf(gz, gz.length / 2)))
                        .problem())
                .isEqualTo(Problem.CORRUPTED);
        MapFileException xml = failure(
                write("cut.osm", STREET.substring(0, STREET.length() - 10).getBytes(StandardCharsets.UTF_8)));
        assertThat(xml.problem()).isEqualTo(Problem.CORRUPTED);
        assertThat(xml).hasMessageContaining("line");
    }

    @Test
    void aFlippedByteEitherDoesNoHarmOrIsNamed() throws IOException {
        byte[] pbf = Files.readAllBytes(pbf());
        int named = 0;
        for (int at = 0; at < pbf.length; at++) {
            byte[] flipped = pbf.clone();
            flipped[at] ^= (byte) 0xff;
            Path file = write("flipped.osm.pbf", flipped);
            try {
                new CityImporter().importFrom(file);
            } catch (MapFileException e) {
                named++;
            }
        }
        assertThat(named).isGreaterThan(pbf.length / 2);
    }

    @Test
    void aForeignFileIsCorruptedHoweverBigItClaimsToBe() throws IOException {
        byte[] huge = new byte[200];
        Arrays.fill(huge, (byte) 0x7f);
        assertThat(failure(write("foreign.osm.pbf", huge))).hasMessageContaining("at byte 0");
        assertThat(failure(write("empty.osm.pbf", new byte[0])).problem()).isEqualTo(Problem.CORRUPTED);
        assertThat(failure(write("plain.osm.gz", STREET.getBytes(StandardCharsets.UTF_8)))
                        .problem())
                .isEqualTo(Problem.CORRUPTED);
        assertThat(failure(write("letter.osm", "Dear map,".getBytes(StandardCharsets.UTF_8)))
                        .problem())
                .isEqualTo(Problem.CORRUPTED);
    }

    @Test
    void aDocumentTypeIsNotFollowed() throws IOException {
        Path secret = write("secret.txt", "0".getBytes(StandardCharsets.UTF_8));
        String text = "<!DOCTYPE osm [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]>" + STREET.substring(38);
        assertThat(failure(write("entity.osm", text.getBytes(StandardCharsets.UTF_8)))
                        .problem())
                .isEqualTo(Problem.CORRUPTED);
    }

    @Test
    void aNodeOffTheEarthIsNamed() throws IOException {
        String text = STREET.replaceFirst("lat='[^']*'", "lat='139.1'");
        assertThat(failure(write("far.osm", text.getBytes(StandardCharsets.UTF_8))))
                .hasMessageContaining("node 1")
                .hasMessageContaining("139.1");
    }

    @Test
    void saysWhatElseIsWrong() throws IOException {
        assertThat(failure(folder.resolve("none.osm")).problem()).isEqualTo(Problem.UNREADABLE);
        assertThat(failure(write("city.shp", new byte[10])).problem()).isEqualTo(Problem.UNKNOWN_KIND);
        String paths = STREET.replace("residential", "footway");
        assertThat(failure(write("paths.osm", paths.getBytes(StandardCharsets.UTF_8)))
                        .problem())
                .isEqualTo(Problem.NO_ROADS);
    }

    @Test
    void theOrderOfElementsInTheFileDoesNotMatter() throws IOException {
        OsmText sorted = new OsmText().node(1, 0, 0).node(2, 100, 0).node(3, 200, 0);
        OsmText mixed = new OsmText().node(3, 200, 0).node(1, 0, 0).node(2, 100, 0);
        sorted.way(7, "1 2", "highway=primary").way(8, "2 3", "highway=primary");
        mixed.way(8, "2 3", "highway=primary").way(7, "1 2", "highway=primary");

        assertThat(mixed.imported().city().segments())
                .isEqualTo(sorted.imported().city().segments());
    }
}
