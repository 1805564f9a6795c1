package cn.haihe.signal.fieldbus;

import java.util.Optional;

/**
 * Which controller runs a junction, and how it is reached. A controller may run several junctions, each a road of it.
 *
 * @param controllerId unsigned 32 bits, never shared by two controllers
 * @param roadId 1 to 255
 * @param endpoint needed for {@code TCP_CLIENT}; without it a {@code UDP} controller is answered where it last wrote from
 * @param profile name of the {@link LinkProfile} that tells how to deal with it; empty where it is dealt with as usual
 */
public record ControllerBinding(
        String junctionId,
        long controllerId,
        int roadId,
        LinkKind link,
        Optional<Endpoint> endpoint,
        Optional<String> profile) {
    public ControllerBinding {
        if ((controllerId & ~0xFFFFFFFFL) != 0 || roadId < 1 || roadId > 255) {
            throw new IllegalArgumentException("controller " + controllerId + ", road " + roadId);
        }
        if (link == LinkKind.TCP_CLIENT && endpoint.isEmpty()) {
            throw new IllegalArgumentException("a controller to be dialled needs host and port");
        }
    }

    /** A controller that is dealt with as usual. */
    public ControllerBinding(
            String junctionId, long controllerId, int roadId, LinkKind link, Optional<Endpoint> endpoint) {
        this(junctionId, controllerId, roadId, link, endpoint, Optional.empty());
    }
}
