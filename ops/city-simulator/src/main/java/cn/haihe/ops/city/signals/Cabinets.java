package cn.haihe.ops.city.signals;

import cn.haihe.map.city.Junction;
import cn.haihe.ops.city.network.Road;
import cn.haihe.ops.city.network.Streets;
import cn.haihe.ops.city.traffic.TrafficState;
import cn.haihe.signal.device.ControllerFleet;
import cn.haihe.signal.device.DeviceClock;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.UnsignallableJunction;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signal controllers of the city, one at each junction: most dial in by TCP, every eighth speaks UDP. Their detectors
 * feel the city's traffic.
 */
public final class Cabinets {
    private static final Logger LOG = LoggerFactory.getLogger(Cabinets.class);
    private static final int ROAD_ID = 1;
    private static final int EVERY_NTH_BY_UDP = 8;

    private final List<DeviceConfig> configs = new ArrayList<>();
    private final List<Junction> junctions = new ArrayList<>();
    private volatile List<SimulatedController> running = List.of();
    private volatile List<StopLines> stopLines = List.of();

    /**
     * @param features of {@code junctions.geojson}
     * @param most controllers
     */
    public Cabinets(List<JsonNode> features, int most, String host, int port) {
        int undesigned = 0;
        for (JsonNode feature : features) {
            if (configs.size() == most) {
                break;
            }
            int number = configs.size() + 1;
            DeviceLink link = number % EVERY_NTH_BY_UDP == 0 ? DeviceLink.udp(host, port) : DeviceLink.tcp(host, port);
            try {
                Junction junction = JunctionReader.read(feature);
                configs.add(DeviceConfig.of(number, ROAD_ID, JunctionDesigner.design(junction), link));
                junctions.add(junction);
            } catch (UnsignallableJunction | IllegalArgumentException unusable) {
                undesigned++;
                LOG.debug("no controller: {}", unusable.getMessage());
            }
        }
        if (undesigned > 0) {
            LOG.info("{} junctions get no controller: no stages can be made of their movements", undesigned);
        }
    }

    /** The controllers as {@code POST /api/v1/controllers} takes them. */
    public List<Map<String, Object>> records() {
        List<Map<String, Object>> records = new ArrayList<>(configs.size());
        for (DeviceConfig config : configs) {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("junctionId", config.junction().id());
            record.put("controllerId", config.controllerId());
            record.put("roadId", config.roadId());
            record.put("link", config.link().kind() == DeviceLink.Kind.UDP ? "UDP" : "TCP_SERVER");
            record.put("host", null);
            record.put("port", null);
            records.add(record);
        }
        return records;
    }

    /** Powers them up; each keeps trying to reach the centre. */
    public void start(Vertx vertx, Clock clock, Streets streets, long seed) {
        ControllerFleet.open(vertx, DeviceClock.of(clock))
                .compose(fleet -> fleet.start(configs))
                .onSuccess(started -> {
                    running = started;
                    stopLines = stopLines(started, streets, seed);
                })
                .onFailure(failed -> LOG.error("the signal controllers did not start", failed));
    }

    private List<StopLines> stopLines(List<SimulatedController> started, Streets streets, long seed) {
        Map<String, Road> roadsById = new HashMap<>();
        streets.roads().forEach(road -> roadsById.put(road.id(), road));
        List<StopLines> lines = new ArrayList<>(started.size());
        for (int i = 0; i < started.size(); i++) {
            lines.add(new StopLines(started.get(i), junctions.get(i), roadsById, seed));
        }
        return List.copyOf(lines);
    }

    /** Vehicles come, wait and leave for a second, and the detectors feel it. To be called each second. */
    public void drive(TrafficState state) {
        stopLines.forEach(lines -> lines.second(state));
    }

    /** Vehicles that stand before red signals. */
    public long waitingVehicles() {
        return stopLines.stream().mapToLong(StopLines::waiting).sum();
    }

    public int size() {
        return configs.size();
    }

    public long connected() {
        return running.stream()
                .filter(controller -> controller.state().connected())
                .count();
    }

    /** What the controllers' own conflict monitors have caught; anything but 0 is a fault. */
    public long unsafeStates() {
        return running.stream()
                .mapToLong(controller -> controller.state().unsafeStates())
                .sum();
    }
}
