package dev.holdfast.cli;

import dev.holdfast.settings.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line: {@code holdfast report}, {@code judge}, {@code index}, {@code compare}, {@code
 * plan}, {@code proxy} and {@code dialect check}.
 */
@Command(
    name = "holdfast",
    description = "Tells whether a WebSocket backend keeps its users' sessions.",
    mixinStandardHelpOptions = true,
    versionProvider = Holdfast.Version.class,
    scope = ScopeType.INHERIT,
    exitCodeOnExecutionException = ExitCode.USAGE,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:PASS, or done",
      "1:FAIL, or something is worse with --fail-on-worse",
      "2:it could not be done: a command line, a file or a setting that makes no sense",
      "3:INVALID: the run can say nothing"
    })
public final class Holdfast implements Runnable {

  private static final long MIB = 1 << 20;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before run()
  private CommandSpec spec;

  private Holdfast() {}

  /** The process's entry. */
  public static void main(String[] arguments) {
    System.exit(executeInTerminal(commandLine(), arguments));
  }

  /** Runs a command of this process; the exit code. */
  public static int executeInTerminal(CommandLine line, String... arguments) {
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    return execute(line, arguments);
  }

  /** Runs a command; one that cannot go on ends by one line, and never like a FAIL. */
  static int execute(CommandLine line, String... arguments) {
    try {
      return line.execute(arguments);
    } catch (OutOfMemoryError e) {
      line.getErr()
          .println(
              "holdfast: out of memory with a heap of "
                  + Runtime.getRuntime().maxMemory() / MIB
                  + " MiB; give it more, such as: java -Xmx2g -jar holdfast-cli.jar "
                  + Arrays.stream(arguments)
                      .filter(each -> !each.startsWith("-D"))
                      .collect(Collectors.joining(" ")));
    } catch (StackOverflowError e) {
      line.getErr().println("holdfast: a file is nested too deeply to be one of a run");
    }
    return ExitCode.USAGE;
  }

  /** The command line with all its commands, for embedding and tests. */
  public static CommandLine commandLine() {
    return new CommandLine(new Holdfast())
        .addSubcommand(new ReportCommand())
        .addSubcommand(new JudgeCommand())
        .addSubcommand(new IndexCommand())
        .addSubcommand(new CompareCommand())
        .addSubcommand(new PlanCommand(Clock.system(ZoneId.systemDefault())))
        .addSubcommand(new ProxyCommand())
        .addSubcommand(new DialectCommand())
        .setParameterExceptionHandler(Holdfast::refuse)
        .setExecutionExceptionHandler(Holdfast::fail);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command must be named: " + String.join(", ", spec.subcommands().keySet()));
  }

  private static int refuse(ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    line.getErr()
        .println(
            "holdfast: "
                + oneLine(e)
                + ". Try: "
                + line.getCommandSpec().qualifiedName()
                + " --help");
    return ExitCode.USAGE;
  }

  private static int fail(Exception e, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    boolean explained =
        e instanceof IOException
            || e instanceof UncheckedIOException
            || e instanceof IllegalArgumentException
            || e instanceof ConfigurationException;
    if (!explained) {
      throw e;
    }
    line.getErr().println("holdfast: " + oneLine(e));
    return ExitCode.USAGE;
  }

  private static String oneLine(Exception e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : null;
    Throwable told = cause == null ? e : cause;
    String message = String.valueOf(told.getMessage()).lines().findFirst().orElse("");
    return told instanceof NoSuchFileException ? "there is no " + message : message;
  }

  /** The version that the build wrote into the jar; {@code development} where there is none. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Holdfast.class.getPackage().getImplementationVersion();
      return new String[] {"holdfast " + (version == null ? "(development)" : version)};
    }
  }
}
