package cn.haihe.center.signals.internal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.verify.VerifiedPlan;
import cn.haihe.signal.verify.VerifiedTimetable;
import io.vertx.core.Future;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusInChargeTest {
    private final List<String> reached = new ArrayList<>();
    private final AtomicBoolean ours = new AtomicBoolean();
    private final FieldBus bus = new BusInCharge(
            (FieldBus) Proxy.newProxyInstance(
                    FieldBus.class.getClassLoader(), new Class<?>[] {FieldBus.class}, (self, method, arguments) -> {
                        reached.add(method.getName());
                        return Future.succeededFuture(
                                method.getName().equals("broadcastClock") ? 1 : new Outcome.Done<>(null));
                    }),
            ours::get);

    private List<Future<Outcome<Void>>> acts() {
        return List.of(
                bus.load((VerifiedPlan) null),
                bus.load((VerifiedTimetable) null),
                bus.activate("J1", 1),
                bus.command(new JunctionCommand.Release("J1")),
                bus.setClock("J1"));
    }

    @Test
    void nothingIsChangedInTheStreetByAHubThatIsNotInCharge() {
        assertThat(acts()).allMatch(act -> act.result().equals(new Outcome.Refused<>(BusInCharge.REFUSAL)));
        assertThat(bus.broadcastClock().result()).isZero();
        assertThat(reached).isEmpty();
        bus.poll("J1");
        bus.readBack("J1", 1);
        assertThat(reached).containsExactly("poll", "readBack");
        reached.clear();
        ours.set(true);
        assertThat(acts()).allMatch(act -> act.result() instanceof Outcome.Done);
        assertThat(bus.broadcastClock().result()).isOne();
        assertThat(reached).containsExactly("load", "load", "activate", "command", "setClock", "broadcastClock");
    }

    @Test
    void hubsOnMachinesWithoutANameAreCalledDifferentlyAndTheSameAgain(@TempDir Path one, @TempDir Path other)
            throws IOException {
        assertThat(HubName.host("hub-a.city", one)).isEqualTo("hub-a.city");
        String name = HubName.host("localhost", one.resolve("new"));
        assertThat(name).startsWith("localhost-");
        assertThat(HubName.host("localhost", one.resolve("new"))).isEqualTo(name);
        assertThat(HubName.host("localhost", other)).isNotEqualTo(name);
    }
}
