package cn.haihe.ops.faults;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SharedStorageTest {
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aStorageThatHangsAtItsStartIsEnded(@TempDir Path directory) throws IOException {
        Path java = Files.writeString(directory.resolve("java"), "#!/bin/sh\nexec sleep 600\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        List<String> command =
                List.of(java.toString(), "-jar", directory.resolve("hub.jar").toString());
        assertThatThrownBy(() -> new SharedStorage(command, directory.resolve("data"), Duration.ofMillis(200)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not start");
    }
}
