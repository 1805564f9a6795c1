package cn.haihe.center.bus;

import cn.haihe.center.source.Terminal;
import cn.haihe.map.traffic.Grade;

/**
 * A bus as it is shown.
 *
 * @param terminal what the register says of it
 * @param ageSeconds of the position; 0 where the terminal's clock is a little ahead
 */
public record LiveBus(BusPosition position, Terminal terminal, long ageSeconds, Grade grade) {}
