package cn.haihe.center.routes;

import cn.haihe.routing.RouteAnswer;
import com.graphhopper.GHResponse;
import com.graphhopper.util.exceptions.ConnectionNotFoundException;
import com.graphhopper.util.exceptions.MaximumNodesExceededException;
import com.graphhopper.util.exceptions.PointNotFoundException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Times every search and counts how it ended, at /q/metrics: {@code haihe_routes_search_seconds} by outcome. */
@ApplicationScoped
class SearchMeters {
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3)
    };

    private final MeterRegistry registry;
    private final Counter refused;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    SearchMeters(MeterRegistry registry) {
        this.registry = registry;
        refused = registry.counter("haihe.routes.refused");
    }

    <T> T measured(Supplier<T> search) {
        long start = System.nanoTime();
        String outcome = "failed";
        try {
            T answer = search.get();
            outcome = outcome(answer);
            return answer;
        } finally {
            timers.computeIfAbsent(outcome, this::timer).record(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** A search that was refused since all slots were taken. */
    void busy() {
        refused.increment();
    }

    private Timer timer(String outcome) {
        return Timer.builder("haihe.routes.search")
                .tag("outcome", outcome)
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    private static String outcome(Object answer) {
        if (answer instanceof RouteAnswer.GivenUp givenUp) {
            return switch (givenUp.limit()) {
                case TIME -> "limit-time";
                case VISITED_NODES -> "limit-nodes";
            };
        }
        if (answer instanceof RouteAnswer) {
            return kebab(answer.getClass().getSimpleName());
        }
        if (answer instanceof GHResponse response && response.hasErrors()) {
            return outcomeOf(response.getErrors().get(0));
        }
        return "found";
    }

    private static String outcomeOf(Throwable error) {
        if (error instanceof MaximumNodesExceededException) {
            return "limit-nodes";
        }
        if (error instanceof PointNotFoundException) {
            return "point-off-map";
        }
        return error instanceof ConnectionNotFoundException ? "no-way" : "not-served";
    }

    private static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
