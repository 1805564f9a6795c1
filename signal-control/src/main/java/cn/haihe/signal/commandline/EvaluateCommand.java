package cn.haihe.signal.commandline;

import cn.haihe.signal.exchange.BadExchange;
import cn.haihe.signal.exchange.SignalNetReader;
import cn.haihe.signal.exchange.SignalPlanFile;
import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.PlanCheck;
import cn.haihe.signal.network.PlanFault;
import cn.haihe.signal.network.SignalNetwork;
import cn.haihe.signal.queue.DelayEstimate;
import cn.haihe.signal.queue.QueueModel;
import cn.haihe.signal.queue.QueueRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        description = "Checks plans against a network and tells their mean delay by the queue model, a line each.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NET.json")
    private Path net;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PLAN.json")
    private List<Path> planFiles;

    @Option(names = "--samples", defaultValue = "12", description = "demands drawn (default ${DEFAULT-VALUE})")
    private int samples;

    @Option(names = "--seed", defaultValue = "1", description = "of the demands (default ${DEFAULT-VALUE})")
    private long seed;

    @Override
    public Integer call() {
        PrintWriter messages = spec.commandLine().getErr();
        try {
            SignalNetwork network = SignalNetReader.read(net);
            QueueModel model = new QueueModel(network, QueueRules.DEFAULT, Math.max(1, Math.min(1_000, samples)), seed);
            int exit = SignalControl.DONE;
            for (Path file : planFiles) {
                List<FixedPlan> plans = SignalPlanFile.read(file, network);
                List<PlanFault> faults = new PlanCheck(network).faults(plans);
                for (PlanFault fault : faults) {
                    messages.println("signal-control: " + file + ": " + fault);
                    exit = SignalControl.BAD_INPUT;
                }
                if (faults.isEmpty()) {
                    DelayEstimate estimate = model.estimate(plans);
                    spec.commandLine().getOut().printf(Locale.ROOT, "%.2f %s%n", estimate.meanSeconds(), file);
                }
            }
            spec.commandLine().getOut().flush();
            return exit;
        } catch (NoSuchFileException e) {
            messages.println("signal-control: there is no file " + e.getFile());
        } catch (BadExchange | IllegalArgumentException e) {
            messages.println("signal-control: " + e.getMessage());
        } catch (IOException e) {
            messages.println("signal-control: a file cannot be read: " + e.getMessage());
        }
        return SignalControl.BAD_INPUT;
    }
}
