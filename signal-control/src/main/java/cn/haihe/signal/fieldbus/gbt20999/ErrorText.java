package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.ErrorCode;

/** The words for the error byte of a value. */
final class ErrorText {
    private ErrorText() {}

    static boolean saysAbsent(DataValue error) {
        return error.value().length == 1 && (error.value()[0] & 0xFF) == ErrorCode.NO_SUCH_OBJECT.code();
    }

    static String of(DataValue error) {
        if (error.value().length != 1) {
            return "error of " + error.value().length + " bytes";
        }
        int code = error.value()[0] & 0xFF;
        return ErrorCode.find(code).map(Enum::name).orElse("error code") + String.format(" (0x%02x)", code);
    }
}
