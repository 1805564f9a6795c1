package cn.haihe.center.city;

import cn.haihe.center.problem.ProblemException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Holds the city that the hub serves. Its import runs while the hub starts, so a room may come to life before the city:
 * it waits for {@link #whenLoaded()}, and its doors answer 503 until then.
 */
public interface CityHolder {
    Optional<LoadedCity> find();

    /** @throws ProblemException 503 {@code city-not-ready} while the map is being imported */
    default LoadedCity get() {
        return find().orElseThrow(() -> new ProblemException(
                503, "city-not-ready", "City not ready", "The map is still being imported; try again."));
    }

    /** Ends when the city is there; fails where its map can't be read. Whoever hangs long work on it brings a thread. */
    CompletionStage<LoadedCity> whenLoaded();
}
