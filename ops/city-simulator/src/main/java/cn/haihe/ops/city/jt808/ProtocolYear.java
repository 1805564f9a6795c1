package cn.haihe.ops.city.jt808;

/** The edition of JT/T 808 that a terminal speaks: it fixes the header and the widths of some fields. */
public enum ProtocolYear {
    Y2013(6, 5, 20, 7),
    Y2019(10, 11, 30, 30);

    final int phoneBytes;
    final int makerBytes;
    final int modelBytes;
    final int terminalIdBytes;

    ProtocolYear(int phoneBytes, int makerBytes, int modelBytes, int terminalIdBytes) {
        this.phoneBytes = phoneBytes;
        this.makerBytes = makerBytes;
        this.modelBytes = modelBytes;
        this.terminalIdBytes = terminalIdBytes;
    }
}
