package cn.haihe.center.incident;

import java.util.function.Consumer;

/** The incidents that are not over. */
public interface IncidentBoard {
    /** Never waits. */
    IncidentPicture picture();

    /**
     * From now on every picture that differs in what is open or active is handed to the listener, within a second of the
     * change, be it an operator's or the clock's. The listener must not wait.
     */
    void addListener(Consumer<IncidentPicture> listener);
}
