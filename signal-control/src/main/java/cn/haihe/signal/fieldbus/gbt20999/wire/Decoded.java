package cn.haihe.signal.fieldbus.gbt20999.wire;

/** What decoding gives: a frame, or the defect. */
public sealed interface Decoded {
    record Good(Frame frame) implements Decoded {}

    record Bad(FrameDefect defect) implements Decoded {}
}
