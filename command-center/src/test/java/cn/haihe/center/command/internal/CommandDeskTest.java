package cn.haihe.center.command.internal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.Fakes;
import cn.haihe.center.command.CommandConfig;
import cn.haihe.center.command.JunctionClaims.Worded;
import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.center.signals.InCharge;
import cn.haihe.center.signals.SignalBoard;
import cn.haihe.center.signals.SignalField;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.LinkKind;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.junction.ConflictMatrix;
import cn.haihe.signal.junction.IntergreenTable;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseKind;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.priority.Act;
import cn.haihe.signal.priority.Authority;
import cn.haihe.signal.priority.Claim;
import cn.haihe.signal.priority.Engagement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One desk with a street that answers when the test says so. */
class CommandDeskTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private final List<JunctionCommand> sent = new ArrayList<>();
    private final List<Promise<Outcome<Void>>> answers = new ArrayList<>();
    private final Map<String, FieldStatus> polled = new HashMap<>();
    private final Map<String, EngagementStore.Left> kept = new HashMap<>();
    private final Set<String> unknown = new HashSet<>();
    private boolean isOurs = true;

    public class Bus {
        public Future<Outcome<Void>> command(JunctionCommand command) {
            sent.add(command);
            answers.add(Promise.promise());
            return answers.get(answers.size() - 1).future();
        }

        public Future<Outcome<FieldStatus>> poll(String id) {
            return Future.succeededFuture(new Outcome.Done<>(polled.get(id)));
        }
    }

    public class Field {
        public boolean hasCity() {
            return true;
        }

        public Optional<SignalJunction> findDesign(String id) {
            if (id.equals("broken")) {
                throw new IllegalStateException("nobody foresaw this");
            }
            return unknown.contains(id) ? Optional.empty() : Optional.of(design(id));
        }

        public Optional<Fingerprint> findFingerprint(String id) {
            return Optional.of(Fingerprint.of("today"));
        }

        public boolean isOfToday(String id, Fingerprint design) {
            return design.equals(Fingerprint.of("today"));
        }

        public Junction getJunction(String id) {
            return null;
        }

        public Optional<TimingPlan> findRunningPlan(String id) {
            return Optional.empty();
        }

        public FieldBus bus() {
            return Fakes.of(FieldBus.class, new Bus());
        }
    }

    public static class Register {
        public Optional<ControllerBinding> find(String id) {
            return Optional.of(new ControllerBinding(id, 1, 1, LinkKind.UDP, Optional.empty()));
        }
    }

    public static class Config {
        public Duration toleratedWait() {
            return Duration.ofSeconds(5);
        }

        public Duration servedMax() {
            return Duration.ofSeconds(60);
        }

        public int recoverWithinCycles() {
            return 2;
        }

        public Duration recoverMargin() {
            return Duration.ofSeconds(30);
        }

        public Duration cycleWhereUnknown() {
            return Duration.ofSeconds(120);
        }

        public Duration repeatAfter() {
            return Duration.ofSeconds(10);
        }

        public Duration graceAfterStart() {
            return Duration.ZERO;
        }

        public Duration observedFor() {
            return Duration.ofSeconds(8);
        }

        public int claimsMax() {
            return 32;
        }
    }

    private CommandDesk desk() {
        EngagementStore store = new EngagementStore(null) {
            @Override
            Uni<Map<String, Left>> all() {
                return Uni.createFrom().item(Map.copyOf(kept));
            }

            @Override
            Uni<Void> put(String id, Engagement engagement, Fingerprint design, Instant at) {
                kept.put(id, new Left(engagement, design));
                return Uni.createFrom().voidItem();
            }

            @Override
            Uni<Void> remove(String id) {
                kept.remove(id);
                return Uni.createFrom().voidItem();
            }
        };
        SignalBoard board = Map::of;
        CommandDesk desk = new CommandDesk(
                Fakes.of(SignalField.class, new Field()),
                board,
                Fakes.of(ControllerRegister.class, new Register()),
                store,
                Fakes.of(CommandConfig.class, new Config()),
                () -> isOurs,
                Clock.fixed(NOW, ZoneOffset.UTC),
                new SimpleMeterRegistry());
        if (isOurs) {
            desk.load(new InCharge.Begun());
        }
        return desk;
    }

    /** An answer that is on its way may take seconds. */
    @Test
    void whatMakesTheJunctionSafeDoesNotWaitForTheAnswerToWhatWasSentBefore() {
        CommandDesk desk = desk();
        desk.replace("lamps-j1", lamps("j1", Act.LIGHTS_OFF));
        desk.turn();
        assertThat(sent).containsExactly(new JunctionCommand.LightsOff("j1"));
        desk.turn();
        assertThat(sent).as("nothing new").hasSize(1);

        desk.replace("lamps-j1", lamps("j1", Act.FLASH));
        desk.turn();
        assertThat(sent).containsExactly(new JunctionCommand.LightsOff("j1"), new JunctionCommand.Flash("j1"));
        answers.get(0).complete(new Outcome.Refused<>("late, and of what nobody wants any more"));
        desk.turn();
        assertThat(desk.find("j1").orElseThrow().now().orElseThrow().act()).isEqualTo(Act.FLASH);
        answers.get(1).complete(new Outcome.Done<>(null));
        desk.turn();
        assertThat(kept.get("j1").engagement().act()).as("remembered").isEqualTo(Act.FLASH);
    }

    @Test
    void ofSeveralHubsOnlyTheOneInChargeCommands() {
        isOurs = false;
        kept.put(
                "j2",
                new EngagementStore.Left(
                        new Engagement(Optional.empty(), Optional.empty(), Act.FLASH, Authority.SAFETY),
                        Fingerprint.of("today")));
        CommandDesk desk = desk();
        desk.replace("lamps-j1", lamps("j1", Act.FLASH));
        desk.turn();
        assertThat(sent).isEmpty();
        assertThat(desk.findHold("j2")).as("nobody here knows").isPresent();

        isOurs = true;
        desk.load(new InCharge.Begun());
        desk.turn();
        assertThat(sent).contains(new JunctionCommand.Flash("j1"));
        assertThat(desk.find("j2")).as("what the other one left").isPresent();
        isOurs = false;
        desk.replace("lamps-j1", lamps("j1", Act.ALL_RED));
        desk.turn();
        assertThat(sent).as("lost").doesNotContain(new JunctionCommand.AllRed("j1"));
    }

    @Test
    void oneJunctionThatFailsDoesNotKeepTheOthersFromTheirCommands() {
        CommandDesk desk = desk();
        for (String id : List.of("a", "broken", "c", "z")) {
            desk.replace("lamps-" + id, lamps(id, Act.FLASH));
        }
        desk.turn();
        assertThat(sent)
                .containsExactlyInAnyOrder(
                        new JunctionCommand.Flash("a"), new JunctionCommand.Flash("c"), new JunctionCommand.Flash("z"));
    }

    /** Nobody knows its stages any more, but its controller is still there and holds what it was told. */
    @Test
    void aJunctionThatTheMapOfTodayHasNoSignalsForIsLetGoUntilItIsSeen() {
        Engagement held =
                new Engagement(Optional.of(ControlMode.CENTER), Optional.of(3), new Act.Hold(2), Authority.ESCORT);
        kept.put("gone", new EngagementStore.Left(held, Fingerprint.of("before")));
        unknown.add("gone");
        polled.put("gone", new FieldStatus("gone", ControlMode.CENTER, Optional.of(1), Optional.of(1), NOW));
        CommandDesk desk = desk();
        assertThat(desk.findHold("gone")).isPresent();

        desk.turn();
        assertThat(sent)
                .as("it may only be on its way to stage 2")
                .containsExactly(new JunctionCommand.Release("gone"));
        answers.get(0).complete(new Outcome.Done<>(null));
        polled.put("gone", new FieldStatus("gone", ControlMode.LOCAL, Optional.of(1), Optional.of(1), NOW));
        desk.turn();
        assertThat(sent).hasSize(1);
        assertThat(kept).isEmpty();
        assertThat(desk.findHold("gone")).isEmpty();
    }

    private static Map<String, Worded> lamps(String id, Act act) {
        Claim claim = Claim.lamps("act-" + id, (Act.Lamps) act, NOW, NOW.plusSeconds(600));
        return Map.of(id, new Worded(claim, "commander", "a test"));
    }

    private static SignalJunction design(String id) {
        PhaseSet[] rows = new PhaseSet[65];
        Arrays.fill(rows, PhaseSet.EMPTY);
        rows[1] = PhaseSet.of(List.of(2));
        rows[2] = PhaseSet.of(List.of(1));
        int[][] seconds = new int[65][65];
        seconds[1][2] = 5;
        seconds[2][1] = 5;
        return new SignalJunction(
                id,
                List.of(
                        new Phase(1, PhaseKind.VEHICLE, 1, List.of(1), 1, 8, 60, 0, 3),
                        new Phase(2, PhaseKind.VEHICLE, 2, List.of(2), 1, 8, 60, 0, 3)),
                List.of(new Stage(1, PhaseSet.of(List.of(1))), new Stage(2, PhaseSet.of(List.of(2)))),
                new ConflictMatrix(rows),
                new IntergreenTable(seconds));
    }
}
