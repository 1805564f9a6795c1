package cn.haihe.center.clearing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OrderedWritesTest {
    private final List<String> begun = new ArrayList<>();
    private final List<Promise<Void>> disk = new ArrayList<>();
    private final OrderedWrites writes = new OrderedWrites(
            data -> {
                begun.add(data.toString());
                disk.add(Promise.promise());
                return disk.get(disk.size() - 1).future();
            },
            10);

    @Test
    void noPieceIsBegunBeforeTheOneBeforeItIsWritten() {
        writes.write(Buffer.buffer("one"));
        Future<Void> second = writes.write(Buffer.buffer("two"));
        assertThat(begun).containsExactly("one");
        assertThat(writes.allWritten().isComplete()).isFalse();
        disk.get(0).complete();
        assertThat(begun).containsExactly("one", "two");
        disk.get(1).complete();
        assertThat(second.succeeded()).isTrue();
        assertThat(writes.allWritten().succeeded()).isTrue();
    }

    @Test
    void afterAFailureNothingMoreIsWritten() {
        writes.write(Buffer.buffer("one"));
        Future<Void> second = writes.write(Buffer.buffer("two"));
        disk.get(0).fail("disk full");
        assertThat(begun).containsExactly("one");
        assertThat(second.failed()).isTrue();
    }

    @Test
    void beyondTheLimitNothingIsWritten() {
        assertThat(writes.write(Buffer.buffer("12345678901")).cause()).isInstanceOf(ProblemException.class);
        assertThat(begun).isEmpty();
    }

    @Test
    void whoWaitsForRoomIsToldAlsoWhereThereIsSomeByNow() {
        AtomicInteger told = new AtomicInteger();
        writes.setWriteQueueMaxSize(3);
        writes.write(Buffer.buffer("one"));
        assertThat(writes.writeQueueFull()).isTrue();
        writes.drainHandler(drained -> told.incrementAndGet());
        assertThat(told).hasValue(0);
        disk.get(0).complete();
        assertThat(told).hasValue(1);
        writes.drainHandler(drained -> told.incrementAndGet());
        assertThat(told).hasValue(2);
    }
}
