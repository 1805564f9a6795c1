package cn.haihe.signal.exchange;

/** A file of the exchange formats that cannot be taken; the message says where in it and why. */
public final class BadExchange extends Exception {
    private static final long serialVersionUID = 1;

    private final String place;

    public BadExchange(String place, String reason) {
        super(place + ": " + reason);
        this.place = place;
    }

    /** Where in the document, e.g. {@code $.intersections[2].movements[0].lanes}. */
    public String place() {
        return place;
    }
}
