package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import java.util.List;

final class Values {
    private Values() {}

    static List<Address> addresses(List<DataValue> values) {
        return values.stream().map(DataValue::address).toList();
    }
}
