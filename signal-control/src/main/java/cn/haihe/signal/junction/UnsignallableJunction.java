package cn.haihe.signal.junction;

/** A junction of the map for which no phases and stages can be made; the message says why. */
public class UnsignallableJunction extends RuntimeException {
    public UnsignallableJunction(String junctionId, String why) {
        super(junctionId + ": " + why);
    }
}
