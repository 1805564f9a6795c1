package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.gbt20999.wire.CenterControl;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import java.util.List;

/** Commands of the centre as rows of 17.1. */
final class WireCommands {
    private static final int NONE = 0;

    private WireCommands() {}

    static List<DataValue> toWire(JunctionCommand command, int road) {
        if (command instanceof JunctionCommand.HoldStage hold) {
            return CenterControl.all(road, hold.stage().stage(), NONE, mode(hold.purpose()));
        }
        // All three values each time: what an earlier command left in the others would else go on to hold.
        return CenterControl.all(road, NONE, NONE, mode(command));
    }

    private static RunMode mode(JunctionCommand.Purpose purpose) {
        return switch (purpose) {
            case ADAPTIVE -> RunMode.CENTER_ADAPTIVE;
            case PRIORITY -> RunMode.CENTER;
            case MANUAL -> RunMode.CENTER_MANUAL;
        };
    }

    private static RunMode mode(JunctionCommand command) {
        if (command instanceof JunctionCommand.Flash) {
            return RunMode.FLASH;
        }
        if (command instanceof JunctionCommand.AllRed) {
            return RunMode.ALL_RED;
        }
        return command instanceof JunctionCommand.LightsOff ? RunMode.ALL_OFF : RunMode.LOCAL;
    }
}
