package dev.holdfast.run;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.evidence.EvidenceFile;
import dev.holdfast.history.BaselineComparison;
import dev.holdfast.history.RunIndex;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.generator.GeneratorWatch;
import dev.holdfast.measure.journal.RunJournal;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.live.RecorderSettings;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.promises.PromisesJson;
import dev.holdfast.report.GithubAnnotations;
import dev.holdfast.report.RunReport;
import dev.holdfast.report.page.LatencyOverTime;
import dev.holdfast.run.console.Console;
import dev.holdfast.run.console.OpeningLines;
import dev.holdfast.run.console.ProgressLine;
import dev.holdfast.run.console.RunOutline;
import dev.holdfast.run.context.RunContexts;
import dev.holdfast.run.context.SpokenDialect;
import dev.holdfast.run.fleet.FleetPopulation;
import dev.holdfast.run.kinds.HardEnd;
import dev.holdfast.run.kinds.OwnPopulation;
import dev.holdfast.run.kinds.OwnScenarios;
import dev.holdfast.run.kinds.Populating;
import dev.holdfast.run.kinds.Population;
import dev.holdfast.run.kinds.PopulationContext;
import dev.holdfast.run.kinds.RunKind;
import dev.holdfast.run.reach.MockBackend;
import dev.holdfast.run.reach.NoTargetException;
import dev.holdfast.run.reach.ParentWatch;
import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.soak.PartialRun;
import dev.holdfast.user.FaultyListeners;
import dev.holdfast.user.Progress;
import dev.holdfast.user.Recording;
import dev.holdfast.user.RunContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run from its plan to its verdict.
 *
 * <p>Prepared before Gatling starts, begun when Gatling has made the run's folder, concluded
 * exactly once: at the planned end, or from the shutdown hook when something ends the process
 * before.
 */
public final class Run {

  private static final int USAGE_ERROR = 64;
  private static final Duration LONGEST_START = Duration.ofMinutes(10);

  private final RunKind kind;
  private final String simulation;
  private final RunPlan plan;
  private final LongSupplier wallMillis;
  private final Console console;
  private final Progress progress = new Progress();
  private final Set<Executor> eventLoops = ConcurrentHashMap.newKeySet();
  private final FaultyListeners listeners = FaultyListeners.open();
  private final Instant preparedAt = Instant.now();

  /** Behind what may take long before it, such as the coming of injectors. */
  private final Instant readyAt;

  private final String secret = RunContexts.newSecret();
  private final @Nullable MockBackend backend;
  private final @Nullable Population population;
  private final @Nullable Target target;
  private final Optional<String> noTarget;
  private volatile Warmed warmed = Warmed.NOT;
  private volatile @Nullable Instant startedAt;
  private volatile @Nullable Recording recording;
  private @Nullable EvidenceFile evidence;
  private volatile @Nullable GeneratorWatch watch;
  private volatile @Nullable ProgressLine progressLine;
  private volatile @Nullable LivePage livePage;
  private @Nullable Path folder;
  private @Nullable RunRecord record;
  private volatile @Nullable Assessment assessment;
  private BaselineComparison compared = BaselineComparison.none("not compared");

  private Run(
      RunKind kind,
      String simulation,
      Populating populating,
      RunPlan plan,
      PreparedTarget prepared,
      LongSupplier wallMillis,
      Console console) {
    this.kind = kind;
    this.console = console;
    this.simulation = simulation;
    this.wallMillis = wallMillis;
    this.plan = plan;
    this.backend = prepared.backend();
    this.target = prepared.target();
    Population found = null;
    String failure = prepared.failure();
    if (prepared.target() != null) {
      try {
        found =
            populating.population(
                new PopulationContext(
                    runContext(prepared.target()),
                    console,
                    this::startedAt,
                    Optional.ofNullable(backend),
                    secret));
      } catch (NoTargetException e) {
        failure = e.getMessage();
      }
    }
    this.population = found;
    this.noTarget = Optional.ofNullable(failure);
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "holdfast-end"));
    readyAt = Instant.now();
    new HardEnd(
            new HardEnd.Run(this::shouldHaveEnded, () -> assessment != null, this::concludeLate),
            HardEnd.Patience.STANDARD,
            HardEnd.Exits.JVM)
        .start();
  }

  /**
   * Reads the plan, starts the mock backend if no target is given, and makes sure that the target
   * answers. A configuration that makes no sense ends the process with one line, before any load.
   */
  public static Run prepareOrExit(RunKind kind) {
    return prepareOrExit(
        kind, kind.simulation(), FleetPopulation.of(kind), System::currentTimeMillis);
  }

  /**
   * The same for a simulation that a team has written for itself.
   *
   * @param simulation its simple class name
   */
  public static Run prepareOrExit(String simulation, OwnScenarios load) {
    return prepareOrExit(
        RunKind.OWN,
        simulation,
        stage -> new OwnPopulation(load, stage),
        System::currentTimeMillis);
  }

  /**
   * The same for a gate with another name and another wall clock.
   *
   * @param simulation its simple class name
   * @param wallMillis milliseconds since the epoch, watched for jumps
   */
  public static Run prepareOrExit(String simulation, LongSupplier wallMillis) {
    return prepareOrExit(RunKind.GATE, simulation, FleetPopulation.of(RunKind.GATE), wallMillis);
  }

  private static Run prepareOrExit(
      RunKind kind, String simulation, Populating populating, LongSupplier wallMillis) {
    ParentWatch.followIfAsked(EndOfProcess::forItsParent);
    Console console = Console.ofThisProcess(RunSetUp.VERDICT);
    try {
      PlannedRun planned = PlannedRun.of(kind, console);
      RunPlan plan = planned.plan();
      OwnClasses.load(Run.class);
      Run run =
          new Run(
              kind,
              simulation,
              populating,
              plan,
              PreparedTarget.find(kind, plan, planned.silent()),
              wallMillis,
              console);
      console.say(
          OpeningLines.lines(
              simulation,
              plan.target().map(Target::shown).orElse("the mock backend"),
              run.population().map(Population::announcement).orElse(""),
              kind.changed(plan)));
      run.warmUp();
      return run;
    } catch (ConfigurationException e) {
      console.say("holdfast: " + e.getMessage());
      ToldVerdict.saidItsEnd();
      System.exit(USAGE_ERROR);
      throw e;
    }
  }

  /** Nothing of it is the run's: that begins after it. */
  private void warmUp() {
    if (target != null && population != null && plan.warmsUpHere()) {
      List<Target> ours = backend == null ? List.of() : List.of(target);
      warmed = Warmed.up(plan, kind.users(plan), target, ours, population, listeners, console);
    }
    startedAt = Instant.now();
  }

  private Instant startedAt() {
    Instant started = startedAt;
    return started == null ? Instant.now() : started;
  }

  /** The plan. */
  public RunPlan plan() {
    return plan;
  }

  /** Who takes part; empty where there is no target to load. */
  Optional<Population> population() {
    return warmed.isReady() ? Optional.ofNullable(population) : Optional.empty();
  }

  /** What ended the run before its time; empty if nothing did. */
  String endedBy() {
    return population().map(Population::endedBy).orElse("");
  }

  /**
   * Where this run is recorded; begins when first asked for. By then Gatling has made the run's
   * folder, which it does after its own hooks.
   */
  public Recording recording() {
    Recording begun = recording;
    return begun == null ? begin(true) : begun;
  }

  /** Whether every virtual user has lived its life, or more time has passed than that can take. */
  public boolean isOver() {
    return population().map(Population::isOver).orElse(true);
  }

  /** Whether the run has been concluded with PASS. */
  public boolean passed() {
    Assessment made = assessment;
    return made != null && made.verdict() == Verdict.PASS;
  }

  /** Gatling takes its time to bring the first user. */
  private boolean shouldHaveEnded() {
    return recording == null ? Instant.now().isAfter(readyAt.plus(LONGEST_START)) : isOver();
  }

  private void concludeLate() {
    seal();
    conclude(
        recording == null || isOver()
            ? endedBy()
            : "its start, in which no user came for " + LONGEST_START.toMinutes() + " min");
  }

  /**
   * Ends the recording, assesses what is on disk, and writes the reports; later calls do nothing.
   *
   * @param endedBy what ended the run early; empty at its planned end
   */
  public synchronized void conclude(String endedBy) {
    Recording begun = recording;
    Path runFolder = folder;
    if (assessment != null || begun == null || runFolder == null) {
      return;
    }
    RunRecorder recorder = begun.recorder();
    population().ifPresent(playing -> playing.samples().forEach(recorder::sample));
    if (backend != null && !backend.isAlive() && endedBy.isEmpty()) {
      recorder.abort("the mock backend's process ended during the run");
    }
    closeQuietly(population);
    closeQuietly(progressLine);
    closeQuietly(livePage);
    closeQuietly(watch);
    begun.end();
    closeQuietly(evidence);
    recorder.finish(endedBy.isEmpty(), endedBy);
    LatencyOverTime overTime = new LatencyOverTime();
    RunRecord finished = PartialRun.reported(RunJournal.read(runFolder, overTime::within));
    Assessment made = PromisesJson.of(finished.identity()).assess(finished, runFolder);
    record = finished;
    assessment = made;
    try {
      if (backend != null) {
        backend.keepLogIn(runFolder);
      }
      compared = RunReport.write(runFolder, finished, made, overTime);
      RunIndex.write(plan.reports().folder(), plan.reports().keep());
      ToldVerdict.toParent(made.verdict());
      ToldVerdict.toWebhook(plan.soak().webhook(), runFolder, made).ifPresent(console::say);
    } catch (IOException e) {
      console.say("the reports could not be written: " + e.getMessage());
    }
  }

  private synchronized Recording begin(boolean played) {
    if (recording != null) {
      return recording;
    }
    Path runFolder = RunFolder.of(plan.reports().folder(), simulation, preparedAt);
    RunIdentity identity = RunEnvironment.identity(runFolder, simulation, startedAt(), kind, plan);
    RunRecorder started =
        RunRecorder.start(
            runFolder,
            identity,
            RecorderSettings.standard()
                .every(plan.reports().interval())
                .witnessing(plan.reports().witnesses()));
    noTarget.ifPresent(started::abort);
    warmed.record(started);
    folder = runFolder;
    SpokenDialect.keepIn(runFolder, plan);
    watch = GeneratorWatch.start(started, wallMillis);
    if (played) {
      population().ifPresent(playing -> playing.began(started, identity));
    }
    RunOutline course = population().map(RunOutline.class::cast).orElse(RunOutline.UNKNOWN);
    ProgressLine line =
        ProgressLine.start(console, progress, startedAt(), course, plan.recordings());
    started.follow(line);
    progressLine = line;
    livePage = LivePage.start(plan, identity, started, course, console);
    EvidenceFile file = EvidenceFile.create(runFolder, identity, started::abort);
    evidence = file;
    Recording begun = new Recording(started, file.writer());
    recording = begun;
    return begun;
  }

  private void shutDown() {
    seal();
    conclude(EndOfProcess.reason());
    listeners.close();
    closeQuietly(backend);
    synchronized (this) {
      if (record != null && assessment != null && folder != null) {
        console.command(GithubAnnotations.of(record, assessment, System.getenv()));
        console.say(LastWords.of(record, assessment, compared, folder, console.isTerminal()));
      }
    }
  }

  /** What happens from now on is a consequence of the end, and says nothing about the target. */
  private void seal() {
    try {
      Recording begun = recording == null ? begin(false) : recording;
      begun.end();
      begun.recorder().seal();
    } catch (UncheckedIOException e) {
      console.say("holdfast: nothing was recorded: " + e.getMessage());
    }
  }

  private RunContext runContext(Target target) {
    return RunContexts.of(
        plan,
        target,
        this::recording,
        progress,
        this::watchLoop,
        secret,
        listeners,
        RunContexts.USER);
  }

  private void watchLoop(Executor eventLoop) {
    GeneratorWatch watching = watch;
    if (watching != null && eventLoops.add(eventLoop)) {
      watching.watchLoop(eventLoop);
    }
  }

  private static void closeQuietly(@Nullable AutoCloseable closeable) {
    if (closeable == null) {
      return;
    }
    try {
      closeable.close();
    } catch (Exception e) {
      throw new IllegalStateException("could not close " + closeable.getClass().getSimpleName(), e);
    }
  }
}
