package cn.haihe.signal.fieldbus;

import java.util.Map;
import java.util.Optional;

/**
 * What is known of the line to a controller.
 *
 * @param heardSecondsAgo empty where nothing was ever heard
 * @param waiting operations that wait or are on their way
 * @param rejected what it sent and was not taken, by reason
 */
public record LinkState(
        Communication communication,
        Optional<Double> heardSecondsAgo,
        int waiting,
        long framesReceived,
        long framesSent,
        Map<String, Long> rejected) {
    public LinkState {
        rejected = Map.copyOf(rejected);
    }
}
