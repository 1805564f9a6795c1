package cn.haihe.signal.fieldbus.gbt20999;

/** An open way to one controller. */
interface Line {
    /** @param frame plain bytes, as {@code FrameCodec} makes them; @return false where the line is too full for it */
    boolean send(byte[] frame);

    void close();
}
