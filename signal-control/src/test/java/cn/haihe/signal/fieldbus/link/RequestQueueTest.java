package cn.haihe.signal.fieldbus.link;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.fieldbus.FieldFailure;
import cn.haihe.signal.fieldbus.Outcome;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestQueueTest {
    private static final int LIMIT = 4;

    private final RequestQueue<String> queue = new RequestQueue<>(LIMIT);

    @Test
    void whatIsForSafetyGoesFirstAndOthersInTheirOrder() {
        add(Priority.POLL, "p1");
        add(Priority.CONFIGURE, "c1");
        add(Priority.COMMAND, "x1");
        add(Priority.SAFETY, "s1");
        assertThat(taken()).containsExactly("s1", "x1", "c1", "p1");
        assertThat(queue.size()).isZero();
    }

    @Test
    void ofAFullQueueTheLeastImportantAndYoungestGivesWay() {
        add(Priority.POLL, "p1");
        Request<String> youngest = add(Priority.POLL, "p2");
        add(Priority.COMMAND, "x1");
        add(Priority.COMMAND, "x2");
        assertThat(queue.add(request(Priority.POLL, "p3"))).isFalse();
        add(Priority.SAFETY, "s1");
        assertThat(youngest.promise().future().result()).isEqualTo(new Outcome.Unconfirmed<>(FieldFailure.QUEUE_FULL));
        assertThat(taken()).containsExactly("s1", "x1", "x2", "p1");
    }

    @Test
    void oneThatWasBegunGoesFirstAgain() {
        add(Priority.COMMAND, "x1");
        queue.putBack(request(Priority.COMMAND, "x0"));
        assertThat(taken()).containsExactly("x0", "x1");
    }

    @Test
    void aYoungerIntentSupersedesAnOlderOneOfItsKeyButNeverOneThatIsMoreUrgent() {
        Request<String> flash = intent(Priority.SAFETY, 1);
        Request<String> run = intent(Priority.COMMAND, 2);
        assertThat(run.supersedes(flash)).isFalse();
        assertThat(flash.supersedes(run)).isTrue();
        assertThat(intent(Priority.COMMAND, 3).supersedes(run)).isTrue();
        assertThat(request(Priority.COMMAND, "control").supersedes(run)).isFalse();
    }

    @Test
    void itNeverHoldsMoreThanItsLimitAndCountsRight() {
        long seed = 4711;
        Random random = new Random(seed);
        int inside = 0;
        for (int i = 0; i < 10_000; i++) {
            if (random.nextInt(3) > 0) {
                Priority priority = Priority.values()[random.nextInt(4)];
                int before = queue.size();
                boolean added = queue.add(request(priority, "r" + i));
                inside = added ? Math.min(LIMIT, before + 1) : before;
            } else if (queue.poll().isPresent()) {
                inside--;
            }
            assertThat(queue.size())
                    .as("seed %d, step %d", seed, i)
                    .isEqualTo(inside)
                    .isLessThanOrEqualTo(LIMIT);
        }
    }

    private Request<String> add(Priority priority, String name) {
        Request<String> request = request(priority, name);
        assertThat(queue.add(request)).isTrue();
        return request;
    }

    private static Request<String> request(Priority priority, String name) {
        return Request.asking(priority, name, name, number -> name);
    }

    private static Request<String> intent(Priority priority, long generation) {
        return Request.intent(priority, "control", generation, generation, number -> "");
    }

    private Iterable<String> taken() {
        var names = new ArrayList<String>();
        for (Optional<Request<String>> next = queue.poll(); next.isPresent(); next = queue.poll()) {
            names.add(next.get().key());
        }
        return names;
    }
}
