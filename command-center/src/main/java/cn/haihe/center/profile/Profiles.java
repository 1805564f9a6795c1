package cn.haihe.center.profile;

import cn.haihe.routing.profile.SpeedProfiles;
import java.util.Optional;
import java.util.function.Consumer;

/** The usual speeds of the city, as learnt and as imported. */
public interface Profiles {
    /** Empty until the city and what the database holds of it are there. Never waits. */
    Optional<SpeedProfiles> find();

    /**
     * The listener gets what is known now, if anything is, and from now on whatever is new, once in a quarter-hour or
     * after an import, on the profiles' thread.
     */
    void addListener(Consumer<SpeedProfiles> listener);
}
