package cn.haihe.center.signals;

import cn.haihe.map.city.Junction;
import cn.haihe.map.osm.CityImporter;
import cn.haihe.signal.junction.DesignFingerprint;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Puts into the database, before the hub under test starts, what a hub left that was killed: a controller in the register and
 * the plan that was wanted of its junction, and a plan from before designs had fingerprints.
 */
public class LeftByTheHubBefore implements Callback {
    static final int CONTROLLER = 90_001;
    static final int PLAN_NUMBER = 33;
    static final int STAGE_SECONDS = 34;

    private static final Path TOWN = Path.of("src", "test", "resources", "maps", "test-town.osm");
    private static final String PLAN = """
            WITH p AS (INSERT INTO signal_plan (junction_id, number, cycle_seconds, offset_seconds, stages, origin, reason,
                    created_by, created_at, state, approved_by, approved_at, design)
                VALUES (?, ?, ?, 0, ?, 'GIVEN', 'before', 'engineer', now(), 'APPROVED', 'commander', now(), ?) RETURNING *)
            INSERT INTO signal_desired (junction_id, plan_id, source, set_by, set_at)
                SELECT junction_id, id, 'ENGINEER', 'commander', now() FROM p
            """;

    /** Of the junction whose controller the hub before knew. */
    static Junction ofController(List<Junction> junctions) {
        return junctions.get(3);
    }

    static Junction ofOldPlan(List<Junction> junctions) {
        return junctions.get(5);
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        List<Junction> junctions = new CityImporter().importFrom(TOWN).city().junctions();
        Junction known = ofController(junctions);
        try {
            register(context.getConnection(), known);
            want(context.getConnection(), known, DesignFingerprint.of(known, JunctionDesigner.design(known)));
            want(context.getConnection(), ofOldPlan(junctions), null);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void register(Connection connection, Junction junction) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO controller (junction_id, controller_id, road_id, link, changed_at)"
                        + " VALUES (?, ?, 1, 'TCP_SERVER', now())")) {
            insert.setString(1, junction.id());
            insert.setInt(2, CONTROLLER);
            insert.executeUpdate();
        }
    }

    private static void want(Connection connection, Junction junction, String fingerprint) throws SQLException {
        SignalJunction design = JunctionDesigner.design(junction);
        try (PreparedStatement insert = connection.prepareStatement(PLAN)) {
            insert.setString(1, junction.id());
            insert.setInt(2, PLAN_NUMBER);
            insert.setInt(3, STAGE_SECONDS * design.stages().size());
            insert.setString(
                    4,
                    design.stages().stream()
                            .map(stage -> stage.number() + ":" + STAGE_SECONDS)
                            .collect(Collectors.joining(" ")));
            insert.setString(5, fingerprint);
            insert.executeUpdate();
        }
    }

    @Override
    public String getCallbackName() {
        return getClass().getSimpleName();
    }
}
