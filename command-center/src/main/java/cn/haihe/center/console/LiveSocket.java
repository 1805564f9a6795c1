package cn.haihe.center.console;

import cn.haihe.center.access.Roles;
import cn.haihe.center.console.internal.Consoles;
import cn.haihe.center.problem.Problem;
import cn.haihe.map.geo.BoundingBox;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.util.Map;
import java.util.Optional;

/** The console's live link: it says which box it looks at, and gets at most one frame a second of what is there. */
@WebSocket(path = "/api/v1/live")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
public class LiveSocket {
    private static final CloseReason TRY_AGAIN_LATER = new CloseReason(1013, "too many consoles");

    private final Consoles consoles;
    private final ObjectMapper mapper;

    LiveSocket(Consoles consoles, ObjectMapper mapper) {
        this.consoles = consoles;
        this.mapper = mapper;
    }

    /** What a console sends: the box in view, WGS 84. */
    record Look(double[] bbox) {
        BoundingBox box() {
            if (bbox == null || bbox.length != 4) {
                throw new IllegalArgumentException("bbox is four numbers: minLon, minLat, maxLon, maxLat");
            }
            return new BoundingBox(bbox[0], bbox[1], bbox[2], bbox[3]);
        }
    }

    @OnOpen
    Uni<Void> open(WebSocketConnection connection) {
        boolean added = consoles.add(connection.id(), connection::sendText);
        return added ? Uni.createFrom().voidItem() : connection.close(TRY_AGAIN_LATER);
    }

    @OnTextMessage
    String look(String message, WebSocketConnection connection) throws JsonProcessingException {
        try {
            Look look = Optional.ofNullable(mapper.readValue(message, Look.class))
                    .orElseThrow(() -> new IllegalArgumentException("null says nothing"));
            consoles.look(connection.id(), look.box());
            return null;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            String detail = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            var problem = Problem.of(
                    400, "malformed-body", "A console sends {\"bbox\":[minLon,minLat,maxLon,maxLat]}", detail);
            return mapper.writeValueAsString(Map.of("problem", problem));
        }
    }

    @OnClose
    void close(WebSocketConnection connection) {
        consoles.remove(connection.id());
    }
}
