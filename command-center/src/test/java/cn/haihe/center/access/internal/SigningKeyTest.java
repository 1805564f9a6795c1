package cn.haihe.center.access.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    @TempDir
    Path data;

    @Test
    void theKeyIsMadeOnceAndOnlyItsOwnerReadsIt() throws Exception {
        Path file = data.resolve("new/directory/key.pem");
        SigningKey first = new SigningKey(SigningKey.madeOnce(file));
        SigningKey again = new SigningKey(SigningKey.madeOnce(file));
        assertThat(again.publicKey()).isEqualTo(first.publicKey());
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.list(file.getParent())).containsExactly(file);
    }

    @Test
    void aFileThatIsNoKeyIsNamed() throws Exception {
        Path file = Files.writeString(data.resolve("key.pem"), "not a key");
        assertThatThrownBy(() -> new SigningKey(file)).hasMessageContaining(file.toString());
    }
}
