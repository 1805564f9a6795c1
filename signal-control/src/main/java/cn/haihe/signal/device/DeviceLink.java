package cn.haihe.signal.device;

/**
 * How a simulated controller reaches the centre.
 *
 * @param host name or address of the centre
 * @param port 1 to 65535
 */
public record DeviceLink(Kind kind, String host, int port) {
    public enum Kind {
        /** The controller dials in, and again when the line breaks. */
        TCP,
        UDP
    }

    public DeviceLink {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port);
        }
    }

    public static DeviceLink tcp(String host, int port) {
        return new DeviceLink(Kind.TCP, host, port);
    }

    public static DeviceLink udp(String host, int port) {
        return new DeviceLink(Kind.UDP, host, port);
    }
}
