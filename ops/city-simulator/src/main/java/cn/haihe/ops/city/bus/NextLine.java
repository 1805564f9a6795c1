package cn.haihe.ops.city.bus;

import cn.haihe.ops.city.network.BusLine;

/** Decides what a bus drives after it has come to the end of a line. */
public interface NextLine {
    BusLine after(BusLine line);
}
