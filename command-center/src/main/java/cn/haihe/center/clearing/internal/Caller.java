package cn.haihe.center.clearing.internal;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.Participants;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.center.access.Roles;
import cn.haihe.center.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Who asks: an institution, which sees its own alone, or staff, who see all. */
@RequestScoped
public class Caller {
    private final SecurityIdentity identity;
    private final Participants participants;

    Caller(SecurityIdentity identity, Participants participants) {
        this.identity = identity;
        this.participants = participants;
    }

    public String name() {
        return identity.getPrincipal().getName();
    }

    /** Empty for staff. */
    public Optional<Institution> institution() {
        return identity.hasRole(Roles.INSTITUTION) ? participants.find(name()) : Optional.empty();
    }

    /** @throws ProblemException where there is no such institution, or its files are not the caller's business */
    public Institution mayHandle(String code) {
        if (institution().isPresent() && !institution().get().code().equals(code)) {
            throw new ProblemException(
                    403,
                    "not-yours",
                    "Not yours",
                    name() + " may handle its own files only, not those of " + code + ".");
        }
        return participants
                .find(code)
                .orElseThrow(() -> new ProblemException(
                        404, "unknown-institution", "Unknown institution", code + " does not take part in clearing."));
    }

    /** @throws ProblemException where it is no name of a batch */
    public static String batchName(String name) {
        if (!BatchHeader.isName(name)) {
            throw new ProblemException(
                    404, "unfit-name", "Unfit name", "A batch's name has 1 to 32 of letters, digits and . _ -");
        }
        return name;
    }
}
