package cn.haihe.center.clearing.internal;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.RuleKind;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.center.access.Roles;
import cn.haihe.center.clearing.rules.RuleBooks;
import cn.haihe.center.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Who asks: an institution, which sees its own alone, or staff, who see all. */
@RequestScoped
public class Caller {
    private final SecurityIdentity identity;
    private final RuleBooks books;

    Caller(SecurityIdentity identity, RuleBooks books) {
        this.identity = identity;
        this.books = books;
    }

    public String name() {
        return identity.getPrincipal().getName();
    }

    /** Empty for staff. */
    public Optional<Institution> institution() {
        return identity.hasRole(Roles.INSTITUTION) ? Optional.of(new Institution(name())) : Optional.empty();
    }

    /** @throws ProblemException where there is no such institution, or its files are not the caller's business */
    public Institution mayHandle(String code) {
        if (institution().isPresent() && !institution().get().code().equals(code)) {
            throw new ProblemException(
                    403,
                    "not-yours",
                    "Not yours",
                    name() + " may handle what is its own only, not what is of " + code + ".");
        }
        if (books.current().history(RuleKind.INSTITUTION, code).isEmpty()) {
            throw new ProblemException(
                    404, "unknown-institution", "Unknown institution", code + " never took part in clearing.");
        }
        return new Institution(code);
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
