package cn.haihe.center.bus.jt808;

/**
 * The edition that a message's header shows by its version flag. 2011 has the header of 2013; only the register
 * message tells them apart, by its length.
 */
public enum ProtocolYear {
    Y2013(12, 6),
    Y2019(17, 10);

    final int headerBytes;
    final int phoneBytes;

    ProtocolYear(int headerBytes, int phoneBytes) {
        this.headerBytes = headerBytes;
        this.phoneBytes = phoneBytes;
    }
}
