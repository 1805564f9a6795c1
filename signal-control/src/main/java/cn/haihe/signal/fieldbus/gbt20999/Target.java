package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireProfile;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.function.Supplier;

/** A junction and the session of its controller: where an operation goes. On the bus's event loop. */
record Target(ControllerBinding binding, ControllerSession session) {
    String junctionId() {
        return binding.junctionId();
    }

    int road() {
        return binding.roadId();
    }

    LinkProfile profile() {
        return session.profile();
    }

    WireProfile wire() {
        return session.profile().wire();
    }

    Future<Outcome<Frame>> send(Priority priority, String key, FrameType type, Supplier<List<DataValue>> values) {
        return session.submit(new Operation(priority, key, road(), type, values, Promise.promise()));
    }

    /** Asks for values, in as many frames as they need. */
    Future<Outcome<Answers>> query(Priority priority, String key, List<Address> addresses) {
        return new ValueQuery(this, priority, key, addresses).run();
    }

    /** Sets values, in as many frames as they need; what is not confirmed is asked for. */
    Future<Outcome<Void>> set(Priority priority, List<List<DataValue>> groups) {
        return new ValueSet(this, priority, groups).run();
    }
}
