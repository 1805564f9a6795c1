package cn.haihe.center.timetable.internal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.Fakes;
import cn.haihe.center.calendar.CityCalendar;
import cn.haihe.center.plans.PlanLibrary;
import cn.haihe.center.plans.StoredPlan;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.center.signals.JunctionHold;
import cn.haihe.center.signals.JunctionHolds;
import cn.haihe.center.signals.SignalBoard;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.SignalState;
import cn.haihe.center.timetable.JunctionTimetable;
import cn.haihe.center.timetable.StoredTimetable;
import cn.haihe.center.timetable.TimetableConfig;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.profile.KindOfDay;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.FieldFailure;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.timetable.DayPlan;
import cn.haihe.signal.timetable.PeriodMode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The clock is the test's; a street that answers as it is told to. */
class PeriodClockTest {
    private static final Duration RETRY = Duration.ofMinutes(2);
    private static final String ID = "j1";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final List<JunctionCommand> sent = new ArrayList<>();
    private final Deque<Outcome<Void>> answers = new ArrayDeque<>();
    private final List<String> letGo = new ArrayList<>();
    private ControlMode mode = ControlMode.CENTER;
    private Optional<JunctionHold> hold = Optional.empty();
    private boolean isOfToday = true;
    private Instant now = at("2026-11-23T10:00:00");

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    public class Bus {
        public Future<Outcome<Void>> command(JunctionCommand command) {
            sent.add(command);
            return Future.succeededFuture(answers.isEmpty() ? new Outcome.Done<>(null) : answers.poll());
        }
    }

    public class Field {
        public FieldBus bus() {
            return Fakes.of(FieldBus.class, new Bus());
        }

        public boolean isOfToday(String id, Fingerprint design) {
            return isOfToday && design.equals(Fingerprint.of("today"));
        }
    }

    public class Plans {
        public boolean isChosenByHandSince(String id, Instant moment) {
            return false;
        }

        public Uni<Void> letGo(String id) {
            letGo.add(id);
            return Uni.createFrom().voidItem();
        }

        public Uni<Optional<StoredPlan>> find(String id, int number) {
            return Uni.createFrom().item(Optional.empty());
        }
    }

    public static class Calendar {
        public ZoneId zone() {
            return ZONE;
        }

        public KindOfDay kindOf(LocalDate date) {
            return KindOfDay.WORKDAY;
        }
    }

    public static class Config {
        public Duration retryAfter() {
            return RETRY;
        }
    }

    private final PeriodClock periods = periods();

    private PeriodClock periods() {
        TimetableConfig config = Fakes.of(TimetableConfig.class, new Config());
        SignalBoard board = () -> Map.of(
                ID,
                new SignalState(
                        ID,
                        Communication.ONLINE,
                        Optional.of(new SignalState.Live(mode, Optional.empty(), Optional.empty(), now, Grade.B))));
        JunctionHolds holds = id -> hold;
        return new PeriodClock(
                null,
                new TimetableBook(Fakes.of(CityCalendar.class, new Calendar()), config, clock),
                Fakes.of(PlanLibrary.class, new Plans()),
                Fakes.of(SignalField.class, new Field()),
                board,
                List.of(holds),
                config,
                () -> true,
                clock);
    }

    /** Else the junction would run the centre's plan all night, and nothing would show it. */
    @Test
    void aReleaseThatWasLostIsSentAgainButNotWithEveryLook() {
        answers.add(new Outcome.Unconfirmed<>(FieldFailure.TIMED_OUT));
        answers.add(new Outcome.Refused<>("busy"));
        look("2026-11-23T22:00:00");
        assertThat(sent).containsExactly(new JunctionCommand.Release(ID));
        look("2026-11-23T22:00:01");
        assertThat(sent).hasSize(1);
        look("2026-11-23T22:02:01");
        assertThat(sent).hasSize(2);
        look("2026-11-23T22:04:02");
        assertThat(sent).hasSize(3);
        look("2026-11-23T22:30:00");
        assertThat(sent).as("confirmed").hasSize(3);
        assertThat(letGo).contains(ID);
    }

    @Test
    void whoHoldsItOverTheBoundaryKeepsItAndThenItIsLetGo() {
        hold = Optional.of(
                new JunctionHold(ID, JunctionHold.Kind.DUTY, "commander", "a visit", at("2026-11-23T22:10:00")));
        look("2026-11-23T22:00:00");
        look("2026-11-23T22:05:00");
        assertThat(sent).isEmpty();
        hold = Optional.empty();
        look("2026-11-23T22:11:00");
        assertThat(sent).containsExactly(new JunctionCommand.Release(ID));
    }

    /** A release would take a junction to work again whose monitor has seen a conflict, or that an officer works by hand. */
    @Test
    void whatAMonitorOrAHandBroughtAboutIsNotEndedByTheClock() {
        for (ControlMode broughtAbout : List.of(ControlMode.FLASH, ControlMode.ALL_RED, ControlMode.LOCAL_MANUAL)) {
            mode = broughtAbout;
            look("2026-11-23T22:00:00");
            now = now.plus(RETRY);
            periods.look(timetable());
        }
        assertThat(sent).isEmpty();
        mode = ControlMode.CENTER;
        look("2026-11-23T23:00:00");
        assertThat(sent).hasSize(1);
    }

    @Test
    void aTimetableOfAnotherDesignIsNotFollowed() {
        isOfToday = false;
        look("2026-11-23T22:00:00");
        assertThat(sent).isEmpty();
        assertThat(letGo).isEmpty();
        isOfToday = true;
        look("2026-11-23T22:00:01");
        assertThat(sent).hasSize(1);
    }

    private void look(String moment) {
        now = at(moment);
        periods.look(timetable());
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }

    /** By day a plan, by night nothing. */
    private static StoredTimetable timetable() {
        DayPlan day = new DayPlan(
                1,
                List.of(
                        new DayPlan.Period(LocalTime.MIDNIGHT, PeriodMode.COORDINATED, 3),
                        new DayPlan.Period(LocalTime.of(22, 0), PeriodMode.FLASH, 0)));
        Map<KindOfDay, Integer> byKind = Map.of(KindOfDay.WORKDAY, 1, KindOfDay.WEEKEND, 1, KindOfDay.HOLIDAY, 1);
        return new StoredTimetable(
                5,
                ID,
                new JunctionTimetable(List.of(day), byKind, List.of()),
                "{}",
                "",
                "engineer",
                Instant.EPOCH,
                StoredTimetable.State.APPROVED,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Instant.EPOCH),
                Fingerprint.of("today"));
    }
}
