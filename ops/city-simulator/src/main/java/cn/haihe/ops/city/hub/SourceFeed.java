package cn.haihe.ops.city.hub;

import cn.haihe.ops.city.roadside.FeedPost;
import java.io.IOException;

/** One source at the hub's feed door; asks for a new key where the hub no longer knows the old one. One thread at a time. */
public final class SourceFeed implements FeedPost {
    private final HubClient hub;
    private final Provisioning provisioning;
    private final String id;
    private final String name;
    private final String kind;
    private String key;

    public SourceFeed(HubClient hub, Provisioning provisioning, String id, String name, String kind) {
        this.hub = hub;
        this.provisioning = provisioning;
        this.id = id;
        this.name = name;
        this.kind = kind;
    }

    @Override
    public Answer post(String lines) throws IOException, InterruptedException {
        if (key == null) {
            key = provisioning.source(id, name, kind);
        }
        try {
            return send(lines);
        } catch (RefusedException refused) {
            if (!refused.unauthorised()) {
                throw refused;
            }
            key = provisioning.newSource(id, name, kind);
            return send(lines);
        }
    }

    private Answer send(String lines) throws IOException, InterruptedException {
        String door = kind.equals("PARKING") ? "/feeds/v1/parking" : "/feeds/v1/traffic";
        var answer = hub.feed(door, lines, key);
        return new Answer(
                answer.path("accepted").asInt(),
                answer.path("rejected").asInt(),
                answer.path("reasons").toString());
    }
}
