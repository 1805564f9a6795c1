package cn.haihe.center.adaptive.internal;

import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.signal.adaptive.AdaptiveControl;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jboss.logging.Logger;

/** Junctions that were released, and not yet seen in their own plans: given back again until they are. */
final class Leaving {
    private static final Logger LOG = Logger.getLogger(Leaving.class);

    private final AdaptiveStore store;
    private final AdaptiveControl control;
    private final ControllerRegister register;
    private final OtherHolders others;
    private final Set<String> leaving = new ConcurrentSkipListSet<>();
    /** Of those, whom the database does not know to be leaving. */
    private final Set<String> unstored = ConcurrentHashMap.newKeySet();

    Leaving(AdaptiveStore store, AdaptiveControl control, ControllerRegister register, OtherHolders others) {
        this.store = store;
        this.control = control;
        this.register = register;
        this.others = others;
    }

    /** As the hub before left it. */
    void goOn(String junctionId) {
        leaving.add(junctionId);
    }

    void begin(String junctionId) {
        leaving.add(junctionId);
        unstored.add(junctionId);
    }

    /** It is taken again. */
    void end(String junctionId) {
        leaving.remove(junctionId);
    }

    boolean contains(String junctionId) {
        return leaving.contains(junctionId);
    }

    Set<String> junctions() {
        return leaving;
    }

    /** What the database does not take now is offered again with the next second. */
    Uni<Void> storeThatItLeaves(String junctionId) {
        return store.leave(junctionId)
                .invoke(() -> unstored.remove(junctionId))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf(
                            "that %s leaves adaptive control is not stored yet: %s", junctionId, failure.getMessage());
                    return Uni.createFrom().voidItem();
                });
    }

    /** The controller's answer may be lost, and a hold may overtake it: over only when it is seen out of our hands. */
    void giveBackAgain(String id) {
        if (unstored.contains(id)) {
            storeThatItLeaves(id).subscribe().with(done -> {});
        } else if (register.find(id).isEmpty()) {
            forget(id);
        } else if (others.find(id).isEmpty()) {
            control.release(id).onSuccess(isBack -> {
                if (isBack) {
                    forget(id);
                }
            });
        }
    }

    void forget(String id) {
        store.forget(id)
                .subscribe()
                .with(
                        done -> leaving.remove(id),
                        failure -> LOG.warnf("that %s was given back is not stored: %s", id, failure.getMessage()));
    }
}
