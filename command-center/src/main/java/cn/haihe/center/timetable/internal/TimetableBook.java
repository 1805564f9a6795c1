package cn.haihe.center.timetable.internal;

import cn.haihe.center.calendar.CityCalendar;
import cn.haihe.center.plans.PlanNumbersInUse;
import cn.haihe.center.signals.LampSchedule;
import cn.haihe.center.timetable.JunctionTimetable;
import cn.haihe.center.timetable.StoredTimetable;
import cn.haihe.center.timetable.TimetableConfig;
import cn.haihe.center.timetable.TimetableStanding;
import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.timetable.DayPlan;
import cn.haihe.signal.timetable.Timetable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The timetables in force; never waits. */
@ApplicationScoped
public class TimetableBook implements PlanNumbersInUse, LampSchedule {
    private final CityCalendar calendar;
    private final TimetableConfig config;
    private final Clock clock;
    private final Map<String, StoredTimetable> inForce = new ConcurrentHashMap<>();
    private final Map<String, TimetableStanding> standings = new ConcurrentHashMap<>();

    TimetableBook(CityCalendar calendar, TimetableConfig config, Clock clock) {
        this.calendar = calendar;
        this.config = config;
        this.clock = clock;
    }

    public Optional<StoredTimetable> find(String junctionId) {
        return Optional.ofNullable(inForce.get(junctionId));
    }

    @Override
    public Set<Integer> planNumbersOf(String junctionId) {
        return find(junctionId)
                .map(inForce -> inForce.timetable().planNumbers())
                .orElse(Set.of());
    }

    /** Of a controller that holds it: others were told to go by themselves, and do so. */
    @Override
    public Optional<ControlMode> findLampsNow(String junctionId) {
        boolean isHeld = findStanding(junctionId)
                .filter(standing -> standing.condition() == TimetableStanding.Condition.HELD)
                .isPresent();
        return find(junctionId)
                .filter(stored -> isHeld && stored.followedAt().isPresent())
                .flatMap(stored -> switch (now(stored.timetable()).mode()) {
                    case FLASH -> Optional.of(ControlMode.FLASH);
                    case ALL_RED -> Optional.of(ControlMode.ALL_RED);
                    case OFF -> Optional.of(ControlMode.OFF);
                    default -> Optional.empty();
                });
    }

    Collection<StoredTimetable> all() {
        return List.copyOf(inForce.values());
    }

    void put(StoredTimetable timetable) {
        inForce.put(timetable.junctionId(), timetable);
    }

    public Optional<TimetableStanding> findStanding(String junctionId) {
        return Optional.ofNullable(standings.get(junctionId));
    }

    /** @return whether it is news */
    boolean observe(TimetableStanding standing) {
        TimetableStanding before = standings.get(standing.junctionId());
        boolean isNews = before == null
                || before.timetableId() != standing.timetableId()
                || before.condition() != standing.condition()
                || !before.detail().equals(standing.detail());
        if (isNews) {
            standings.put(standing.junctionId(), standing);
        }
        return isNews;
    }

    /** As its controller is to hold it from today on. */
    public Timetable compile(JunctionTimetable timetable) {
        LocalDate today = LocalDate.now(clock.withZone(calendar.zone()));
        return TimetableCompiler.compile(timetable, calendar, today, config.daysAhead());
    }

    /** What is to run at this moment. */
    DayPlan.Period now(JunctionTimetable timetable) {
        ZonedDateTime now = clock.instant().atZone(calendar.zone());
        DayPlan day = dayPlan(timetable, now.toLocalDate());
        return period(day, now.toLocalTime());
    }

    /** Of a timetable that the verifier passed. */
    public DayPlan dayPlan(JunctionTimetable timetable, LocalDate date) {
        int number = timetable.dayPlanNumber(date, calendar.kindOf(date));
        return timetable.findDayPlan(number).orElseThrow();
    }

    static DayPlan.Period period(DayPlan day, LocalTime time) {
        return day.periods().stream()
                .filter(period -> !period.start().isAfter(time))
                .reduce((first, last) -> last)
                .orElseThrow();
    }
}
