package cn.haihe.routing.hierarchy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RecursiveAction;

/**
 * The elimination tree cut into work for several threads: a chain of ranks without branches, a separator, over subtrees
 * that don't touch each other. Subtrees too small to be worth a task of their own are not cut further.
 */
final class Separators {
    private static final int TASKS = 64;
    private static final int SMALLEST = 256;

    private final List<Separator> roots;

    /** The ranks {@code bottom} to {@code top} over their subtrees, which together begin at {@code from}. */
    private record Separator(int from, int bottom, int top, List<Separator> below) {}

    private Separators(List<Separator> roots) {
        this.roots = roots;
    }

    static Separators of(Hierarchy hierarchy) {
        int n = hierarchy.arcCount();
        int[] size = new int[n];
        for (int v = 0; v < n; v++) {
            size[v]++;
            if (hierarchy.parentOf(v) != -1) {
                size[hierarchy.parentOf(v)] += size[v];
            }
        }
        int smallest = Math.max(SMALLEST, n / TASKS);
        return new Separators(subtrees(size, 0, n - 1, smallest));
    }

    /** The subtrees in a range of ranks; small ones that stand side by side become one piece of work. */
    private static List<Separator> subtrees(int[] size, int from, int last, int smallest) {
        List<Separator> parts = new ArrayList<>();
        int top = last;
        while (top >= from) {
            int bottom = top - size[top] + 1;
            if (size[top] > smallest) {
                parts.add(cut(size, top, smallest));
            } else {
                while (bottom > from && top - bottom + 1 + size[bottom - 1] <= smallest) {
                    bottom -= size[bottom - 1];
                }
                parts.add(new Separator(bottom, bottom, top, List.of()));
            }
            top = bottom - 1;
        }
        return parts;
    }

    private static Separator cut(int[] size, int top, int smallest) {
        int from = top - size[top] + 1;
        int bottom = top;
        // in a post-order an only child stands right below its parent
        while (bottom > from && size[bottom - 1] == size[bottom] - 1) {
            bottom--;
        }
        return new Separator(from, bottom, top, subtrees(size, from, bottom - 1, smallest));
    }

    RecursiveAction task(Triangles triangles, int[] linkMillis) {
        return new Side(triangles, linkMillis, new Separator(0, 0, -1, roots));
    }

    private static final class Side extends RecursiveAction {
        private static final int TOGETHER = 8;

        private final transient Triangles triangles;
        private final int[] linkMillis;
        private final transient Separator separator;

        Side(Triangles triangles, int[] linkMillis, Separator separator) {
            this.triangles = triangles;
            this.linkMillis = linkMillis;
            this.separator = separator;
        }

        @Override
        protected void compute() {
            if (separator.below().isEmpty()) {
                triangles.relaxRange(linkMillis, separator.bottom(), separator.top() + 1);
                return;
            }
            invokeAll(separator.below().stream()
                    .map(part -> new Side(triangles, linkMillis, part))
                    .toList());
            fromBelow();
            for (int x = separator.bottom(); x <= separator.top(); x++) {
                triangles.relax(linkMillis, x, separator.bottom(), x);
            }
        }

        /** What lies below a separator is final now, so each of its ranks may take from there at the same time. */
        private void fromBelow() {
            List<RecursiveAction> parts = new ArrayList<>();
            for (int x = separator.bottom(); x <= separator.top(); x += TOGETHER) {
                int first = x;
                int last = Math.min(separator.top(), x + TOGETHER - 1);
                parts.add(new RecursiveAction() {
                    @Override
                    protected void compute() {
                        for (int rank = first; rank <= last; rank++) {
                            triangles.relax(linkMillis, rank, separator.from(), separator.bottom());
                        }
                    }
                });
            }
            invokeAll(parts);
        }
    }
}
