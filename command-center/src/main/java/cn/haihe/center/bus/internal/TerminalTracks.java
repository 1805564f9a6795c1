package cn.haihe.center.bus.internal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The track of every registered terminal that has signed on since the hub started: no more than the register holds. */
@ApplicationScoped
class TerminalTracks {
    private final Map<String, TerminalTrack> byId = new ConcurrentHashMap<>();

    TerminalTrack of(String id) {
        return byId.computeIfAbsent(id, TerminalTrack::new);
    }
}
