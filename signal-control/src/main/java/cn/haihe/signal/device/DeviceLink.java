package cn.haihe.signal.device;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a simulated controller reaches the centre. One that was given several addresses turns from one that refuses it, or stays
 * silent for {@link #SILENT_HEARTBEATS} heartbeats, to the next.
 *
 * @param centres at least one, tried in turn
 */
public record DeviceLink(Kind kind, List<Centre> centres) {
    static final int SILENT_HEARTBEATS = 3;

    public enum Kind {
        /** The controller dials in, and again when the line breaks. */
        TCP,
        UDP
    }

    /**
     * @param host name or address of the centre
     * @param port 1 to 65535
     */
    public record Centre(String host, int port) {
        public Centre {
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("port " + port);
            }
        }
    }

    public DeviceLink {
        centres = List.copyOf(centres);
        if (centres.isEmpty()) {
            throw new IllegalArgumentException("no address of a centre");
        }
    }

    public DeviceLink(Kind kind, String host, int port) {
        this(kind, List.of(new Centre(host, port)));
    }

    public static DeviceLink tcp(String host, int port) {
        return new DeviceLink(Kind.TCP, host, port);
    }

    public static DeviceLink udp(String host, int port) {
        return new DeviceLink(Kind.UDP, host, port);
    }

    /** With one more address, where all before are silent. */
    public DeviceLink orElse(String host, int port) {
        return new DeviceLink(
                kind,
                Stream.concat(centres.stream(), Stream.of(new Centre(host, port)))
                        .toList());
    }

    boolean hasChoice() {
        return centres.size() > 1;
    }

    /** The centre of the nth turn. */
    Centre centre(int turn) {
        return centres.get(Math.floorMod(turn, centres.size()));
    }
}
