package cn.haihe.center.calendar.internal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.calendar.CalendarConfig;
import cn.haihe.center.signals.StreetOfItsOwn;
import cn.haihe.routing.profile.KindOfDay;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class CalendarElsewhereTest {
    private static final LocalDate DAY = LocalDate.of(2031, 7, 9);

    @Inject
    Pool pool;

    @Inject
    CalendarConfig config;

    @Test
    void aDayThatAnotherHubWasToldIsKnownHereSoon() {
        PostgresCalendar here = new PostgresCalendar(pool, config, Clock.systemUTC());
        PostgresCalendar other = new PostgresCalendar(pool, config, Clock.systemUTC());
        here.load();
        AtomicInteger changes = new AtomicInteger();
        here.onChange(changes::incrementAndGet);
        KindOfDay usual = here.day(DAY).kind();
        other.put(DAY, KindOfDay.HOLIDAY, "told elsewhere", "test").await().atMost(Duration.ofSeconds(30));
        here.readAgain();
        assertThat(here.day(DAY).kind()).isEqualTo(KindOfDay.HOLIDAY);
        here.readAgain();
        assertThat(changes).hasValue(1);
        other.remove(DAY).await().atMost(Duration.ofSeconds(30));
        here.readAgain();
        assertThat(here.day(DAY).kind()).isEqualTo(usual);
        assertThat(changes).hasValue(2);
    }
}
