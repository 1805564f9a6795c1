package cn.haihe.center.calendar.internal;

import static cn.haihe.center.access.TestAccounts.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.haihe.center.access.Roles;
import cn.haihe.center.calendar.CalendarConfig;
import cn.haihe.center.calendar.CityCalendar;
import cn.haihe.routing.profile.KindOfDay;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CalendarTest {
    @Inject
    CityCalendar calendar;

    @Inject
    Pool pool;

    @Inject
    CalendarConfig config;

    @ParameterizedTest
    @CsvSource({
        "2026-10-01, HOLIDAY, STATE_COUNCIL",
        "2026-10-10, WORKDAY, STATE_COUNCIL",
        "2026-11-20, WORKDAY, DAY_OF_WEEK",
        "2026-11-21, WEEKEND, DAY_OF_WEEK",
        "2095-01-01, HOLIDAY, BY_LAW",
        "2095-10-03, HOLIDAY, BY_LAW",
        "2095-10-04, WORKDAY, DAY_OF_WEEK"
    })
    void saysWhichKindADayIsAndWhoSaysSo(String date, String kind, String origin) {
        as(Roles.VIEWER)
                .get("/api/v1/calendar/" + date)
                .then()
                .statusCode(200)
                .body("date", equalTo(date))
                .body("kind", equalTo(kind))
                .body("origin", equalTo(origin));
    }

    @Test
    void anOperatorsWordOutweighsTheAnnouncementAndOutlivesTheHub() {
        AtomicInteger told = new AtomicInteger();
        calendar.onChange(told::incrementAndGet);
        put("2027-03-06", "{\"kind\":\"HOLIDAY\",\"note\":\"马拉松\"}")
                .then()
                .statusCode(200)
                .body("kind", equalTo("HOLIDAY"))
                .body("origin", equalTo("OPERATOR"))
                .body("note", equalTo("马拉松"))
                .body("changedBy", equalTo("operator"))
                .body("changedAt", notNullValue());
        assertThat(calendar.kindOf(LocalDate.of(2027, 3, 6))).isEqualTo(KindOfDay.HOLIDAY);
        assertThat(afterARestart().kindOf(LocalDate.of(2027, 3, 6))).isEqualTo(KindOfDay.HOLIDAY);
        put("2027-03-06", "{\"kind\":\"WORKDAY\"}").then().statusCode(200).body("kind", equalTo("WORKDAY"));

        as(Roles.OPERATOR)
                .delete("/api/v1/calendar/2027-03-06")
                .then()
                .statusCode(200)
                .body("kind", equalTo("WEEKEND"))
                .body("changedBy", nullValue());
        assertThat(afterARestart().kindOf(LocalDate.of(2027, 3, 6))).isEqualTo(KindOfDay.WEEKEND);
        assertThat(told).hasValue(3);
        as(Roles.OPERATOR)
                .delete("/api/v1/calendar/2027-03-06")
                .then()
                .statusCode(404)
                .body("type", endsWith("/no-entry"));
    }

    /** Dates as of the almanac; the days that the State Council announced for 2026 hold those of the law. */
    @Test
    void holidaysByLawAreThoseThatEveryAnnouncementHolds() {
        assertThat(HolidaysByLaw.of(2027))
                .containsEntry(LocalDate.of(2027, 2, 5), "春节")
                .containsEntry(LocalDate.of(2027, 2, 8), "春节")
                .containsEntry(LocalDate.of(2027, 4, 5), "清明节")
                .containsEntry(LocalDate.of(2027, 6, 9), "端午节")
                .containsEntry(LocalDate.of(2027, 9, 15), "中秋节")
                .hasSize(13);
        AnnouncedHolidays announced = new AnnouncedHolidays();
        for (int year : new int[] {2025, 2026}) {
            assertThat(announced.knows(year)).isTrue();
            HolidaysByLaw.of(year)
                    .forEach((date, name) -> assertThat(announced.day(date).kind())
                            .as("%s %s", date, name)
                            .isEqualTo(KindOfDay.HOLIDAY));
        }
        assertThat(announced.knows(2095)).isFalse();
        assertThat(HolidaysByLaw.of(2024)).isEmpty();
    }

    @Test
    void listsDays() {
        as(Roles.ENGINEER)
                .get("/api/v1/calendar?from=2026-10-01&to=2026-10-07")
                .then()
                .statusCode(200)
                .body("$", hasSize(7))
                .body("kind", everyItem(equalTo("HOLIDAY")));
    }

    @Test
    void onlyOperatorsAndAdministratorsChangeIt() {
        given().get("/api/v1/calendar/2026-10-01").then().statusCode(401);
        for (String role : new String[] {Roles.VIEWER, Roles.ENGINEER, Roles.COMMANDER}) {
            as(role).contentType(ContentType.JSON)
                    .body("{\"kind\":\"HOLIDAY\"}")
                    .put("/api/v1/calendar/2026-12-01")
                    .then()
                    .statusCode(403);
        }
        assertThat(calendar.kindOf(LocalDate.of(2026, 12, 1))).isEqualTo(KindOfDay.WORKDAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "1999-12-31", "2100-01-01", "tomorrow", "+999999999-01-01"})
    void refusesWhatIsNoDate(String date) {
        as(Roles.OPERATOR)
                .get("/api/v1/calendar/" + date)
                .then()
                .statusCode(400)
                .body("type", endsWith("/malformed-parameter"));
    }

    @Test
    void refusesWhatItCannotUnderstand() {
        String longNote = "x".repeat(201);
        for (String body : new String[] {
            "", "{}", "null", "[]", "{\"kind\":\"SUNDAY\"}", "{\"kind\":\"HOLIDAY\",\"note\":\"" + longNote + "\"}"
        }) {
            put("2026-12-02", body).then().statusCode(400).body("type", endsWith("/malformed-body"));
        }
        for (String span : new String[] {"from=2026-01-02&to=2026-01-01", "from=2026-01-01&to=2028-01-01", "from=x"}) {
            as(Roles.OPERATOR).get("/api/v1/calendar?" + span).then().statusCode(400);
        }
    }

    private CityCalendar afterARestart() {
        PostgresCalendar again = new PostgresCalendar(pool, config, Clock.systemUTC());
        again.load();
        return again;
    }

    private static Response put(String date, String body) {
        return as(Roles.OPERATOR).contentType(ContentType.JSON).body(body).put("/api/v1/calendar/" + date);
    }

    private static RequestSpecification as(String role) {
        return given().header("Authorization", "Bearer " + token(role));
    }
}
