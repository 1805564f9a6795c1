package cn.haihe.center.bus.jt808;

/** Takes what {@link FrameSplitter} finds. The array belongs to the splitter's caller and is valid during the call. */
public interface FrameSink {
    /** @param message header, body and checksum, unescaped; the checksum is right */
    void frame(byte[] message, int length);

    /** @param bytes what came between the flags, unescaped as far as possible; at most {@link FrameSplitter#LONGEST} */
    void fault(FrameFault fault, byte[] bytes, int length);
}
