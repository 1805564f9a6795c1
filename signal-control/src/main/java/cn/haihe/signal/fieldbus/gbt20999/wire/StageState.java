package cn.haihe.signal.fieldbus.gbt20999.wire;

/** Stage states of 6.3.2. */
public enum StageState {
    NO_RIGHT_OF_WAY(0x10),
    RUNNING(0x20),
    TRANSITION(0x30);

    private final int code;

    StageState(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
