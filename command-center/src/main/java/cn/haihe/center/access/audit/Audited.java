package cn.haihe.center.access.audit;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Every call of this resource method leaves a record in the {@link AuditLog}: who, from where, the method and path, the
 * outcome by the answer's status (refused and forbidden calls too), and what the method adds to its {@link AuditNote}.
 * While records cannot be written the call is refused with 503 before it begins.
 * Such a method is {@code @Cancellable(false)} too, so that a client that hangs up ends neither the act nor its record.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Audited {
    /** The action, dotted: {@code signal.plan.send}. */
    String value();
}
