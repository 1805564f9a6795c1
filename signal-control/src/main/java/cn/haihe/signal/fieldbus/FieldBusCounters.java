package cn.haihe.signal.fieldbus;

import java.util.Map;

/**
 * What the bus has seen since it was opened.
 *
 * @param rejected frames, datagrams and connections that were not taken, by reason
 */
public record FieldBusCounters(long framesReceived, long framesSent, Map<String, Long> rejected) {
    public FieldBusCounters {
        rejected = Map.copyOf(rejected);
    }
}
