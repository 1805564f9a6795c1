package cn.haihe.routing.internal;

import cn.haihe.routing.hierarchy.AlternativeWays;
import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.hierarchy.PathQuery;
import cn.haihe.routing.search.ArcGraph;
import cn.haihe.routing.search.HierarchyPotential;
import cn.haihe.routing.search.TimedSearch;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/** The arrays that a search writes: dear to make, so they go from request to request. Never more than ran at one time. */
final class SearchMemory {
    private final Pool<PathQuery> queries;
    private final Pool<AlternativeWays> alternatives;
    private final Pool<Timed> timed;

    /** What a search through times to come needs. */
    record Timed(TimedSearch search, HierarchyPotential potential) {}

    SearchMemory(Hierarchy hierarchy) {
        ArcGraph forward = ArcGraph.forward(hierarchy.graph());
        ArcGraph backward = ArcGraph.backward(hierarchy.graph());
        queries = new Pool<>(() -> new PathQuery(hierarchy));
        alternatives = new Pool<>(() -> new AlternativeWays(hierarchy));
        timed = new Pool<>(() -> new Timed(new TimedSearch(forward, backward), new HierarchyPotential(hierarchy)));
    }

    Pool<PathQuery> queries() {
        return queries;
    }

    Pool<AlternativeWays> alternatives() {
        return alternatives;
    }

    Pool<Timed> timed() {
        return timed;
    }

    static final class Pool<T> {
        private final ConcurrentLinkedQueue<T> free = new ConcurrentLinkedQueue<>();
        private final Supplier<T> maker;

        private Pool(Supplier<T> maker) {
            this.maker = maker;
        }

        private T take() {
            T one = free.poll();
            return one == null ? maker.get() : one;
        }

        private void giveBack(T one) {
            free.add(one);
        }

        /** Lends one for as long as the work takes. */
        <R> R with(Function<T, R> work) {
            T one = take();
            try {
                return work.apply(one);
            } finally {
                giveBack(one);
            }
        }
    }
}
