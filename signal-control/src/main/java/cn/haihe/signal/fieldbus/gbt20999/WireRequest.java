package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import java.util.List;

/** What a frame asks or says: equal ones need to be sent only once. */
record WireRequest(FrameType type, int road, List<DataValue> values) {}
