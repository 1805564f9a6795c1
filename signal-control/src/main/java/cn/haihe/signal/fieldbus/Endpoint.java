package cn.haihe.signal.fieldbus;

/** Where a controller listens. */
public record Endpoint(String host, int port) {
    public Endpoint {
        if (host.isBlank() || port < 1 || port > 65535) {
            throw new IllegalArgumentException("not an endpoint: " + host + ":" + port);
        }
    }
}
