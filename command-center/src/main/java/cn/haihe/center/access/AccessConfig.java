package cn.haihe.center.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Who may come in, and for how long. */
@ConfigMapping(prefix = "haihe.access")
public interface AccessConfig {
    /** PKCS#8 PEM of the RSA key that signs tokens; absent: made at first start and kept with the data. */
    Optional<Path> signingKeyFile();

    /** How long a token is good for; a shift. */
    @WithDefault("PT12H")
    Duration tokenLifetime();

    /** Logarithm of the rounds of bcrypt, 10 to 16. */
    @WithDefault("12")
    int bcryptCost();

    /** Failed sign-ins in a row, under one name, before that name is locked. */
    @WithDefault("5")
    int failuresBeforeLock();

    /** How long a name stays locked, and how long failures are remembered. */
    @WithDefault("PT10M")
    Duration lockFor();

    /** Sign-ins that may wait for one of the hashing threads; more are answered 503. */
    @WithDefault("64")
    int waitingSignInsMax();
}
