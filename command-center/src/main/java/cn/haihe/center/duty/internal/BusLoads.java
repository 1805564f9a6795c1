package cn.haihe.center.duty.internal;

import cn.haihe.center.duty.DutyConfig;
import cn.haihe.center.source.RawRecord;
import cn.haihe.center.source.RejectReason;
import cn.haihe.center.source.RejectedException;
import cn.haihe.center.source.TerminalRegister;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/** How full buses are, as their counters told: no more buses than terminals are registered. */
@ApplicationScoped
public class BusLoads {
    private static final Duration CLOCKS_DIFFER_MAX = Duration.ofSeconds(30);

    private final TerminalRegister terminals;
    private final DutyConfig config;
    private final Clock clock;
    private final Map<String, Load> loads = new ConcurrentHashMap<>();

    private record Load(double share, Instant at) {}

    BusLoads(TerminalRegister terminals, DutyConfig config, Clock clock) {
        this.terminals = terminals;
        this.config = config;
        this.clock = clock;
    }

    /** @throws RejectedException where it is malformed, of an unknown bus, stale, or older than what is known */
    public void take(RawRecord record) {
        record.requireObject();
        String phone = record.getText("phone");
        Load load = new Load(record.getNumber("loadShare", 0, 2), record.getInstant("observedAt"));
        if (terminals.findByPhone(phone).isEmpty()) {
            throw new RejectedException(RejectReason.UNKNOWN_DEVICE, "no such terminal");
        }
        Instant now = clock.instant();
        if (load.at().isAfter(now.plus(CLOCKS_DIFFER_MAX))) {
            throw new RejectedException(RejectReason.FUTURE, "observed in the future");
        }
        if (load.at().isBefore(now.minus(config.bus().loadFor()))) {
            throw new RejectedException(RejectReason.STALE, "too old");
        }
        Load kept = loads.merge(
                phone.replaceFirst("^0+(?=.)", ""),
                load,
                (old, offered) -> offered.at().isAfter(old.at()) ? offered : old);
        if (!kept.equals(load)) {
            throw new RejectedException(RejectReason.OUT_OF_ORDER, "a later count is known");
        }
    }

    /** 0 to 2, of what the bus is made for; empty where nobody told lately. */
    OptionalDouble find(String busId) {
        Load load = loads.get(busId);
        boolean isKnown = load != null
                && load.at().isAfter(clock.instant().minus(config.bus().loadFor()));
        return isKnown ? OptionalDouble.of(load.share()) : OptionalDouble.empty();
    }
}
