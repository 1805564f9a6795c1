package cn.haihe.signal.device;

import java.util.Optional;

/** Commands of class 18; the code is the ordinal. */
enum DeviceCommand {
    CANCEL,
    FLASH,
    ALL_RED,
    LIGHTS_ON,
    LIGHTS_OFF,
    RESTART;

    static Optional<DeviceCommand> find(int code) {
        return code >= 0 && code < values().length ? Optional.of(values()[code]) : Optional.empty();
    }
}
