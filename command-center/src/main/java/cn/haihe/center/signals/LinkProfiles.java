package cn.haihe.center.signals;

import cn.haihe.signal.fieldbus.LinkProfile;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Optional;

/** How the centre deals with each make of controller; kept in PostgreSQL. */
public interface LinkProfiles {
    Optional<LinkProfile> find(String name);

    Collection<LinkProfile> listAll();

    /** Adds it, or replaces what was known under its name. */
    Uni<Void> put(LinkProfile profile);

    /** @return false where there is none, or a controller is dealt with by it */
    Uni<Boolean> remove(String name);
}
