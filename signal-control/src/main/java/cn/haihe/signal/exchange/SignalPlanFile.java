package cn.haihe.signal.exchange;

import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.GreenTime;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.PlanCheck;
import cn.haihe.signal.network.PlanFault;
import cn.haihe.signal.network.SignalNetwork;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes {@code signal-plan/1}: fixed plans for a network. Plans that are not allowed are never written. */
public final class SignalPlanFile {
    public static final String FORMAT = "signal-plan/1";

    private static final JsonMapper MAPPER = new JsonMapper();

    private SignalPlanFile() {}

    /**
     * @throws IOException where the file cannot be read
     * @throws BadExchange where it is not of the format, or for another network; whether the plans are allowed is
     *     {@link PlanCheck}'s
     */
    public static List<FixedPlan> read(Path file, SignalNetwork network) throws IOException, BadExchange {
        JsonPlace document = JsonPlace.read(file);
        String format = document.text("format");
        if (!format.equals(FORMAT)) {
            throw document.get("format").wrong("'" + format + "' is not " + FORMAT);
        }
        List<FixedPlan> plans = new ArrayList<>();
        for (JsonPlace item : document.items("plans")) {
            String id = item.text("intersection");
            Intersection intersection = network.findIntersection(id)
                    .orElseThrow(() -> new BadExchange("$.plans", "the network has no intersection '" + id + "'"));
            plans.add(PlanItem.read(id, item, intersection.stages().size()));
        }
        return plans;
    }

    /**
     * The file is whole or as it was before.
     *
     * @throws IllegalArgumentException where a plan is not allowed
     */
    public static void write(Path file, SignalNetwork network, List<FixedPlan> plans) throws IOException {
        List<PlanFault> faults = new PlanCheck(network).faults(plans);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("plans that are not allowed: " + faults);
        }
        Path whole = file.toAbsolutePath();
        Path part = Files.createTempFile(whole.getParent(), ".plan", ".part");
        try {
            Files.writeString(part, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json(network, plans)));
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static ObjectNode json(SignalNetwork network, List<FixedPlan> plans) {
        ObjectNode document = MAPPER.createObjectNode();
        document.put("format", FORMAT);
        document.put("scenario", network.name());
        ArrayNode items = document.putArray("plans");
        for (FixedPlan plan : plans) {
            ObjectNode item = items.addObject();
            item.put("intersection", plan.intersection());
            item.put("cycle_s", plan.cycleSeconds());
            item.put("offset_s", plan.offsetSeconds());
            ArrayNode stages = item.putArray("stages");
            for (GreenTime time : plan.stages()) {
                stages.addObject().put("stage", time.stage()).put("green_s", time.greenSeconds());
            }
        }
        return document;
    }
}
