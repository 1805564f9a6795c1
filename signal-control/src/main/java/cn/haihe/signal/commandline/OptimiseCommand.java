package cn.haihe.signal.commandline;

import cn.haihe.signal.exchange.BadExchange;
import cn.haihe.signal.exchange.SignalNetReader;
import cn.haihe.signal.exchange.SignalPlanFile;
import cn.haihe.signal.network.SignalNetwork;
import cn.haihe.signal.optimise.NetworkOptimiser;
import cn.haihe.signal.optimise.OptimisedNetwork;
import cn.haihe.signal.optimise.OptimiserProgress;
import cn.haihe.signal.optimise.OptimiserSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "optimise",
        description =
                "Finds plans (signal-plan/1) for a network with its demand (signal-net/1); better the longer it runs.",
        mixinStandardHelpOptions = true)
final class OptimiseCommand implements Callable<Integer> {
    /** What is left of the time for writing and leaving, with a machine in mind that is busy; and of long times a part. */
    private static final Duration RESERVE = Duration.ofMillis(600);

    private static final double RESERVED_SHARE = 0.01;

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NET.json", description = "network and demand, signal-net/1")
    private Path net;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "PLAN.json",
            required = true,
            description = "where the plans go, signal-plan/1")
    private Path out;

    @Option(names = "--seconds", defaultValue = "60", description = "time for the whole run (default ${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--seed", defaultValue = "1", description = "of all that is drawn (default ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--threads", defaultValue = "2", description = "that search (default ${DEFAULT-VALUE})")
    private int threads;

    @Option(
            names = "--evaluations",
            description =
                    "most plans tried; reached within the time, the result depends on it, the seed and the threads")
    private Long evaluations;

    private Duration lastLine = Duration.ZERO;

    @Override
    public Integer call() {
        checkOptions();
        PrintWriter messages = spec.commandLine().getErr();
        SignalNetwork network;
        OptimisedNetwork found;
        try {
            network = SignalNetReader.read(net);
            found = NetworkOptimiser.optimise(network, settings(), progress -> show(messages, progress));
        } catch (NoSuchFileException e) {
            messages.println("signal-control: there is no file " + net);
            return SignalControl.BAD_INPUT;
        } catch (BadExchange | IllegalArgumentException e) {
            messages.println("signal-control: " + net + ": " + e.getMessage());
            return SignalControl.BAD_INPUT;
        } catch (IOException e) {
            messages.println("signal-control: " + net + " cannot be read: " + e.getMessage());
            return SignalControl.BAD_INPUT;
        } catch (OutOfMemoryError e) {
            messages.println("signal-control: " + net + " does not fit into memory; give java a larger -Xmx");
            return SignalControl.BAD_INPUT;
        }
        try {
            SignalPlanFile.write(out, network, found.plans());
        } catch (IOException e) {
            messages.println("signal-control: " + out + " cannot be written: " + e);
            return SignalControl.BAD_INPUT;
        }
        for (String kept : found.kept()) {
            messages.println(
                    network.name() + ": " + kept + " keeps its present plan: none within the limits was found");
        }
        messages.printf(
                Locale.ROOT,
                "%s: %d plans, %.1f s a vehicle by the queue model, %.1f s under the present plans, %d plans tried%n",
                network.name(),
                found.plans().size(),
                found.delaySeconds(),
                found.startDelaySeconds(),
                found.evaluations());
        return SignalControl.DONE;
    }

    private void checkOptions() {
        if (!(seconds >= 1 && seconds <= 86_400)) {
            throw new ParameterException(spec.commandLine(), "--seconds " + seconds + ": 1 to 86400");
        }
        if (threads < 1 || threads > 64) {
            throw new ParameterException(spec.commandLine(), "--threads " + threads + ": 1 to 64");
        }
        if (evaluations != null && evaluations < 1) {
            throw new ParameterException(spec.commandLine(), "--evaluations " + evaluations + ": at least 1");
        }
        Path directory = out.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new ParameterException(spec.commandLine(), "there is no directory " + directory);
        }
        if (Files.isDirectory(out) || !Files.isWritable(directory)) {
            throw new ParameterException(spec.commandLine(), out + " cannot be written");
        }
    }

    private OptimiserSettings settings() {
        Duration sinceStart =
                Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        Duration left = Duration.ofMillis(Math.round(seconds * 1_000 * (1 - RESERVED_SHARE)))
                .minus(sinceStart)
                .minus(RESERVE);
        OptimiserSettings usual = OptimiserSettings.within(left.isNegative() ? Duration.ZERO : left, seed);
        return new OptimiserSettings(
                usual.budget(),
                evaluations == null ? usual.mostEvaluations() : evaluations,
                threads,
                usual.searchSamples(),
                usual.checkSamples(),
                seed);
    }

    private void show(PrintWriter messages, OptimiserProgress progress) {
        boolean isDue = lastLine.isZero() || progress.elapsed().minus(lastLine).compareTo(BETWEEN_LINES) >= 0;
        if (isDue) {
            lastLine = progress.elapsed();
            messages.printf(
                    Locale.ROOT,
                    "%5.1f s  %3.0f %%  %d plans tried  best %.2f s a vehicle, present plans %.2f s%n",
                    progress.elapsed().toMillis() / 1_000.0,
                    100 * progress.share(),
                    progress.evaluations(),
                    progress.bestDelaySeconds(),
                    progress.startDelaySeconds());
            messages.flush();
        }
    }
}
