package cn.haihe.center.graphhopper.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.haihe.center.graphhopper.GraphHopperConfig;
import cn.haihe.center.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MatrixJobsTest {
    private final GraphHopperConfig config = new FewJobs();
    private final MatrixJobs jobs = new MatrixJobs(config, new HeavySlots(config));

    @AfterEach
    void stop() {
        jobs.stop();
    }

    @Test
    void oneTooManyIsRefusedWhileAllWaitAndTheOldestMakesRoomLater() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        String first = jobs.start(() -> afterwards(go));
        String second = jobs.start(() -> afterwards(go));
        String third = jobs.start(() -> afterwards(go));
        assertThat(jobs.findAnswer(first)).isEmpty();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> jobs.start(() -> afterwards(go)))
                .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(503));
        go.countDown();
        await(third);
        assertThat(jobs.isKnown(first)).isTrue();

        String fourth = jobs.start(() -> new byte[1]);
        await(fourth);
        assertThat(jobs.isKnown(first)).isFalse();
        assertThat(jobs.isKnown(second)).isTrue();
    }

    @Test
    void largeAnswersMakeRoomForEachOther() throws Exception {
        String first = jobs.start(() -> new byte[40 << 20]);
        await(first);
        String second = jobs.start(() -> new byte[40 << 20]);
        await(second);
        assertThat(jobs.isKnown(first)).isFalse();
        assertThat(jobs.findAnswer(second)).isPresent();
    }

    private static byte[] afterwards(CountDownLatch go) {
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new byte[1];
    }

    private void await(String id) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(30);
        while (jobs.findAnswer(id).isEmpty()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(5);
        }
    }

    private record FewJobs() implements GraphHopperConfig {
        @Override
        public int matrixCellsMax() {
            return 100;
        }

        @Override
        public Duration matrixTimeMax() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int matchFixesMax() {
            return 10;
        }

        @Override
        public int concurrentMax() {
            return 1;
        }

        @Override
        public int jobsMax() {
            return 3;
        }
    }
}
