package cn.haihe.center.command.internal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.Fakes;
import cn.haihe.center.approval.Approval;
import cn.haihe.center.approval.ApprovalState;
import cn.haihe.center.approval.Approvals;
import cn.haihe.center.command.CommandConfig;
import cn.haihe.center.command.JunctionClaims;
import cn.haihe.center.command.ManualAct;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.signal.priority.Act;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a second person is needed. */
class ManualActsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final int ALONE_MAX = 3;

    private final List<Approvals.Request> asked = new ArrayList<>();
    private long number;

    public static class Config {
        public int aloneMax() {
            return ALONE_MAX;
        }

        public Duration approveWithin() {
            return Duration.ofMinutes(10);
        }
    }

    public static class Claims {
        public Collection<String> replace(String claimant, Map<String, JunctionClaims.Worded> byJunction) {
            return List.of();
        }
    }

    public class Asking {
        public Uni<Approval> request(Approvals.Request request) {
            asked.add(request);
            return Uni.createFrom()
                    .item(new Approval(
                            asked.size(),
                            request.kind(),
                            request.subject(),
                            request.summary(),
                            request.reason(),
                            request.requestedBy(),
                            NOW,
                            request.expiresAt(),
                            ApprovalState.PENDING,
                            Optional.empty()));
        }
    }

    private final ManualActs acts = new ManualActs(
            new ManualActStore(null) {
                @Override
                Uni<Long> nextRequest() {
                    return Uni.createFrom().item(++number);
                }

                @Override
                Uni<List<ManualAct>> add(
                        long request,
                        List<CommandForm.Target> targets,
                        String act,
                        String reason,
                        String by,
                        Instant at,
                        Instant expiresAt,
                        boolean needsSecond) {
                    return Uni.createFrom()
                            .item(targets.stream()
                                    .map(target -> new ManualAct(
                                            ++number,
                                            request,
                                            target.junctionId(),
                                            target.act(),
                                            reason,
                                            by,
                                            at,
                                            expiresAt,
                                            needsSecond,
                                            Optional.empty(),
                                            target.design()))
                                    .toList());
                }

                @Override
                Uni<Void> release(List<Long> numbers, String by, Instant at) {
                    return Uni.createFrom().voidItem();
                }
            },
            Fakes.of(JunctionClaims.class, new Claims()),
            Fakes.of(Approvals.class, new Asking()),
            Fakes.of(CommandConfig.class, new Config()),
            () -> true,
            Clock.fixed(NOW, ZoneOffset.UTC));

    /** One by one, a person would else hold a whole district alone. */
    @Test
    void whatAPersonHoldsAlreadyCounts() {
        assertThat(isAlone("Li", "j1", "j2")).isTrue();
        assertThat(isAlone("li", "j3")).as("the third").isTrue();
        assertThat(isAlone("li", "j4")).as("one more than alone-max").isFalse();
        assertThat(isAlone("li", "j2")).as("the same junction again is no more").isTrue();
        assertThat(isAlone("wang", "j4")).as("another person").isTrue();
        acts.release("j1", "li").await().indefinitely();
        assertThat(isAlone("li", "j5")).as("after one was released").isTrue();
        assertThat(asked).extracting(Approvals.Request::requestedBy).containsExactly("li");
    }

    private boolean isAlone(String by, String... junctions) {
        List<CommandForm.Target> targets = List.of(junctions).stream()
                .map(id -> new CommandForm.Target(id, new Act.Hold(1), Optional.of(Fingerprint.of("today"))))
                .toList();
        return acts.command(new CommandForm.Draft("HOLD", targets, "a test", NOW.plusSeconds(600)), by)
                .await()
                .indefinitely()
                .approval()
                .isEmpty();
    }
}
