package cn.haihe.center.console.internal;

import cn.haihe.center.console.ConsoleConfig;
import cn.haihe.map.geo.BoundingBox;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The consoles that are live now. */
@ApplicationScoped
public class Consoles {
    private final Map<String, ConsoleClient> clients = new ConcurrentHashMap<>();
    private final ConsoleConfig config;
    private final ObjectMapper mapper;
    private final Counter sent;
    private final Counter skipped;

    Consoles(ConsoleConfig config, ObjectMapper mapper, MeterRegistry meters) {
        this.config = config;
        this.mapper = mapper;
        sent = meters.counter("haihe.console.frames", "outcome", "sent");
        skipped = meters.counter("haihe.console.frames", "outcome", "skipped");
        meters.gaugeMapSize("haihe.console.clients", Tags.empty(), clients);
    }

    /** @return false where the house is full: then nothing was added */
    public boolean add(String id, Function<String, Uni<Void>> send) {
        if (clients.size() >= config.maxClients()) {
            return false;
        }
        clients.put(id, new ConsoleClient(mapper, send));
        return true;
    }

    public void look(String id, BoundingBox box) {
        ConsoleClient client = clients.get(id);
        if (client != null) {
            client.look(box);
        }
    }

    public void remove(String id) {
        clients.remove(id);
    }

    boolean anyoneLooks() {
        return !clients.isEmpty();
    }

    void show(LivePicture picture) {
        clients.values().forEach(client -> (client.offer(picture) ? sent : skipped).increment());
    }
}
