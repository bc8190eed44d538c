package dev.holdfast.run.fleet;

import dev.holdfast.plan.LoadShare;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.run.context.BindableAddresses;
import dev.holdfast.run.context.LoadProtocol;
import dev.holdfast.run.context.RunContexts;
import dev.holdfast.run.context.SpokenDialect;
import dev.holdfast.run.exchange.FleetMessages;
import dev.holdfast.run.exchange.Subjects.Said;
import dev.holdfast.run.kinds.Playable;
import dev.holdfast.run.kinds.Population;
import dev.holdfast.run.kinds.PopulationContext;
import dev.holdfast.run.kinds.RunKind;
import dev.holdfast.run.reach.NoTargetException;
import dev.holdfast.run.reach.TargetProbe;
import dev.holdfast.user.FaultyListeners;
import dev.holdfast.user.Progress;
import dev.holdfast.user.Recording;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.accounts.Accounts;
import dev.holdfast.warmup.WarmUp;
import io.gatling.javaapi.core.PopulationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The part of a run's users that one injector plays. */
final class InjectorLoad {

  private final RunKind kind;
  private final RunPlan plan;
  private final int index;
  private final Path folder;
  private final InjectorLine line;
  private final InjectorMeetings meetings;
  private final Progress progress = new Progress();
  private final FaultyListeners listeners = FaultyListeners.open();
  private final Population population;
  private final String problem;
  private volatile @Nullable InjectorRecording prepared;
  private volatile @Nullable InjectorRecording recording;
  private volatile Instant startedAt = Instant.now();

  private InjectorLoad(
      FleetMessages.Plan told,
      RunKind kind,
      RunPlan plan,
      int index,
      InjectorLine line,
      InjectorLog log,
      Path folder)
      throws NoTargetException {
    this.kind = kind;
    this.plan = plan;
    this.index = index;
    this.line = line;
    this.folder = folder;
    this.meetings = new InjectorMeetings(index, point -> line.say(Said.MEET, point));
    Target target = target(plan, told);
    new TargetProbe(SpokenDialect.of(plan), plan.reach(), plan.patience().connect())
        .require(target);
    RunContext runContext =
        RunContexts.of(
                plan,
                target,
                this::recording,
                progress,
                this::watchLoop,
                told.secret(),
                listeners,
                RunContexts.USER)
            .lending(accounts(false));
    this.population =
        population(
            new PopulationContext(
                runContext,
                log.console(),
                () -> startedAt,
                Optional.empty(),
                told.secret(),
                meetings));
    String unsettled = warmed(target);
    this.problem = unsettled.isEmpty() ? unrecordable() : unsettled;
  }

  private Population population(PopulationContext stage) throws NoTargetException {
    return kind == RunKind.CAPACITY
        ? new CapacityUsers(stage.runContext(), index, report -> line.say(Said.REPORT, report))
        : kind.population(stage);
  }

  /** Prepares it, and warms this process. What it cannot do, it tells the run as a problem. */
  static InjectorLoad of(
      FleetMessages.Plan told, int index, InjectorLine line, InjectorLog log, Path folder)
      throws InterruptedException {
    RunKind kind = RunKind.valueOf(told.kind());
    RunPlan read = RunPlan.of(kind.configuration());
    RunPlan reached = BindableAddresses.only(read, log::say);
    RunPlan whole = Playable.of(kind, reached, SpokenDialect.of(reached), log::say);
    RunPlan plan = whole.with(whole.load().of(new LoadShare(index, whole.searches().injectors())));
    try {
      return new InjectorLoad(told, kind, plan, index, line, log, folder);
    } catch (NoTargetException e) {
      line.say(Said.READY, new FleetMessages.Ready(String.valueOf(e.getMessage()), 0));
      // The run ends now, and tells this injector so.
      new CountDownLatch(1).await();
      throw new IllegalStateException(e);
    }
  }

  RunPlan plan() {
    return plan;
  }

  List<PopulationBuilder> builders() {
    return population.builders();
  }

  FleetMessages.Ready ready() {
    return new FleetMessages.Ready(
        problem, population.expected().map(Duration::toMillis).orElse(0L));
  }

  /**
   * Opens the recording ahead of its time, for that takes a busy machine a while.
   *
   * @param run its name, and when it began in milliseconds since the epoch
   * @param ahead after so long it begins
   */
  void prepare(String run, Duration ahead) {
    int blank = run.lastIndexOf(' ');
    Instant began = Instant.ofEpochMilli(Long.parseLong(run.substring(blank + 1)));
    prepared =
        new InjectorRecording(
            ahead,
            folder,
            index,
            run.substring(0, blank),
            kind.simulation(),
            began,
            plan,
            span -> line.say(Said.SPAN, span));
  }

  /** Begins to record, and all that goes on beside the users. */
  void begin() {
    InjectorRecording begun = Objects.requireNonNull(prepared);
    startedAt = Instant.now();
    recording = begun;
    population.began(begun.recorder(), begun.identity());
  }

  boolean isOver() {
    return recording != null && population.isOver();
  }

  /** Ends the recording; what ended it early, or nothing. */
  String end() {
    InjectorRecording its = Objects.requireNonNull(recording);
    String endedBy = population.endedBy();
    population.samples().forEach(its.recorder()::sample);
    try {
      population.close();
    } catch (Exception e) {
      its.recorder().abort("the users could not be ended: " + e.getMessage());
    }
    its.end(endedBy);
    return endedBy;
  }

  long spans() {
    InjectorRecording its = recording;
    return its == null ? 0 : its.spans();
  }

  void met(String point, long atNanos) {
    meetings.met(point, atNanos);
  }

  /** What befalls the users, or the load that a search asks for. */
  void obey(FleetMessages.Order order) {
    population.obey(order.text());
  }

  /** The run needs no more of it. */
  void finish() {
    population.stop();
  }

  FleetMessages.Pulse pulse(double startedLateMillis) {
    String phase =
        recording == null ? "" : population.phase(Duration.between(startedAt, Instant.now()));
    return new FleetMessages.Pulse(
        phase,
        progress.usersBegun(),
        progress.usersEnded(),
        progress.judged(),
        progress.broken(),
        startedLateMillis);
  }

  FleetMessages.Bye bye(String endedBy, Map<String, String> files) {
    InjectorRecording its = recording;
    return its == null
        ? new FleetMessages.Bye(0, 0, 0, 0, endedBy, files)
        : new FleetMessages.Bye(
            its.spans(),
            its.total().planned(),
            its.total().judged(),
            its.total().kept(),
            endedBy,
            files);
  }

  private Recording recording() {
    return Objects.requireNonNull(recording, "users begin after the start").recording();
  }

  private void watchLoop(Executor eventLoop) {
    InjectorRecording its = recording;
    if (its != null) {
      its.watchLoop(eventLoop);
    }
  }

  private String warmed(Target target) {
    if (!plan.warmUp().wanted()) {
      return "";
    }
    WarmUp.Outcome outcome =
        WarmUp.run(
            plan,
            kind.users(plan),
            plan.target().isPresent() ? List.of() : List.of(target),
            (its, throwAway, loops) ->
                population.warmUp(
                    RunContexts.of(
                            its,
                            target,
                            throwAway,
                            new Progress(),
                            loops,
                            RunContexts.newSecret(),
                            listeners,
                            RunContexts.WARM_UP + index + "-")
                        .lending(accounts(true))),
            LoadProtocol.of(plan));
    return outcome.unsettled().isEmpty()
        ? ""
        : "it never became warm: " + String.join(", and ", outcome.unsettled());
  }

  /** Why nothing can be recorded here; empty if it can. */
  private String unrecordable() {
    try {
      long unused = InjectorRecording.rehearsed(folder, index, plan);
      return "";
    } catch (IOException | UncheckedIOException e) {
      return "it cannot record in " + folder + ": " + e.getMessage();
    }
  }

  private Accounts accounts(boolean fromTheEnd) {
    return Accounts.ofInjector(
        plan.reach().accounts(), index, plan.searches().injectors(), fromTheEnd);
  }

  private static Target target(RunPlan plan, FleetMessages.Plan told) {
    return plan.target()
        .orElseGet(() -> Target.parse(told.target()).orElseThrow().with(plan.reach().paths()));
  }
}
