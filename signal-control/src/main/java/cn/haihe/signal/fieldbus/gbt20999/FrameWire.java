package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.gbt20999.wire.Decoded;
import cn.haihe.signal.fieldbus.gbt20999.wire.Escape;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameCodec;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameDefect;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameSplitter;
import cn.haihe.signal.fieldbus.link.Wire;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Frames on sockets: escaped over TCP, as they are over UDP, one to a datagram. */
record FrameWire(int maxFrameBytes) implements Wire<Frame> {
    @Override
    public Consumer<byte[]> splitter(Sink<Frame> sink) {
        return new FrameSplitter(maxFrameBytes, decoded -> sort(decoded, sink))::accept;
    }

    @Override
    public void readDatagram(byte[] datagram, Sink<Frame> sink) {
        sort(
                datagram.length > maxFrameBytes ? new Decoded.Bad(FrameDefect.TOO_LONG) : FrameCodec.decode(datagram),
                sink);
    }

    private static void sort(Decoded decoded, Sink<Frame> sink) {
        if (decoded instanceof Decoded.Good good) {
            sink.message(good.frame());
        } else {
            sink.defect(((Decoded.Bad) decoded).defect());
        }
    }

    @Override
    public byte[] toDatagram(Frame frame) {
        return FrameCodec.encode(frame);
    }

    @Override
    public byte[] toStream(Frame frame) {
        return Escape.escape(FrameCodec.encode(frame));
    }

    @Override
    public OptionalLong findController(Frame frame) {
        return OptionalLong.of(frame.controllerId());
    }
}
