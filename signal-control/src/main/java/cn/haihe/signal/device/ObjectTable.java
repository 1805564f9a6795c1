package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import java.util.Optional;

/** What a controller answers to queries: the present value of each item that it holds, from the table of its class. */
final class ObjectTable {
    private final DeviceTable device;
    private final PhaseTable phases;
    private final StageTable stages;
    private final RowTable rows;
    private final DetectorTable detectors;

    ObjectTable(DeviceConfig config, Cabinet cabinet) {
        device = new DeviceTable(config, cabinet);
        phases = new PhaseTable(config, cabinet);
        stages = new StageTable(config, cabinet);
        rows = new RowTable(config, cabinet);
        detectors = new DetectorTable(cabinet.detectors());
    }

    /** Empty where the controller does not hold it. */
    Optional<byte[]> find(Address address) {
        return Item.find(address).flatMap(item -> find(item, address.element()));
    }

    private Optional<byte[]> find(Item item, int row) {
        return switch (item.at(0).dataClass()) {
            case 3, 4, 7 -> phases.find(item, row);
            case 5, 14 -> detectors.find(item, row);
            case 6, 10 -> stages.find(item, row);
            case 8, 9, 11, 12, 15, 16 -> rows.find(item, row);
            default -> device.find(item, row);
        };
    }
}
