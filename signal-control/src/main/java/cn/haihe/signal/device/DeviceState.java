package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;

/**
 * What one sees who stands before a simulated controller.
 *
 * @param plan 0 where none runs
 * @param stage 0 in all red and while flashing
 * @param unsafeStates what its conflict monitor caught since it was started
 */
public record DeviceState(RunMode mode, int plan, int stage, int unsafeStates, boolean connected) {}
