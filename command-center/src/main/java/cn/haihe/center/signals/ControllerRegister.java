package cn.haihe.center.signals;

import cn.haihe.signal.fieldbus.ControllerBinding;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which controller runs which junction; kept in PostgreSQL. */
public interface ControllerRegister {
    Optional<ControllerBinding> find(String junctionId);

    Collection<ControllerBinding> listAll();

    /** Adds them, or replaces what was known of their junctions; all or none. */
    Uni<Void> put(List<ControllerBinding> bindings);

    /** @return false where none was registered for the junction */
    Uni<Boolean> remove(String junctionId);
}
