package cn.haihe.center.incident.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.center.incident.Incident;
import cn.haihe.center.incident.IncidentEffect;
import cn.haihe.center.incident.IncidentKind;
import cn.haihe.center.incident.IncidentState;
import cn.haihe.center.incident.IncidentsConfig;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.map.city.Names;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Incidents in a real database, across hubs that start one after the other. */
@QuarkusTest
class IncidentsKeptTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Inject
    IncidentStore store;

    @Inject
    IncidentsConfig config;

    private final List<Incident> added = new ArrayList<>();

    @AfterEach
    void endAll() {
        added.forEach(incident ->
                store.end(incident.number(), "test", NOW.plusSeconds(1)).await().atMost(PATIENCE));
    }

    @Test
    void aHubThatStartsKnowsWhatIsOpen() {
        Incidents before = hubAt(NOW);
        Incident closed = add(before, draft(NOW, Optional.empty()));
        Incident planned = add(before, draft(NOW.plusSeconds(600), Optional.of(NOW.plusSeconds(900))));
        Incident ended = add(before, draft(NOW, Optional.empty()));
        before.end(ended.number(), "operator").await().atMost(PATIENCE);

        Incidents after = hubAt(NOW);

        assertThat(after.picture().active()).contains(closed).doesNotContain(planned);
        assertThat(after.picture().open()).contains(closed, planned);
        assertThat(after.picture().open()).extracting(Incident::number).doesNotContain(ended.number());
        Incidents later = hubAt(NOW.plusSeconds(700));
        assertThat(later.picture().active()).contains(closed, planned);
        Incidents last = hubAt(NOW.plusSeconds(900));
        assertThat(last.picture().open()).contains(closed).doesNotContain(planned);
    }

    @Test
    void aLateAnswerAboutAnOlderRevisionChangesNothing() {
        Incidents hub = hubAt(NOW);
        Incident first = add(hub, draft(NOW, Optional.empty()));
        Incident over = hub.end(first.number(), "operator").await().atMost(PATIENCE);

        assertThat(over.stateAt(NOW)).isEqualTo(IncidentState.OVER);
        assertThat(over.revision()).isEqualTo(2);
        assertThatThrownBy(() -> hub.change(first.number(), draft(NOW, Optional.empty()), "operator")
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("incident-over");
        assertThat(hub.picture().open()).extracting(Incident::number).doesNotContain(first.number());
    }

    private Incident add(Incidents hub, Draft draft) {
        Incident incident = hub.add(draft, "operator").await().atMost(PATIENCE);
        added.add(incident);
        return incident;
    }

    private Incidents hubAt(Instant moment) {
        Incidents hub = new Incidents(store, config, Clock.fixed(moment, ZoneOffset.UTC), new SimpleMeterRegistry());
        hub.load();
        return hub;
    }

    /** On a segment that no map of the tests has. */
    private static Draft draft(Instant from, Optional<Instant> until) {
        return new Draft(
                IncidentKind.ROADWORKS,
                IncidentEffect.SPEED_CAP,
                OptionalDouble.of(20),
                List.of("w0.0f", "w0.0b"),
                Optional.of("{\"type\":\"Point\",\"coordinates\":[117,39]}"),
                from,
                until,
                new Names("施工", "Works"),
                OptionalInt.empty());
    }
}
