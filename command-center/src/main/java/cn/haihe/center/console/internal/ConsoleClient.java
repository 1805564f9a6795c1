package cn.haihe.center.console.internal;

import cn.haihe.map.geo.BoundingBox;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * One live console. It holds at most one frame under way: while that one is not written, later pictures pass it by,
 * and the next frame tells all that changed since the last one sent. So a slow console costs no memory.
 */
final class ConsoleClient {
    /** Where a console looks, and up to which tick it knows what is there. */
    private record Look(BoundingBox box, boolean known, long tick) {}

    private final ObjectMapper mapper;
    private final Function<String, Uni<Void>> send;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final AtomicReference<Look> look = new AtomicReference<>();

    ConsoleClient(ObjectMapper mapper, Function<String, Uni<Void>> send) {
        this.mapper = mapper;
        this.send = send;
    }

    void look(BoundingBox box) {
        look.set(new Look(box, false, 0));
    }

    /** @return whether a frame was sent; false where the last one is still under way or no box is known yet */
    boolean offer(LivePicture picture) {
        Look now = look.get();
        if (now == null || !underWay.compareAndSet(false, true)) {
            return false;
        }
        String frame = picture.frame(mapper, now.box(), now.tick(), !now.known());
        // A console that looked elsewhere meanwhile keeps its new look, which asks for a full frame.
        send.apply(frame)
                .onItem()
                .invoke(() -> look.compareAndSet(now, new Look(now.box(), true, picture.tick())))
                .onTermination()
                .invoke(() -> underWay.set(false))
                .subscribe()
                .with(sent -> {}, failure -> look.compareAndSet(now, new Look(now.box(), false, 0)));
        return true;
    }
}
