package cn.haihe.ops.sumo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs SUMO and the shared judge's scenarios; without them the same is tested on a simple street in signal-control. */
class SumoStreetTest {
    private static final int SECONDS = 400;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void adaptiveControlLosesLessThanLocalPlansAndNothingIsUnsafe() throws Exception {
        assumeTrue(SumoProcess.isInstalled(), "there is no sumo here");
        Path judge = judge();
        assumeTrue(Files.isDirectory(judge), "the shared signal judge is not there");
        SumoScenario hour = SumoScenario.read(judge.resolve("scenarios/hz1x1_knhz"));
        SumoScenario part = new SumoScenario(
                hour.name(),
                hour.net(),
                hour.routes(),
                hour.beginSeconds(),
                hour.beginSeconds() + SECONDS,
                hour.moreOptions());
        Path net = judge.resolve("nets/hz1x1_knhz.json");

        AdaptiveRun local = AdaptiveRun.of(vertx, part, net, 1, 0, 1, folder, false);
        AdaptiveRun adaptive = AdaptiveRun.of(vertx, part, net, 1, 0, 1, folder, true);

        assertThat(adaptive.delaySeconds()).isPositive().isLessThan(local.delaySeconds());
        assertThat(adaptive.unsafeStates() + local.unsafeStates()).isZero();
        assertThat(adaptive.failures()).isZero();
        assertThat(adaptive.commands()).isGreaterThan(10);
    }

    private static Path judge() {
        String named = System.getProperty("haihe.shared", System.getenv("HAIHE_SHARED"));
        Path directory = Path.of("").toAbsolutePath();
        while (named == null && directory != null) {
            Path candidate = directory.resolve("../shared").normalize();
            named = Files.isDirectory(candidate.resolve("judge")) ? candidate.toString() : null;
            directory = directory.getParent();
        }
        return Path.of(named == null ? "shared" : named).resolve("judge");
    }
}
