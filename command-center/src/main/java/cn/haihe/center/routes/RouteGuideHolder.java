package cn.haihe.center.routes;

import cn.haihe.center.problem.ProblemException;
import cn.haihe.routing.RouteGuide;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Holds the route guide of the city; its graph is opened once the city is there. */
public interface RouteGuideHolder {
    Optional<RouteGuide> find();

    /** @throws ProblemException 503 {@code routes-not-ready} while the graph is being opened */
    default RouteGuide get() {
        return find().orElseThrow(() -> new ProblemException(
                503, "routes-not-ready", "Routes not ready", "The road graph is still being opened; try again."));
    }

    /** What the guide was fed last; empty until it knows any traffic or closure. Never waits. */
    Optional<FedPicture> findPicture();

    /** Ends when there are routes; fails where the graph can't be opened. */
    CompletionStage<RouteGuide> whenOpen();
}
