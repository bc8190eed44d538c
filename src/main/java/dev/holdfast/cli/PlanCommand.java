package dev.holdfast.cli;

import dev.holdfast.capacity.plan.CapacityPlan;
import dev.holdfast.capacity.plan.CapacityRun;
import dev.holdfast.capacity.plan.NodeContention;
import dev.holdfast.capacity.plan.PlanRequest;
import dev.holdfast.report.capacity.CapacityReport;
import dev.holdfast.report.capacity.PlanWords;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plans nodes for a number of users from what a capacity run measured. */
@Command(
    name = "plan",
    description =
        "Tells how many nodes a number of users needs, from a capacity run: with headroom, with"
            + " nodes lost and their users coming back, with growth. Writes plan.html, plan.md and"
            + " plan.csv into the run's folder.")
final class PlanCommand implements Callable<Integer> {

  private final Clock clock;

  @Parameters(paramLabel = "RUN_FOLDER", description = "the folder of a capacity run")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private Path folder;

  @Option(
      names = "--users",
      required = true,
      paramLabel = "NUMBER",
      description = "sessions open at the same time at the peak")
  private long users;

  @Option(
      names = "--peak-reconnect",
      paramLabel = "RATE",
      defaultValue = "1%/min",
      description = "part of the users that reconnect at the peak (default: ${DEFAULT-VALUE})")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private String peakReconnect;

  @Option(
      names = "--turns",
      paramLabel = "RATE",
      defaultValue = "0/min",
      description =
          "turns of each user, such as 2/min; none: turns are not planned for (default:"
              + " ${DEFAULT-VALUE})")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private String turns;

  @Option(
      names = "--headroom",
      paramLabel = "PERCENT",
      defaultValue = "30%",
      description = "of each node's limit, kept free while all are up (default: ${DEFAULT-VALUE})")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private String headroom;

  @Option(
      names = "--survive",
      paramLabel = "NODES",
      defaultValue = "1",
      description = "how many nodes may be lost at once (default: ${DEFAULT-VALUE})")
  private int survive;

  @Option(
      names = "--storm",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "over which users of lost nodes come back (default: ${DEFAULT-VALUE})")
  private double storm;

  @Option(
      names = "--node-contention",
      paramLabel = "PERCENT",
      description =
          "of the nodes' work that is done one after the other, for the pessimistic end of"
              + " extrapolations (default: 1%%)")
  private @Nullable String nodeContention;

  @Option(
      names = "--other-nodes",
      paramLabel = "RUN_FOLDER",
      description =
          "a capacity run of the same target on another number of nodes; may be given several"
              + " times. What nodes do one after the other is measured then, not assumed")
  private List<Path> otherNodes = List.of();

  @Option(
      names = "--growth",
      paramLabel = "RATE",
      defaultValue = "0%/month",
      description = "of the users, such as 8%%/month (default: none)")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private String growth;

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "from which they grow, such as 2027-01-31 (default: today)")
  private @Nullable LocalDate from;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  PlanCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    LocalDate begin = from;
    CapacityPlan plan =
        CapacityReport.plan(
            folder,
            new PlanRequest(
                users,
                Share.perSecond("--peak-reconnect", peakReconnect),
                Share.countPerSecond("--turns", turns),
                Share.of("--headroom", headroom),
                survive,
                storm,
                contention(),
                Share.perMonth("--growth", growth),
                begin == null ? LocalDate.now(clock) : begin));
    PrintWriter out = spec.commandLine().getOut();
    out.println(PlanWords.line(plan));
    plan.extrapolations().forEach(each -> out.println("  beyond what was measured: " + each));
    out.println(folder.resolve(CapacityReport.PLAN));
    return ExitCode.OK;
  }

  private NodeContention contention() throws IOException {
    String assumed = nodeContention;
    if (otherNodes.isEmpty()) {
      return assumed == null
          ? PlanRequest.USUAL_NODE_CONTENTION
          : NodeContention.assumed(Share.of("--node-contention", assumed));
    }
    if (assumed != null) {
      throw new IllegalArgumentException(
          "--node-contention must be left out where --other-nodes measure it, got: " + assumed);
    }
    List<CapacityRun> runs = new ArrayList<>(List.of(CapacityReport.read(folder)));
    for (Path other : otherNodes) {
      runs.add(CapacityReport.read(other));
    }
    return NodeContention.measured(runs);
  }
}
