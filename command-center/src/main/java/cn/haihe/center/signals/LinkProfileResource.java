package cn.haihe.center.signals;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.internal.SignalGateway;
import cn.haihe.signal.fieldbus.LinkProfile;
import cn.haihe.signal.fieldbus.LinkTiming;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** How the centre deals with each make of controller. */
@Path("/api/v1/link-profiles")
@Tag(name = "Signals")
public class LinkProfileResource {
    private final LinkProfiles profiles;
    private final ControllerRegister register;
    private final SignalGateway gateway;
    private final AuditNote note;

    LinkProfileResource(LinkProfiles profiles, ControllerRegister register, SignalGateway gateway, AuditNote note) {
        this.profiles = profiles;
        this.register = register;
        this.gateway = gateway;
        this.note = note;
    }

    /** @param builtIn made of the hub's configuration, for controllers without a profile; it cannot be changed here */
    public record Shown(
            String name,
            String protocol,
            long pollMillis,
            long requestTimeoutMillis,
            int retries,
            long offlineAfterMillis,
            long heartbeatMillis,
            long intentMillis,
            Map<String, String> settings,
            boolean builtIn,
            long controllers) {}

    public record Page(List<Shown> linkProfiles) {}

    /** What is null is as in the built-in profile. */
    public record Wanted(
            String protocol,
            Long pollMillis,
            Long requestTimeoutMillis,
            Integer retries,
            Long offlineAfterMillis,
            Long heartbeatMillis,
            Long intentMillis,
            Map<String, String> settings) {
        LinkProfile named(String name, LinkProfile usual) {
            LinkTiming timing = usual.timing();
            return new LinkProfile(
                    name,
                    or(protocol, usual.protocol()),
                    new LinkTiming(
                            or(pollMillis, timing.pollMillis()),
                            or(requestTimeoutMillis, timing.requestTimeoutMillis()),
                            or(retries, timing.retries()),
                            or(offlineAfterMillis, timing.offlineAfterMillis()),
                            or(heartbeatMillis, timing.heartbeatMillis()),
                            or(intentMillis, timing.intentMillis())),
                    settings == null ? Map.of() : settings);
        }

        private static <T> T or(T wanted, T usual) {
            return wanted == null ? usual : wanted;
        }
    }

    @GET
    @RolesAllowed({Roles.ADMINISTRATOR, Roles.ENGINEER})
    @NonBlocking
    @Operation(summary = "All link profiles, the built-in one among them")
    public Page list() {
        return new Page(Stream.concat(Stream.of(gateway.usualProfile()), profiles.listAll().stream())
                .map(this::shown)
                .sorted(Comparator.comparing(Shown::name))
                .toList());
    }

    private Shown shown(LinkProfile profile) {
        boolean builtIn = isBuiltIn(profile.name());
        Optional<String> name = builtIn ? Optional.empty() : Optional.of(profile.name());
        LinkTiming timing = profile.timing();
        return new Shown(
                profile.name(),
                profile.protocol(),
                timing.pollMillis(),
                timing.requestTimeoutMillis(),
                timing.retries(),
                timing.offlineAfterMillis(),
                timing.heartbeatMillis(),
                timing.intentMillis(),
                profile.settings(),
                builtIn,
                register.listAll().stream()
                        .filter(binding -> binding.profile().equals(name))
                        .count());
    }

    /** Lines of controllers that are dealt with by it begin anew. */
    @PUT
    @Path("{name}")
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Audited("link-profile.put")
    @Cancellable(false)
    @Operation(summary = "Add a link profile, or change it for all its controllers")
    public Uni<Shown> put(String name, Wanted wanted) {
        note.add("name", name).add("wanted", wanted);
        requireOwn(name);
        LinkProfile profile = check(name, wanted);
        return profiles.put(profile).invoke(() -> gateway.apply(profile)).map(nothing -> shown(profile));
    }

    private LinkProfile check(String name, Wanted wanted) {
        try {
            if (wanted == null) {
                throw new IllegalArgumentException("nothing was said of it");
            }
            LinkProfile profile = wanted.named(name, gateway.usualProfile());
            gateway.check(profile);
            return profile;
        } catch (IllegalArgumentException e) {
            throw new ProblemException(422, "unfit-link-profile", "Unfit link profile", e.getMessage() + ".");
        }
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Audited("link-profile.remove")
    @Cancellable(false)
    @Operation(summary = "Remove a link profile that no controller uses")
    public Uni<Void> remove(String name) {
        note.add("name", name);
        requireOwn(name);
        if (profiles.find(name).isEmpty()) {
            throw new ProblemException(
                    404, "unknown-link-profile", "Unknown link profile", "There is no link profile " + name + ".");
        }
        return profiles.remove(name)
                .invoke(removed -> {
                    if (!removed) {
                        throw new ProblemException(
                                409,
                                "link-profile-in-use",
                                "Link profile in use",
                                "Controllers are dealt with by " + name + ".");
                    }
                })
                .replaceWithVoid();
    }

    private void requireOwn(String name) {
        if (isBuiltIn(name)) {
            throw new ProblemException(
                    409,
                    "built-in-link-profile",
                    "Built-in link profile",
                    "The hub's configuration makes " + name + ".");
        }
    }

    private boolean isBuiltIn(String name) {
        return gateway.usualProfile().name().equals(name);
    }
}
