package dev.holdfast.cli;

import dev.holdfast.conformance.ConformanceCheck;
import dev.holdfast.conformance.Statement;
import dev.holdfast.conformance.TargetAddresses;
import dev.holdfast.continuity.model.VisibleText;
import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.choice.Dialects;
import dev.holdfast.dialect.file.FileDialect;
import dev.holdfast.dialect.holdfast.NativeDialect;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.ReachPlan;
import dev.holdfast.settings.Configuration;
import java.io.PrintWriter;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What has to do with how a backend is spoken to. */
@Command(
    name = "dialect",
    description = "Has to do with how a backend is spoken to: tries it, shows it, drafts it.",
    subcommands = {DialectCommand.Check.class, TraceCommand.class, DraftCommand.class})
final class DialectCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before run()
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command must be named: check, trace or draft");
  }

  /** Walks through the protocol with two users. */
  @Command(
      name = "check",
      description =
          "Walks through a protocol with two users, without load, and says line by line what"
              + " holds; of a dialect file, each frame with the rule that took it. What the target asks of its clients is set as for a run, such as:"
              + " java -Dholdfast.reach.origin=https://app.example.org -jar holdfast-cli.jar"
              + " dialect check --target wss://staging.example.org/ws")
  static final class Check implements Callable<Integer> {

    private static final int MOST_SHOWN = 500;
    private static final int USERS = 2;
    private static final String TARGET = "holdfast.target";

    @Parameters(
        arity = "0..1",
        paramLabel = "DIALECT",
        description =
            "a dialect file, such as my-backend.conf, or the name of a dialect (default:"
                + " holdfast.dialect)")
    private @Nullable String dialect;

    @Option(
        names = "--target",
        paramLabel = "URL",
        description = "the backend, such as ws://host:8080/ws (default: holdfast.target)")
    private @Nullable String target;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      RunPlan plan = RunPlan.of(Configuration.load(properties(), System.getenv()));
      if (plan.target().isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "--target must be a URL such as ws://host:8080/ws, got: none");
      }
      PrintWriter out = spec.commandLine().getOut();
      Dialect spoken = spoken(plan.reach().dialect());
      boolean tokens = plan.reach().accounts().stream().anyMatch(each -> each.token().isPresent());
      if (!tokens && !spoken.states(Capability.SESSIONS)) {
        throw new ParameterException(
            spec.commandLine(),
            "holdfast.users-file must be a file with the column token where the dialect opens no"
                + " sessions by itself, got: none");
      }
      if (tokens && spoken instanceof NativeDialect) {
        throw new ParameterException(
            spec.commandLine(),
            "holdfast.users-file must be without the column token: the check renews and revokes"
                + " tokens, got: one");
      }
      TargetAddresses reached =
          TargetAddresses.tried(plan.target().get(), plan.patience().connect());
      out.println(title(spoken) + " at " + reached.target().shown());
      reached.silent().ifPresent(out::println);
      FrameTrace trace = new FrameTrace(out);
      List<Statement> statements =
          new ConformanceCheck(
                  reached.target(),
                  plan.reach(),
                  spoken instanceof FileDialect file ? file.watchedBy(trace) : spoken,
                  plan.patience().answer())
              .run(each -> out.println(line(each)));
      long held = count(statements, Statement.Outcome.HOLDS);
      out.println(held + " of " + statements.size() + " hold");
      if (spoken instanceof FileDialect file && !trace.unseen(file.rules()).isEmpty()) {
        out.println("rules that took nothing: " + String.join(", ", trace.unseen(file.rules())));
      }
      Judged.of(spoken).forEach(out::println);
      return held == statements.size() ? ExitCode.OK : ExitCode.FAIL;
    }

    private Dialect spoken(String name) {
      try {
        return Dialects.named(name);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), ReachPlan.DIALECT + " " + e.getMessage());
      }
    }

    private static String title(Dialect spoken) {
      return spoken instanceof NativeDialect
          ? "The protocol of docs/protocol.md"
          : "The dialect " + spoken.name();
    }

    private Properties properties() {
      Properties properties = new Properties();
      properties.putAll(System.getProperties());
      // Two users walk through it, however many a run has.
      properties.setProperty("holdfast.users", String.valueOf(USERS));
      String chosen = dialect;
      if (chosen != null) {
        properties.setProperty(ReachPlan.DIALECT, chosen);
      }
      String given = target;
      if (given != null) {
        properties.setProperty(TARGET, given);
      }
      return properties;
    }

    private static long count(List<Statement> statements, Statement.Outcome outcome) {
      return statements.stream().filter(each -> each.outcome() == outcome).count();
    }

    private static String line(Statement statement) {
      return switch (statement.outcome()) {
        case HOLDS -> "  ✓ " + statement.rule();
        case BROKEN ->
            "  ✗ "
                + statement.rule()
                + "\n      "
                + VisibleText.excerpt(statement.seen(), MOST_SHOWN);
        case UNTRIED -> "  - " + statement.rule() + ": not tried";
      };
    }
  }
}
