package cn.haihe.map.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCityTest {
    @TempDir
    Path folder;

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        Path first = written("first", 7);
        Path second = written("second", 7);
        Path other = written("other", 8);

        assertThat(first).hasSameBinaryContentAs(second);
        assertThat(first)
                .satisfies(file ->
                        assertThat(java.nio.file.Files.mismatch(file, other)).isNotNegative());
    }

    @Test
    void theCommandLineTakesScaleAndSeed() throws IOException {
        Path byCommand = folder.resolve("command.osm.pbf");
        DemoCity.main(new String[] {"--scale", "small", "--seed", "7", byCommand.toString()});

        assertThat(byCommand).hasSameBinaryContentAs(written("call", 7));
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThatThrownBy(() -> DemoCity.main(new String[] {"--size", "small"}))
                .hasMessageContaining("--size");
    }

    private Path written(String name, long seed) throws IOException {
        Path file = folder.resolve(name + ".osm.pbf");
        DemoCity.write(file, DemoScale.SMALL, seed);
        return file;
    }
}
