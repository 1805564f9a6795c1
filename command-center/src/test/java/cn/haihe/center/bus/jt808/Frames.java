package cn.haihe.center.bus.jt808;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Frames of real terminals (F1 to F12 of the project's fact sheet), and the means to take frames apart in tests. */
public final class Frames {
    static final String F1_HEARTBEAT = "7E00020000040021679287002B7D027E";
    static final String F2_TERMINAL_REPLY = "7E0001000501234567890004B303E8000200D37E";
    static final String F3_REGISTER_2013 =
            "7E0100002D013511221122000500000000373031303748422D52303347424400000000000000000000003233363631303402CBD54241"
                    + "36383630387E";
    static final String F4_REGISTER_2019 =
            "7E010040560100000000013912344329007B000B000269643938373635343332317479706530303132333435363738313233343536"
                    + "373838373635343332314944303030303132333435363738313233343536373838373635343332"
                    + "3101B8CA4A2D313233343539257E";
    static final String F5_AUTHENTICATE_2013 = "7E0102000C013912344321007B61646D696E2D3132333435364D7E";
    static final String F6_AUTHENTICATE_2019 =
            "7E010240500100000000017299841738FFFF2C706D59477A47756B4F384B345A356C70494F5467386471623365707259614842625853"
                    + "504C7464627947383D313233343536373839303132333435332E372E31350000000000000000000000000000347E";
    static final String F7_LOCATION_2019 =
            "7E0200402D01000000000139123443210000003000000040000101CD41C2072901B00929029A005A23042821314101040000029B0202"
                    + "004303020309300163897E";
    static final String F8_LOCATION_2013 =
            "7E0200002A013833501744001900000000000000C201597FA806CC01580080000000081508180721210104000002F502020000030200"
                    + "009F7E";
    static final String F9_LOCATION_WEST =
            "7E0200002E094027587492000A000000010000000A03083DB7001329F3000000140000130412164952010400000012360A0002341502"
                    + "CB0C20085C107E";
    static final String F10_BATCH =
            "7E070400E401583860765500040003010049000000000004000301D9F190073CA3C1000C00000000211204082941010400D728AD3001"
                    + "003101092504000000001404000000041504000000001604000000001702000118030000000049000000000004000301D9F190073CA3C1"
                    + "000C00000000211130171352010400D728AD300100310109250400000000140400000004150400000000160400000000170200011803"
                    + "0000000049000000000004000301D9F190073CA3C1000C00000000211130171357010400D728AD300115310109250400000000140400"
                    + "000004150400000000160400000000170200011803000000407E";
    static final String F11_DRIVER_IN =
            "7E070200620182712086250202012604091727390014C4E3BAC300000000000000000000000000000000343136373536313939303036"
                    + "30353433343900001800000000000000000000000000000000000000000000000020340409343136373536313939303036303534333439"
                    + "00007D027E";
    static final String F12_REGISTER_REPLY = "7E810000150139123443230000006F00436F64652D313233343536212121B9FEB9FEA37E";

    private Frames() {}

    /** Everything that a splitter told of some bytes. */
    static final class Recorder implements FrameSink {
        final List<byte[]> messages = new ArrayList<>();
        final List<FrameFault> faults = new ArrayList<>();

        @Override
        public void frame(byte[] message, int length) {
            messages.add(Arrays.copyOf(message, length));
        }

        @Override
        public void fault(FrameFault fault, byte[] bytes, int length) {
            faults.add(fault);
        }
    }

    /** As a connection does: what was read is released, so that nobody else may hold it. */
    static Recorder split(ByteBuf... reads) {
        Recorder recorder = new Recorder();
        FrameSplitter splitter = new FrameSplitter();
        byte[] scratch = FrameSplitter.newScratch();
        for (ByteBuf read : reads) {
            splitter.accept(read, scratch, recorder);
            read.release();
        }
        return recorder;
    }

    static MessageView view(String hex) {
        Recorder recorder = split(Unpooled.wrappedBuffer(bytes(hex)));
        if (recorder.messages.size() != 1 || !recorder.faults.isEmpty()) {
            throw new AssertionError("not one message but " + recorder.messages.size() + ", faults " + recorder.faults);
        }
        return view(recorder.messages.get(0));
    }

    static MessageView view(byte[] message) {
        MessageView view = new MessageView();
        view.read(message, message.length).ifPresent(fault -> {
            throw new AssertionError("not readable: " + fault);
        });
        return view;
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** A whole 2013 message with its checksum, not escaped. */
    static byte[] message2013(int id, int serial, int propertyFlags, byte[] packet, byte[] body) {
        byte[] message = new byte[12 + packet.length + body.length + 1];
        message[0] = (byte) (id >>> 8);
        message[1] = (byte) id;
        int properties = body.length | propertyFlags;
        message[2] = (byte) (properties >>> 8);
        message[3] = (byte) properties;
        byte[] phone = bytes("013900000001");
        System.arraycopy(phone, 0, message, 4, 6);
        message[10] = (byte) (serial >>> 8);
        message[11] = (byte) serial;
        System.arraycopy(packet, 0, message, 12, packet.length);
        System.arraycopy(body, 0, message, 12 + packet.length, body.length);
        byte checksum = 0;
        for (byte b : message) {
            checksum ^= b;
        }
        message[message.length - 1] = checksum;
        return message;
    }

    /** The flags and escapes around a message, written once more and independently of the code under test. */
    static ByteBuf escaped(byte[] message) {
        ByteBuf out = Unpooled.buffer();
        out.writeByte(0x7E);
        for (byte b : message) {
            switch (b) {
                case 0x7E -> out.writeShort(0x7D02);
                case 0x7D -> out.writeShort(0x7D01);
                default -> out.writeByte(b);
            }
        }
        return out.writeByte(0x7E);
    }
}
