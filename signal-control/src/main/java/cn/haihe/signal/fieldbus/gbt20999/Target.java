package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireProfile;
import cn.haihe.signal.fieldbus.link.ControllerLink;
import cn.haihe.signal.fieldbus.link.Priority;
import cn.haihe.signal.fieldbus.link.Request;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/** A junction and the link to its controller: where an operation goes. On the bus's event loop. */
record Target(ControllerBinding binding, ControllerLink<Frame, Gbt20999Profile> link) {
    String junctionId() {
        return binding.junctionId();
    }

    int road() {
        return binding.roadId();
    }

    Gbt20999Profile profile() {
        return link.profile();
    }

    WireProfile wire() {
        return link.profile().wire();
    }

    Future<Outcome<Frame>> ask(Priority priority, String key, List<DataValue> values) {
        WireRequest content = new WireRequest(FrameType.QUERY, road(), values);
        return link.submit(Request.asking(priority, key, content, number -> frame(number, FrameType.QUERY, values)));
    }

    /** @param content what is said, where the values themselves are another at each attempt */
    Future<Outcome<Frame>> tell(
            Priority priority, String key, long generation, Object content, Supplier<List<DataValue>> values) {
        return link.submit(Request.intent(
                priority, key, content, generation, number -> frame(number, FrameType.SET, values.get())));
    }

    private Frame frame(int number, FrameType type, List<DataValue> values) {
        WireProfile wire = wire();
        return Frame.of(wire.version(), wire.hostId(), link.controllerId(), road(), number, type, values);
    }

    /** Asks for values, in as many frames as they need. */
    Future<Outcome<Answers>> query(Priority priority, String key, List<Address> addresses) {
        return new ValueQuery(this, priority, key, addresses).run();
    }

    /**
     * Sets values, in as many frames as they need; what is not confirmed is asked for.
     *
     * @param key what it is about: an older set with it that still waits is given up
     */
    Future<Outcome<Void>> set(Priority priority, String key, List<List<DataValue>> groups) {
        return new ValueSet(this, priority, key, groups).run();
    }
}
