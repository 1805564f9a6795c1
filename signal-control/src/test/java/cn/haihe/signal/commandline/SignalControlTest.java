package cn.haihe.signal.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.Nets;
import cn.haihe.signal.exchange.SignalPlanFile;
import cn.haihe.signal.network.PlanCheck;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SignalControlTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter messages = new StringWriter();

    @Test
    void a_network_gets_plans_that_can_be_evaluated() throws Exception {
        Path plan = directory.resolve("plan.json");
        String net = Nets.twoCrossingsFile().toString();

        int exit =
                run("optimise", net, "-o", plan.toString(), "--seconds", "600", "--evaluations", "300", "--seed", "4");

        assertThat(exit).as(messages.toString()).isZero();
        assertThat(messages.toString()).contains("plans tried", "two-crossings: 2 plans");
        assertThat(new PlanCheck(Nets.twoCrossings()).faults(SignalPlanFile.read(plan, Nets.twoCrossings())))
                .isEmpty();
        assertThat(run("evaluate", net, plan.toString())).isZero();
        assertThat(out.toString()).matches("(?s)\\d+\\.\\d\\d .*plan.json\\R");
        assertThat(directory.toFile().list()).containsExactly("plan.json");
    }

    @Test
    void bad_input_is_named_and_nothing_is_written() throws Exception {
        Path bad = directory.resolve("bad.json");
        Files.writeString(bad, "{\"format\": \"signal-net/1\", \"begin_s\": 0}");
        Path plan = directory.resolve("plan.json");

        assertThat(run("optimise", bad.toString(), "-o", plan.toString())).isEqualTo(1);
        assertThat(messages.toString()).contains("bad.json: $: has no end_s");
        assertThat(run("optimise", directory.resolve("none.json").toString(), "-o", plan.toString()))
                .isEqualTo(1);
        assertThat(messages.toString()).contains("there is no file");
        assertThat(plan).doesNotExist();
    }

    @Test
    void every_bad_file_gets_one_line() throws Exception {
        String good = Files.readString(Nets.twoCrossingsFile());
        Path net = directory.resolve("net.json");
        Path plan = directory.resolve("plan.json");
        for (String bad : List.of(
                "",
                "[]",
                "{\"format\": ",
                "null",
                "[".repeat(5_000),
                good.replace("signal-net/1", "signal-net/2"),
                good.replace("signal-net/1", ""),
                good.replaceFirst("\"stages\"", "\"stage\""),
                good.substring(0, good.length() / 2))) {
            Files.writeString(net, bad);
            messages.getBuffer().setLength(0);

            assertThat(run("optimise", net.toString(), "-o", plan.toString())).isEqualTo(1);

            assertThat(messages.toString().lines())
                    .as(bad.substring(0, Math.min(40, bad.length())))
                    .hasSize(1);
            assertThat(messages.toString()).startsWith("signal-control: ");
        }
        assertThat(run("optimise", directory.toString(), "-o", plan.toString())).isEqualTo(1);
        assertThat(plan).doesNotExist();
    }

    @Test
    void bad_usage_is_told_apart() {
        String net = Nets.twoCrossingsFile().toString();
        assertThat(run("optimise", net)).isEqualTo(2);
        assertThat(run("optimise", net, "-o", directory.resolve("p.json").toString(), "--seconds", "0"))
                .isEqualTo(2);
        assertThat(run("optimise", net, "-o", directory.resolve("p.json").toString(), "--seconds", "-3"))
                .isEqualTo(2);
        assertThat(run("optimise", net, "-o", directory.toString())).isEqualTo(2);
        assertThat(run(
                        "optimise",
                        net,
                        "-o",
                        directory.resolve("no/such/p.json").toString()))
                .isEqualTo(2);
        assertThat(run("improve", net)).isEqualTo(2);
    }

    @Test
    void a_plan_that_is_not_allowed_is_refused() throws Exception {
        Path plan = directory.resolve("plan.json");
        Files.writeString(plan, """
                {"format": "signal-plan/1", "plans": [{"intersection": "A", "cycle_s": 30, "offset_s": 0,
                 "stages": [{"stage": 0, "green_s": 20}, {"stage": 1, "green_s": 2}]}]}""");

        assertThat(run("evaluate", Nets.twoCrossingsFile().toString(), plan.toString()))
                .isEqualTo(1);
        assertThat(messages.toString()).contains("GREEN_TOO_SHORT", "SIGNAL_NEVER_GREEN");
    }

    private int run(String... arguments) {
        CommandLine line = SignalControl.commandLine();
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(messages, true))
                .execute(arguments);
    }
}
