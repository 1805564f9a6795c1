package cn.haihe.signal.network;

/** Two movements of one intersection, whatever their order: the smaller id stands first. */
public record MovementPair(String one, String other) {
    public MovementPair {
        if (one.equals(other)) {
            throw new IllegalArgumentException("movement " + one + " paired with itself");
        }
        if (one.compareTo(other) > 0) {
            String swapped = one;
            one = other;
            other = swapped;
        }
    }
}
