package cn.haihe.routing.hierarchy.order;

/** The nodes of a cell along one direction, no two at the same place. */
final class Projection {
    private final Cell cell;
    /** The place in the upper half, the node in the lower, so that sorting needs no second look. */
    private final long[] placed;

    private final int[] position;

    Projection(Cell cell) {
        this.cell = cell;
        placed = new long[cell.nodes()];
        position = new int[cell.nodes()];
    }

    /** Looks along another direction; the first and the last {@code ends} nodes stand at their ends afterwards. */
    void turnTo(double angle, int ends) {
        double dx = Math.cos(angle);
        double dy = Math.sin(angle);
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int v = 0; v < position.length; v++) {
            double at = dx * cell.x[v] + dy * cell.y[v];
            lowest = Math.min(lowest, at);
            highest = Math.max(highest, at);
        }
        double scale = highest > lowest ? (Integer.MAX_VALUE - 1) / (highest - lowest) : 0;
        for (int v = 0; v < position.length; v++) {
            position[v] = (int) ((dx * cell.x[v] + dy * cell.y[v] - lowest) * scale);
            placed[v] = (long) position[v] << 32 | v;
        }
        select(ends, 0, placed.length - 1);
        select(placed.length - ends, ends, placed.length - 1);
    }

    /** A node among the first or the last, see {@link #turnTo}. */
    int nodeAt(int index) {
        return (int) placed[index];
    }

    /** Where each node lies, growing along the direction. */
    int[] position() {
        return position;
    }

    /** Puts the {@code count} lowest of all before the others (Hoare's selection). */
    private void select(int count, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            long pivot = median(placed[low], placed[(low + high) >>> 1], placed[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (placed[i] < pivot) {
                    i++;
                }
                while (placed[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    long swapped = placed[i];
                    placed[i++] = placed[j];
                    placed[j--] = swapped;
                }
            }
            if (count <= j) {
                high = j;
            } else if (count >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    private static long median(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
