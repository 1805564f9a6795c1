package cn.haihe.signal.fieldbus;

import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.timetable.Timetable;
import cn.haihe.signal.verify.VerifiedPlan;
import cn.haihe.signal.verify.VerifiedTimetable;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way to the controllers in the street, whatever they speak. Every operation ends in bounded time with a typed
 * outcome; a future of this interface never fails. Operations on one controller run one after the other: what is for safety
 * first, then commands, then what is loaded and read back, then polls. One that waits already is not queued again, and a
 * newer intent for the same thing takes the place of an older one. All methods may be called from any thread.
 */
public interface FieldBus {
    /** Makes a junction's controller known, or moves the junction to another one. */
    void register(ControllerBinding binding);

    /**
     * The same for a controller of a make that is dealt with in its own way.
     *
     * @throws IllegalArgumentException on a profile of another protocol, or with settings that make no sense
     */
    void register(ControllerBinding binding, LinkProfile profile);

    void unregister(String junctionId);

    Optional<ControllerBinding> findBinding(String junctionId);

    /** Stores a plan in its controller without running it. Only a verified plan can go there. */
    Future<Outcome<Void>> load(VerifiedPlan plan);

    /** The plan as the controller holds it. */
    Future<Outcome<TimingPlan>> readBack(String junctionId, int planNumber);

    /** Has the controller run a plan that it holds, commanded by the centre. */
    Future<Outcome<Void>> activate(String junctionId, int planNumber);

    /** Has the controller do something else than run a plan. */
    Future<Outcome<Void>> command(JunctionCommand command);

    /** Asks for mode, plan and stage; {@link FieldListener}s hear of it too. */
    Future<Outcome<FieldStatus>> poll(String junctionId);

    /**
     * Asks for detectors now, whether they report by themselves or not; those that the controller doesn't have are left out.
     *
     * @param detectors the controller's numbers, 1 to 64
     */
    Future<Outcome<List<DetectorReading>>> readDetectors(String junctionId, Set<Integer> detectors);

    /** @param stage 1 to 64 */
    Future<Outcome<StageProgress>> readStage(String junctionId, int stage);

    /** Sets the controller's clock to the centre's. */
    Future<Outcome<Void>> setClock(String junctionId);

    /**
     * Tells the centre's time to every controller that is connected and of a make that takes it so. Nobody answers, and a clock
     * that matters is read afterwards; controllers are told few at a time, and one broadcast at a time goes out.
     *
     * @return to how many it was sent
     */
    Future<Integer> broadcastClock();

    Future<Outcome<ClockReading>> readClock(String junctionId);

    Future<Outcome<CabinetHealth>> readHealth(String junctionId);

    /** Has the controller hold these day plans and schedules of its junction, and no other schedules of it. */
    Future<Outcome<Void>> load(VerifiedTimetable timetable);

    /** What the controller holds and can run for this junction: to be compared with {@link Timetable#effective}. */
    Future<Outcome<Timetable>> readBackTimetable(String junctionId);

    Communication communication(String junctionId);

    /** Empty where the junction is not registered. */
    Optional<LinkState> findLinkState(String junctionId);

    void listen(FieldListener listener);

    FieldBusCounters counters();

    Future<Void> close();
}
