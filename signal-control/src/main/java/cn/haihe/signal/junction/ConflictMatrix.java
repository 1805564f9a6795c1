package cn.haihe.signal.junction;

/** Which phases must never have green together (7.1). Symmetric; no phase conflicts with itself. */
public final class ConflictMatrix {
    private final long[] rows = new long[Phase.MAX_NUMBER + 1];

    /** @param rows the conflicting phases of phase n at place n, 65 places, the first unused */
    public ConflictMatrix(PhaseSet... rows) {
        if (rows.length != Phase.MAX_NUMBER + 1) {
            throw new IllegalArgumentException(rows.length + " rows");
        }
        for (int phase = 1; phase < rows.length; phase++) {
            this.rows[phase] = rows[phase].bits();
        }
        for (int a = 1; a < rows.length; a++) {
            for (int b = 1; b < rows.length; b++) {
                if (conflicts(a, b) != conflicts(b, a) || a == b && conflicts(a, b)) {
                    throw new IllegalArgumentException("phases " + a + " and " + b + " conflict one way only");
                }
            }
        }
    }

    public boolean conflicts(int a, int b) {
        return (rows[a] >>> b - 1 & 1) != 0;
    }

    public PhaseSet of(int phase) {
        return new PhaseSet(rows[phase]);
    }

    /** Whether the phase may have green beside these. */
    public boolean isCompatible(int phase, PhaseSet beside) {
        return (rows[phase] & beside.bits()) == 0;
    }
}
