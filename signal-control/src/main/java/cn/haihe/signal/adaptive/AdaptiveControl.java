package cn.haihe.signal.adaptive;

import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.verify.SafetyVerifier;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Controls junctions by what their detectors see, through the field bus: each second it reads every junction's detectors and
 * stage, and commands another stage where that saves delay. Each junction decides for itself. The controllers keep minimum
 * greens and clearances on their own. Where detectors fail it goes on by the flows of the minutes before, and after
 * {@value AdaptiveJunction#BLIND_SECONDS} s gives the junction back to its own plan until they are seen again.
 *
 * <p>Any thread may call.
 */
public final class AdaptiveControl {
    private final FieldBus bus;
    private final SafetyVerifier verifier;
    private final Clock clock;
    private final Map<String, AdaptiveJunction> junctions = new ConcurrentSkipListMap<>();
    /** Whose controllers have confirmed it since they were taken last. */
    private final Set<String> givenBack = ConcurrentHashMap.newKeySet();

    /** @param clock that seconds are counted by: the street's, if that is not the real one */
    public AdaptiveControl(FieldBus bus, SafetyVerifier verifier, Clock clock) {
        this.bus = bus;
        this.verifier = verifier;
        this.clock = clock;
    }

    /**
     * Takes a junction from its plan with the next second.
     *
     * @throws IllegalArgumentException where the junction has a stage that is not safe
     */
    public void take(AdaptiveSite site) {
        add(site, true);
    }

    /**
     * Looks at a junction as if it were taken, and compares with what its plan does, but commands nothing: the shadow of adaptive
     * control. To be ended with {@link #yield}.
     *
     * @throws IllegalArgumentException where the junction has a stage that is not safe
     */
    public void watch(AdaptiveSite site) {
        add(site, false);
    }

    private void add(AdaptiveSite site, boolean acts) {
        givenBack.remove(site.junction().id());
        AdaptiveJunction junction = new AdaptiveJunction(bus, verifier, site, clock.instant(), acts);
        junctions.merge(site.junction().id(), junction, (old, fresh) -> old);
    }

    /** How a junction that is watched would fare; empty for all others. */
    public Optional<ShadowComparison> findComparison(String junctionId) {
        return Optional.ofNullable(junctions.get(junctionId)).flatMap(AdaptiveJunction::comparison);
    }

    /**
     * Gives a junction back to its own plan; nothing is sent to one that is out of work or worked by hand. To be called again
     * until it is back. A plan of the centre counts only once the controller has confirmed that it was given back: one that was
     * told to hold a stage may name its plan until the stage comes.
     *
     * @return whether the controller was seen to run a plan by itself or of the centre, before anything was sent
     */
    public Future<Boolean> release(String junctionId) {
        boolean wasTaken = drop(junctionId);
        if (wasTaken) {
            givenBack.remove(junctionId);
        }
        return AdaptiveJunction.release(bus, junctionId, wasTaken, givenBack);
    }

    private boolean drop(String junctionId) {
        AdaptiveJunction junction = junctions.remove(junctionId);
        if (junction != null) {
            junction.end();
        }
        return junction != null;
    }

    /** Drops a junction that somebody else has now, and commands it no more. */
    public void yield(String junctionId) {
        drop(junctionId);
    }

    public Future<Void> releaseAll() {
        return Future.join(junctions.values().stream()
                        .filter(AdaptiveJunction::acts)
                        .map(junction -> release(junction.state().junctionId()))
                        .toList())
                .otherwiseEmpty()
                .mapEmpty();
    }

    /**
     * Looks at every junction once and commands what follows; to be called once a second of the street. A junction whose last
     * second is not over yet is left out.
     *
     * @return when every junction has answered or failed to
     */
    public Future<Void> second() {
        List<Future<Void>> all = junctions.values().stream()
                .map(junction -> junction.second(clock.instant()))
                .toList();
        return Future.join(all).otherwiseEmpty().mapEmpty();
    }

    public Optional<AdaptiveState> findState(String junctionId) {
        return Optional.ofNullable(junctions.get(junctionId)).map(AdaptiveJunction::state);
    }

    public List<AdaptiveState> states() {
        return junctions.values().stream().map(AdaptiveJunction::state).toList();
    }
}
