package cn.haihe.ops.faults;

import cn.haihe.map.city.Junction;
import cn.haihe.ops.city.signals.JunctionReader;
import cn.haihe.signal.device.ControllerFleet;
import cn.haihe.signal.device.DeviceClock;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceFaults;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.device.LineFaults;
import cn.haihe.signal.device.SafetyWitness;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.UnsignallableJunction;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Signals under faults: plans go their whole way from a draft to controllers whose frames are lost, doubled, disordered and
 * corrupted, that reboot in mid-set, while the hub is killed and started again, or another one takes over, which the controllers
 * find at the second address that each of them was given. In the end every junction has to run what is wanted or to be shown as
 * not, and nobody in the street may have seen anything unsafe.
 */
public final class SignalsFaults {
    private static final int REGISTERED_AT_ONCE = 100;
    private static final int ROAD = 1;

    private final HubsUnderFire hub;
    private final int hubs;
    private final int signalPort;
    private final double speed;
    private final long seed;
    private final int kills;
    private final long patienceSeconds;
    private final Random random;
    private final Map<String, SimulatedController> controllers = new LinkedHashMap<>();
    private final Map<String, SafetyWitness> witnesses = new LinkedHashMap<>();
    private final Map<String, Integer> wanted = new LinkedHashMap<>();
    private int killed;
    /** Of the longest time without a hub in charge, by one who asks. */
    private double withoutHubSeconds;

    private SignalsFaults(
            HubsUnderFire hub, int hubs, int signalPort, double speed, long seed, int kills, long patienceSeconds) {
        this.hub = hub;
        this.hubs = hubs;
        this.signalPort = signalPort;
        this.speed = speed;
        this.seed = seed;
        this.kills = kills;
        this.patienceSeconds = patienceSeconds;
        random = new Random(seed);
    }

    /** @param arguments junctions, seed, speed, kills, patience in seconds, HTTP port, signal port, hubs, directory, a hub's command */
    public static void main(String[] arguments) throws Exception {
        int junctions = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        double speed = Double.parseDouble(arguments[2]);
        int kills = Integer.parseInt(arguments[3]);
        long patience = Long.parseLong(arguments[4]);
        int signalPort = Integer.parseInt(arguments[6]);
        int hubs = Integer.parseInt(arguments[7]);
        List<String> command = List.of(arguments).subList(9, arguments.length);
        String password = Long.toHexString(new Random().nextLong()) + "-faults";
        boolean sound;
        Vertx street = Vertx.vertx();
        try (HubsUnderFire hub = new HubsUnderFire(
                hubs, command, Path.of(arguments[8]), Integer.parseInt(arguments[5]), signalPort, password)) {
            SignalsFaults run = new SignalsFaults(hub, hubs, signalPort, speed, seed, kills, patience);
            sound = run.run(street, junctions);
        } finally {
            street.close();
        }
        System.exit(sound ? 0 : 1);
    }

    private boolean run(Vertx street, int junctions) throws Exception {
        long begun = System.nanoTime();
        System.out.println("signals.sh: seed " + seed);
        hub.start();
        List<SignalJunction> designs = designs(junctions);
        register(designs);
        power(street, designs);
        wantPlans(designs);
        while (killed < kills) {
            killAndRestart();
        }
        awaitAll();
        return judge(begun);
    }

    private List<SignalJunction> designs(int most) throws IOException, InterruptedException {
        List<SignalJunction> designs = new ArrayList<>();
        for (JsonNode feature : hub.open("/open/v1/junctions.geojson").path("features")) {
            Junction junction = JunctionReader.read(feature);
            try {
                designs.add(JunctionDesigner.design(junction));
            } catch (UnsignallableJunction none) {
                System.out.println("signals.sh: left out: " + none.getMessage());
            }
        }
        Collections.shuffle(designs, random);
        return designs.subList(0, Math.min(most, designs.size()));
    }

    private void register(List<SignalJunction> designs) throws IOException, InterruptedException {
        for (int from = 0; from < designs.size(); from += REGISTERED_AT_ONCE) {
            List<Map<String, Object>> records = new ArrayList<>();
            for (int i = from; i < Math.min(designs.size(), from + REGISTERED_AT_ONCE); i++) {
                records.add(Map.of(
                        "junctionId",
                        designs.get(i).id(),
                        "controllerId",
                        controllerId(i),
                        "roadId",
                        ROAD,
                        "link",
                        isUdp(i) ? "UDP" : "TCP_SERVER"));
            }
            hub.call("administrator", "POST", "/api/v1/controllers", records);
        }
    }

    /** A controller's faults go by its number. */
    private long controllerId(int place) {
        return Math.floorMod(seed, 1_000_000L) * 4_000 + place + 1;
    }

    private static boolean isUdp(int place) {
        return place % 2 == 0;
    }

    private void power(Vertx street, List<SignalJunction> designs) throws Exception {
        LineFaults line = new LineFaults(0.05, 0.05, 0.02, 0.01, 20);
        DeviceFaults faults = DeviceFaults.NONE.with(line, line).withReboots(0.02);
        List<DeviceConfig> configs = new ArrayList<>();
        for (int i = 0; i < designs.size(); i++) {
            DeviceLink link =
                    isUdp(i) ? DeviceLink.udp("127.0.0.1", signalPort) : DeviceLink.tcp("127.0.0.1", signalPort);
            DeviceLink both = hubs > 1 ? link.orElse("127.0.0.1", signalPort + 1) : link;
            configs.add(DeviceConfig.of(controllerId(i), ROAD, designs.get(i), both)
                    .with(faults)
                    .withHeartbeat(2, 30));
        }
        ControllerFleet fleet = await(ControllerFleet.open(street, DeviceClock.faster(Clock.systemUTC(), speed)));
        for (SimulatedController controller : await(fleet.start(configs))) {
            SignalJunction design = controller.config().junction();
            SafetyWitness witness = new SafetyWitness(design);
            controller.watch(witness);
            controllers.put(design.id(), controller);
            witnesses.put(design.id(), witness);
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** Draft, submit, approve; the hub is killed in the middle of it as often as is left. */
    private void wantPlans(List<SignalJunction> designs) throws Exception {
        int place = 0;
        for (SignalJunction design : designs) {
            boolean inTheMiddle = killed < kills && place == (killed + 1) * designs.size() / (kills + 1);
            if (inTheMiddle) {
                killAndRestart();
            }
            wantPlan(design.id());
            place++;
        }
    }

    private void wantPlan(String junctionId) throws InterruptedException {
        while (true) {
            try {
                JsonNode drafted = hub.call(
                        "engineer", "POST", "/api/v1/plans?junction=" + junctionId, Map.of("reason", "faults"));
                long planId = drafted.path("plan").path("planId").asLong();
                JsonNode submitted =
                        hub.call("engineer", "POST", "/api/v1/plans/" + planId + "/submit", Map.of("reason", "faults"));
                hub.call(
                        "commander",
                        "POST",
                        "/api/v1/approvals/" + submitted.path("approvalId").asLong() + "/approve",
                        Map.of());
                wanted.put(
                        junctionId,
                        drafted.path("plan").path("plan").path("number").asInt());
                return;
            } catch (IOException notNow) {
                System.out.println("signals.sh: again: " + notNow.getMessage());
                Thread.sleep(500);
            }
        }
    }

    private void killAndRestart() throws Exception {
        Thread.sleep(random.nextInt(3_000));
        killed++;
        System.out.println("signals.sh: kills the hub in charge, time " + killed);
        double seconds = hub.killAndAwaitNext();
        withoutHubSeconds = Math.max(withoutHubSeconds, seconds);
        System.out.printf("signals.sh: a hub is in charge again after %.1f s%n", seconds);
    }

    private void awaitAll() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds);
        while (System.nanoTime() < end) {
            try {
                int inForce = standing("IN_FORCE").size();
                System.out.println("signals.sh: " + inForce + " of " + wanted.size() + " in force");
                if (inForce >= wanted.size()) {
                    return;
                }
            } catch (IOException notNow) {
                System.out.println("signals.sh: " + notNow.getMessage());
            }
            Thread.sleep(5_000);
        }
    }

    private JsonNode standing(String condition) throws IOException, InterruptedException {
        return hub.call("viewer", "GET", "/api/v1/plans/standing?condition=" + condition, null);
    }

    private boolean judge(long begun) throws IOException, InterruptedException {
        Map<String, String> shown = new LinkedHashMap<>();
        for (JsonNode standing : hub.call("viewer", "GET", "/api/v1/plans/standing", null)) {
            shown.put(
                    standing.path("junctionId").asText(),
                    standing.path("desired").path("condition").asText() + " "
                            + standing.path("desired").path("detail").asText());
        }
        int onPlan = 0;
        int shownAsNot = 0;
        int wronglyShown = 0;
        for (Map.Entry<String, Integer> each : wanted.entrySet()) {
            SimulatedController controller = controllers.get(each.getKey());
            boolean runs = controller.state().plan() == each.getValue()
                    && controller.state().mode().isCenter();
            String said = shown.getOrDefault(each.getKey(), "nothing");
            if (said.startsWith("IN_FORCE")) {
                onPlan += runs ? 1 : 0;
                wronglyShown += runs ? 0 : 1;
            } else if (said.equals("nothing")) {
                wronglyShown++;
            } else {
                shownAsNot++;
                System.out.println("signals.sh: " + each.getKey() + ": " + said);
            }
        }
        int unsafe =
                witnesses.values().stream().mapToInt(SignalsFaults::dangers).sum();
        int tripped = controllers.values().stream()
                .mapToInt(controller -> controller.state().unsafeStates())
                .sum();
        System.out.printf(
                "{\"junctions\":%d,\"onDesiredPlan\":%d,\"shownAsNot\":%d,\"wronglyShown\":%d,\"unsafeStates\":%d,"
                        + "\"monitorTrips\":%d,\"hubs\":%d,\"hubKills\":%d,\"longestWithoutHubSeconds\":%.1f,\"seed\":%d,\"seconds\":%.1f}%n",
                wanted.size(),
                onPlan,
                shownAsNot,
                wronglyShown,
                unsafe,
                tripped,
                hubs,
                killed,
                withoutHubSeconds,
                seed,
                (System.nanoTime() - begun) / 1e9);
        return wronglyShown == 0 && unsafe == 0 && tripped == 0;
    }

    private static int dangers(SafetyWitness witness) {
        witness.incidents().forEach(incident -> System.out.println("signals.sh: unsafe: " + incident));
        return witness.unsafeStates();
    }
}
