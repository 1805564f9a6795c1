package cn.haihe.center.bus.jt808;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts messages together that one terminal sent in several packets. It holds a few unfinished messages of bounded size;
 * beyond that the oldest is given up, and an unfinished one expires. Used by one event loop.
 */
public final class Reassembly {
    /** Unfinished messages of a terminal at once. */
    static final int MOST_MESSAGES = 4;
    /** Packets of one message: 64 KiB, more than an hour of fixes. */
    static final int MOST_PACKETS = 64;
    /** How long a message may stay unfinished after its last packet. */
    static final long EXPIRY_MILLIS = 60_000;

    private final List<Group> groups = new ArrayList<>(1);
    private long abandoned;

    /** How one packet was taken. */
    public sealed interface Outcome {
        /** More packets are to come. */
        record Waiting() implements Outcome {}

        /** The last number came, but others did not: they should be asked for. */
        record Missing(int firstSerial, int[] packetNumbers) implements Outcome {}

        /** The body is whole. */
        record Complete(byte[] body) implements Outcome {}

        /** More packets than the centre takes. */
        record TooMany() implements Outcome {}
    }

    private static final Outcome WAITING = new Outcome.Waiting();
    private static final Outcome TOO_MANY = new Outcome.TooMany();

    /** @param nowMillis of a clock that never goes back */
    public Outcome accept(MessageView packet, long nowMillis) {
        expire(nowMillis);
        if (packet.packetTotal() > MOST_PACKETS) {
            return TOO_MANY;
        }
        Group group = groupOf(packet);
        group.lastPacketMillis = nowMillis;
        int index = packet.packetNumber() - 1;
        if (group.packets[index] == null) {
            group.packets[index] =
                    Arrays.copyOfRange(packet.bytes(), packet.bodyAt(), packet.bodyAt() + packet.bodyLength());
            group.missing--;
        }
        if (group.missing == 0) {
            groups.remove(group);
            return new Outcome.Complete(group.join());
        }
        return packet.packetNumber() == packet.packetTotal()
                ? new Outcome.Missing(group.firstSerial, group.missingNumbers())
                : WAITING;
    }

    /** Messages given up so far because they stayed unfinished. */
    public long abandoned() {
        return abandoned;
    }

    private void expire(long nowMillis) {
        int before = groups.size();
        groups.removeIf(group -> nowMillis - group.lastPacketMillis > EXPIRY_MILLIS);
        abandoned += before - groups.size();
    }

    private Group groupOf(MessageView packet) {
        int firstSerial = packet.serial() - packet.packetNumber() + 1 & 0xFFFF;
        for (Group group : groups) {
            if (group.messageId == packet.id()
                    && group.firstSerial == firstSerial
                    && group.packets.length == packet.packetTotal()) {
                return group;
            }
        }
        if (groups.size() == MOST_MESSAGES) {
            groups.remove(0);
            abandoned++;
        }
        Group group = new Group(packet.id(), firstSerial, packet.packetTotal());
        groups.add(group);
        return group;
    }

    private static final class Group {
        final int messageId;
        final int firstSerial;
        final byte[][] packets;
        int missing;
        long lastPacketMillis;

        Group(int messageId, int firstSerial, int total) {
            this.messageId = messageId;
            this.firstSerial = firstSerial;
            this.packets = new byte[total][];
            this.missing = total;
        }

        byte[] join() {
            int length = 0;
            for (byte[] packet : packets) {
                length += packet.length;
            }
            byte[] body = new byte[length];
            int at = 0;
            for (byte[] packet : packets) {
                System.arraycopy(packet, 0, body, at, packet.length);
                at += packet.length;
            }
            return body;
        }

        int[] missingNumbers() {
            int[] numbers = new int[missing];
            int count = 0;
            for (int i = 0; i < packets.length; i++) {
                if (packets[i] == null) {
                    numbers[count++] = i + 1;
                }
            }
            return numbers;
        }
    }
}
