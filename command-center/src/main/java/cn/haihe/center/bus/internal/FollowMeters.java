package cn.haihe.center.bus.internal;

import cn.haihe.routing.matching.FixOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What becomes of each fix that is followed, counted by outcome; each is there from the start. */
final class FollowMeters {
    private final Counter matched;
    private final Counter joined;
    private final Counter waiting;
    private final Counter overtaken;
    private final Counter noRoom;
    private final Counter failed;
    private final Map<FixOutcome.Reason, Counter> refused = new EnumMap<>(FixOutcome.Reason.class);

    FollowMeters(MeterRegistry registry, AtomicInteger followed) {
        matched = counter(registry, "matched");
        joined = counter(registry, "joined");
        waiting = counter(registry, "waiting");
        overtaken = counter(registry, "overtaken");
        noRoom = counter(registry, "no-room");
        failed = counter(registry, "failed");
        for (FixOutcome.Reason reason : FixOutcome.Reason.values()) {
            String slug = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
            refused.put(reason, counter(registry, slug));
        }
        registry.gauge("haihe.bus.followed", followed);
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return registry.counter("haihe.bus.follow", "outcome", outcome);
    }

    void count(FixOutcome outcome) {
        if (outcome instanceof FixOutcome.Refused because) {
            refused.get(because.reason()).increment();
        } else if (outcome instanceof FixOutcome.Matched) {
            matched.increment();
        } else if (outcome instanceof FixOutcome.Joined) {
            joined.increment();
        } else {
            waiting.increment();
        }
    }

    Counter overtaken() {
        return overtaken;
    }

    Counter noRoom() {
        return noRoom;
    }

    Counter failed() {
        return failed;
    }
}
