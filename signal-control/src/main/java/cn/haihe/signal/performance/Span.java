package cn.haihe.signal.performance;

/** A stretch of time in seconds from some moment, the last not included. */
public record Span(double from, double to) {
    public Span {
        if (!(from <= to)) {
            throw new IllegalArgumentException(from + " to " + to + " s");
        }
    }

    public double seconds() {
        return to - from;
    }

    Span shifted(double by) {
        return new Span(from + by, to + by);
    }
}
