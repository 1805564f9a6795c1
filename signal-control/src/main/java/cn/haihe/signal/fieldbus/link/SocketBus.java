package cn.haihe.signal.fieldbus.link;

import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.FieldBusCounters;
import cn.haihe.signal.fieldbus.FieldFailure;
import cn.haihe.signal.fieldbus.FieldListener;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.LinkProfile;
import cn.haihe.signal.fieldbus.LinkState;
import cn.haihe.signal.fieldbus.LinkTiming;
import cn.haihe.signal.fieldbus.Outcome;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every field bus over sockets has in common: controllers that dial in over TCP, controllers that the centre dials,
 * controllers over UDP, all on one event loop and one port. A protocol adds its messages and what they mean.
 *
 * @param <M> a message
 * @param <P> how the protocol deals with a make of controller
 */
public abstract class SocketBus<M, P> implements FieldBus {
    private static final Logger LOG = LoggerFactory.getLogger(SocketBus.class);
    private static final long TICK_MILLIS = 1_000;
    private static final int BROADCAST_AT_ONCE = 100;
    private static final long BROADCAST_PAUSE_MILLIS = 10;

    private final BusLimits limits;
    private final P usual;
    private final BusCounters counters = new BusCounters();
    private final LinkTable<M, P> links = new LinkTable<>();
    private final List<FieldListener> listeners = new CopyOnWriteArrayList<>();
    private final Loop loop = new Loop();
    private Vertx vertx;
    private FieldSockets<M, P> sockets;
    private volatile int port;
    private volatile boolean closed;
    /** The one that goes out, or the last one; on the event loop. */
    private Promise<Integer> broadcasting;

    /** @param usual for controllers that are registered without a profile of their own */
    protected SocketBus(P usual, BusLimits limits) {
        this.usual = usual;
        this.limits = limits;
    }

    protected abstract Wire<M> wire();

    protected abstract Dialect<M> dialect(P profile);

    protected abstract LinkTiming timing(P profile);

    /** @throws IllegalArgumentException on a profile of another protocol, or with settings that make no sense */
    protected abstract P profile(LinkProfile profile);

    /** What a controller sent. */
    protected abstract void received(ControllerLink<M, P> link, M message);

    /** To be called once, before anything else. */
    protected final <B extends SocketBus<M, P>> Future<B> open(B self, Vertx itsVertx, String host, int itsPort) {
        vertx = itsVertx;
        Promise<B> open = Promise.promise();
        vertx.deployVerticle(loop)
                .onFailure(open::fail)
                .onSuccess(id -> loop.run(() -> sockets.listen(host, itsPort)
                        .onSuccess(actual -> {
                            port = actual;
                            open.complete(self);
                        })
                        .onFailure(refused -> close().onComplete(over -> open.fail(refused)))));
        return open.future();
    }

    public final int port() {
        return port;
    }

    /** That dialled in and are open. */
    public final int connections() {
        return sockets.connections();
    }

    @Override
    public final void register(ControllerBinding binding) {
        register(binding, usual);
    }

    @Override
    public final void register(ControllerBinding binding, LinkProfile profile) {
        register(binding, profile(profile));
    }

    public final void register(ControllerBinding binding, P ownProfile) {
        loop.run(() -> registerNow(binding, ownProfile));
    }

    private void registerNow(ControllerBinding binding, P profile) {
        ControllerLink<M, P> known = links.find(binding.controllerId()).orElse(null);
        boolean sameWay = known != null
                && known.profile().equals(profile)
                && links.findWay(binding.controllerId())
                        .filter(before -> before.link() == binding.link()
                                && before.endpoint().equals(binding.endpoint()))
                        .isPresent();
        if (!sameWay && known != null) {
            known.close();
        }
        links.findBinding(binding.junctionId())
                .filter(before -> before.controllerId() != binding.controllerId())
                .ifPresent(before -> unregisterNow(binding.junctionId()));
        ControllerLink<M, P> link = sameWay
                ? known
                : new ControllerLink<>(
                        binding.controllerId(), profile, timing(profile), dialect(profile), limits, vertx, counters);
        links.put(binding, link);
        if (!sameWay) {
            sockets.reach(binding, link);
        }
    }

    @Override
    public final void unregister(String junctionId) {
        loop.run(() -> unregisterNow(junctionId));
    }

    private void unregisterNow(String junctionId) {
        links.remove(junctionId).ifPresent(ControllerLink::close);
    }

    @Override
    public final Optional<ControllerBinding> findBinding(String junctionId) {
        return links.findBinding(junctionId);
    }

    protected final LinkTable<M, P> links() {
        return links;
    }

    /** Does something with a junction's controller, on the event loop. */
    protected final <T> Future<Outcome<T>> onController(
            String junctionId, BiFunction<ControllerBinding, ControllerLink<M, P>, Future<Outcome<T>>> work) {
        Promise<Outcome<T>> result = Promise.promise();
        if (closed) {
            result.complete(new Outcome.Unconfirmed<>(FieldFailure.CLOSED));
            return result.future();
        }
        loop.run(() -> {
            Optional<ControllerBinding> binding = links.findBinding(junctionId);
            Optional<ControllerLink<M, P>> link = links.findOf(junctionId);
            if (binding.isEmpty() || link.isEmpty()) {
                result.complete(new Outcome.Unconfirmed<>(FieldFailure.UNKNOWN_JUNCTION));
                return;
            }
            begin(work, binding.get(), link.get()).onSuccess(outcome -> {
                if (outcome instanceof Outcome.Unconfirmed<T> unknown
                        && unknown.failure() == FieldFailure.UNINTELLIGIBLE) {
                    link.get().misunderstand();
                }
                result.complete(outcome);
            });
        });
        return result.future();
    }

    /** An answer that nobody foresaw makes no sense, and is no reason that a future of this interface fails. */
    private static <M, P, T> Future<Outcome<T>> begin(
            BiFunction<ControllerBinding, ControllerLink<M, P>, Future<Outcome<T>>> work,
            ControllerBinding binding,
            ControllerLink<M, P> link) {
        Future<Outcome<T>> begun;
        try {
            begun = work.apply(binding, link);
        } catch (RuntimeException unforeseen) {
            begun = Future.failedFuture(unforeseen);
        }
        return begun.otherwise(unforeseen -> {
            LOG.warn("controller {}", link.controllerId(), unforeseen);
            return new Outcome.Unconfirmed<>(FieldFailure.UNINTELLIGIBLE);
        });
    }

    /**
     * Sends a message to every controller that has a line, few at a time, and waits for no answer. While one such goes out
     * another is not begun: its result is that of the one under way.
     *
     * @param message by the profile of a controller and its number; empty for one that is left out
     * @return to how many it was sent
     */
    protected final Future<Integer> broadcast(BiFunction<P, Integer, Optional<M>> message) {
        if (closed) {
            return Future.succeededFuture(0);
        }
        Promise<Integer> result = Promise.promise();
        loop.run(() -> {
            if (broadcasting == null || broadcasting.future().isComplete()) {
                broadcasting = Promise.promise();
                sendSome(links.all().iterator(), message, 0, broadcasting);
            }
            broadcasting.future().onSuccess(result::complete);
        });
        return result.future();
    }

    private void sendSome(
            Iterator<ControllerLink<M, P>> rest,
            BiFunction<P, Integer, Optional<M>> message,
            int sentBefore,
            Promise<Integer> result) {
        int sent = sentBefore;
        for (int i = 0; i < BROADCAST_AT_ONCE && rest.hasNext(); i++) {
            ControllerLink<M, P> link = rest.next();
            sent += link.send(number -> message.apply(link.profile(), number)) ? 1 : 0;
        }
        int sentSoFar = sent;
        if (rest.hasNext()) {
            vertx.setTimer(BROADCAST_PAUSE_MILLIS, id -> sendSome(rest, message, sentSoFar, result));
        } else {
            result.tryComplete(sentSoFar);
        }
    }

    protected final void tell(Consumer<FieldListener> news) {
        listeners.forEach(news);
    }

    /** Tells the listeners of a status that was asked for. */
    protected final Future<Outcome<FieldStatus>> tellingStatus(Future<Outcome<FieldStatus>> polled) {
        return polled.onSuccess(outcome -> {
            if (outcome instanceof Outcome.Done<FieldStatus> done) {
                tell(listener -> listener.status(done.value()));
            }
        });
    }

    @Override
    public final Communication communication(String junctionId) {
        return links.findOf(junctionId).map(ControllerLink::communication).orElse(Communication.UNKNOWN);
    }

    @Override
    public final Optional<LinkState> findLinkState(String junctionId) {
        return links.findOf(junctionId).map(ControllerLink::state);
    }

    @Override
    public final void listen(FieldListener listener) {
        listeners.add(listener);
    }

    @Override
    public final FieldBusCounters counters() {
        return counters.snapshot();
    }

    @Override
    public final Future<Void> close() {
        if (closed || loop.deploymentID() == null) {
            return Future.succeededFuture();
        }
        closed = true;
        return vertx.undeploy(loop.deploymentID());
    }

    private final class Loop extends AbstractVerticle {
        @Override
        public void start() {
            sockets = new FieldSockets<>(vertx, links, wire(), limits, counters, SocketBus.this::received);
            vertx.setPeriodic(TICK_MILLIS, id -> links.all().forEach(ControllerLink::tick));
        }

        @Override
        public void stop() {
            sockets.close();
            if (broadcasting != null) {
                broadcasting.tryComplete(0);
            }
            links.all().forEach(ControllerLink::close);
        }

        void run(Runnable work) {
            context.runOnContext(nothing -> work.run());
        }
    }
}
