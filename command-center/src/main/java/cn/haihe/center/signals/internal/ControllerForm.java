package cn.haihe.center.signals.internal;

import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.LinkProfiles;
import cn.haihe.center.source.RawRecord;
import cn.haihe.center.source.RejectReason;
import cn.haihe.center.source.RejectedException;
import cn.haihe.map.city.City;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.Endpoint;
import cn.haihe.signal.fieldbus.LinkKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads posted controllers. A road of a controller runs one junction, and a controller is reached in one way. */
@ApplicationScoped
public class ControllerForm {
    private static final double CONTROLLER_ID_MAX = 0xFFFFFFFFL;

    private final SignalDesigns designs;
    private final ControllerRegister register;
    private final LinkProfiles profiles;

    ControllerForm(SignalDesigns designs, ControllerRegister register, LinkProfiles profiles) {
        this.designs = designs;
        this.register = register;
        this.profiles = profiles;
    }

    public Batch begin() {
        return new Batch(designs.city(), register, profiles);
    }

    /** One posted body on top of what is registered already. */
    public static final class Batch {
        private final City city;
        private final LinkProfiles profiles;
        private final Map<String, ControllerBinding> read = new LinkedHashMap<>();
        private final Map<String, ControllerBinding> byJunction = new HashMap<>();
        private final Map<Road, String> junctionOfRoad = new HashMap<>();
        private final Map<Long, Map<String, ControllerBinding>> ofController = new HashMap<>();

        private record Road(long controllerId, int roadId) {}

        private Batch(City city, ControllerRegister register, LinkProfiles profiles) {
            this.city = city;
            this.profiles = profiles;
            register.listAll().forEach(this::occupy);
        }

        private void occupy(ControllerBinding binding) {
            byJunction.put(binding.junctionId(), binding);
            junctionOfRoad.put(new Road(binding.controllerId(), binding.roadId()), binding.junctionId());
            ofController
                    .computeIfAbsent(binding.controllerId(), id -> new HashMap<>())
                    .put(binding.junctionId(), binding);
        }

        private void release(String junctionId) {
            ControllerBinding before = byJunction.get(junctionId);
            if (before != null) {
                junctionOfRoad.remove(new Road(before.controllerId(), before.roadId()), junctionId);
                ofController.get(before.controllerId()).remove(junctionId);
            }
        }

        /** @throws RejectedException saying why it is not taken */
        public void add(RawRecord record) {
            record.requireObject();
            ControllerBinding binding = parse(record);
            if (city.findJunction(binding.junctionId()).isEmpty()) {
                throw new RejectedException(
                        RejectReason.UNKNOWN_DEVICE, "the city has no signal junction " + binding.junctionId());
            }
            binding.profile().filter(name -> profiles.find(name).isEmpty()).ifPresent(name -> {
                throw new RejectedException(RejectReason.MALFORMED, "there is no link profile " + name);
            });
            String holder = junctionOfRoad.get(new Road(binding.controllerId(), binding.roadId()));
            if (holder != null && !holder.equals(binding.junctionId())) {
                throw new RejectedException(RejectReason.DUPLICATE, "that road runs junction " + holder);
            }
            boolean otherWay = ofController.getOrDefault(binding.controllerId(), Map.of()).values().stream()
                    .anyMatch(other -> !other.junctionId().equals(binding.junctionId())
                            && (other.link() != binding.link()
                                    || !other.profile().equals(binding.profile())
                                    || !other.endpoint().equals(binding.endpoint())));
            if (otherWay) {
                throw new RejectedException(RejectReason.MALFORMED, "that controller is reached in another way");
            }
            release(binding.junctionId());
            occupy(binding);
            read.put(binding.junctionId(), binding);
        }

        private static ControllerBinding parse(RawRecord record) {
            double controllerId = record.getNumber("controllerId", 0, CONTROLLER_ID_MAX);
            if (controllerId != Math.rint(controllerId)) {
                throw new RejectedException(RejectReason.MALFORMED, "controllerId must be a whole number");
            }
            Optional<String> host = record.findText("host");
            var port = record.findWhole("port", 1, 65535);
            if (host.isPresent() != port.isPresent()) {
                throw new RejectedException(RejectReason.MALFORMED, "host and port go together");
            }
            try {
                return new ControllerBinding(
                        record.getText("junctionId"),
                        (long) controllerId,
                        record.getWhole("roadId", 1, 255),
                        LinkKind.valueOf(record.getText("link")),
                        host.map(name -> new Endpoint(name, port.getAsInt())),
                        record.findText("profile"));
            } catch (IllegalArgumentException e) {
                throw new RejectedException(RejectReason.MALFORMED, e.getMessage());
            }
        }

        public List<ControllerBinding> bindings() {
            return List.copyOf(read.values());
        }
    }
}
