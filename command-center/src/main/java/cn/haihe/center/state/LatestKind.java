package cn.haihe.center.state;

/**
 * Of what a latest record is kept. The key part names the kind in Redis, so it never changes.
 */
public enum LatestKind {
    BUS("bus"),
    SEGMENT("seg"),
    CAR_PARK("park"),
    SIGNAL("signal");

    private final String keyPart;

    LatestKind(String keyPart) {
        this.keyPart = keyPart;
    }

    String keyPart() {
        return keyPart;
    }
}
