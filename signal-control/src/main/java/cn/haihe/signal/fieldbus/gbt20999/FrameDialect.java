package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireProfile;
import cn.haihe.signal.fieldbus.link.Dialect;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which frame answers which: by type, addresses and sequence, or without the sequence where the profile lets it. */
record FrameDialect(Gbt20999Profile profile) implements Dialect<Frame> {
    @Override
    public Match match(Frame request, Frame answer) {
        boolean rightType = request.type() == FrameType.QUERY
                ? answer.type() == FrameType.QUERY_REPLY || answer.type() == FrameType.QUERY_ERROR
                : answer.type() == FrameType.SET_REPLY || answer.type() == FrameType.SET_ERROR;
        if (!rightType || !containsAll(request.values(), answer.values())) {
            return Match.NONE;
        }
        if (answer.sequence() == request.sequence()) {
            return Match.BY_NUMBER;
        }
        return profile.strictSequence() || answer.values().isEmpty() ? Match.NONE : Match.BY_CONTENT;
    }

    private static boolean containsAll(List<DataValue> asked, List<DataValue> answered) {
        boolean inOrder = answered.size() <= asked.size();
        for (int i = 0; inOrder && i < answered.size(); i++) {
            inOrder =
                    answered.get(i).address().packed() == asked.get(i).address().packed();
        }
        return inOrder || addresses(asked).containsAll(addresses(answered));
    }

    private static Set<Integer> addresses(List<DataValue> values) {
        Set<Integer> addresses = new HashSet<>(values.size() * 2);
        values.forEach(value -> addresses.add(value.address().packed()));
        return addresses;
    }

    @Override
    public Optional<Frame> heartbeat(long controllerId, int sequence) {
        WireProfile wire = profile.wire();
        return Optional.of(Frame.heartbeat(
                wire.version(), wire.hostId(), controllerId, 0, sequence, FrameType.HEARTBEAT, !wire.shortHeartbeat()));
    }
}
