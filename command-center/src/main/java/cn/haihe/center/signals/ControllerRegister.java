package cn.haihe.center.signals;

import cn.haihe.center.problem.ProblemException;
import cn.haihe.signal.fieldbus.ControllerBinding;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which controller runs which junction; kept in PostgreSQL. */
public interface ControllerRegister {
    Optional<ControllerBinding> find(String junctionId);

    /** @throws ProblemException 409 {@code no-controller} where none is registered */
    default ControllerBinding require(String junctionId) {
        return find(junctionId)
                .orElseThrow(() -> new ProblemException(
                        409, "no-controller", "No controller", "No controller is registered for " + junctionId + "."));
    }

    Collection<ControllerBinding> listAll();

    /** Adds them, or replaces what was known of their junctions; all or none. */
    Uni<Void> put(List<ControllerBinding> bindings);

    /** @return false where none was registered for the junction */
    Uni<Boolean> remove(String junctionId);
}
