package cn.haihe.routing.graph;

/** A map that can't become a road graph; the message names the file and what is wrong with it. */
public class RoadGraphException extends RuntimeException {
    public RoadGraphException(String message, Throwable cause) {
        super(message, cause);
    }
}
