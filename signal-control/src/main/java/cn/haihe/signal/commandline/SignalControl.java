package cn.haihe.signal.commandline;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of signal-control. Exit codes: 0 done, 1 bad input or a plan that is not allowed, 2 bad usage. */
@Command(
        name = "signal-control",
        description = "Fixed-time plans for networks of signals.",
        mixinStandardHelpOptions = true,
        subcommands = {OptimiseCommand.class, EvaluateCommand.class})
public final class SignalControl {
    static final int DONE = 0;
    static final int BAD_INPUT = 1;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new SignalControl()).setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println("signal-control: " + failure);
            return BAD_INPUT;
        });
    }
}
