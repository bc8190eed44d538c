package dev.holdfast.run.injectors;

import dev.holdfast.capacity.LevelMeter;
import dev.holdfast.evidence.EvidenceFile;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.generator.GeneratorWatch;
import dev.holdfast.measure.journal.PartFolders;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.live.RecorderSettings;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.run.context.BindableAddresses;
import dev.holdfast.run.context.LoadProtocol;
import dev.holdfast.run.context.ProcessLimits;
import dev.holdfast.run.context.RunContexts;
import dev.holdfast.scenarios.CapacityScenario;
import dev.holdfast.settings.Configuration;
import dev.holdfast.steps.load.LoadController;
import dev.holdfast.user.FaultyListeners;
import dev.holdfast.user.Progress;
import dev.holdfast.user.Recording;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.accounts.Accounts;
import dev.holdfast.warmup.WarmUp;
import dev.holdfast.warmup.WarmUpPopulations;
import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The child's end of a {@link ChildInjector}: records in a folder of its own, does as it is told,
 * tells what it did, and ends when it is told so or when the line ends.
 */
final class InjectorRun {

  private static final int LINE_ENDED = 143;

  private final RunPlan plan;
  private final IntervalReportText.Hello hello;
  private final LoadController controller;
  private final RunRecorder recorder;
  private final EvidenceFile evidence;
  private final Recording recording;
  private final GeneratorWatch watch;
  private final RunContext runContext;
  private final PrintWriter out;
  private final Set<Executor> eventLoops = ConcurrentHashMap.newKeySet();

  private InjectorRun(
      RunPlan plan, IntervalReportText.Hello hello, BufferedReader in, PrintWriter out) {
    this.plan = plan;
    this.hello = hello;
    this.out = out;
    LevelMeter meter = new LevelMeter();
    this.controller =
        new LoadController(
            hello.injector(),
            hello.injectors(),
            meter,
            System::nanoTime,
            plan.searches().leastWarmUp());
    Path folder = Path.of(hello.folder());
    RunIdentity identity = identity(folder);
    this.recorder = RunRecorder.start(folder, identity, settings(plan));
    this.watch = GeneratorWatch.start(recorder);
    this.evidence = EvidenceFile.create(folder, identity, recorder::abort);
    this.recording = new Recording(recorder, evidence.writer());
    Target target = target(plan, hello);
    this.runContext =
        RunContexts.of(
                plan,
                target,
                () -> this.recording,
                new Progress(),
                this::watchLoop,
                hello.secret(),
                FaultyListeners.open(),
                RunContexts.USER)
            .lending(accounts(plan, hello, false));
    recorder.follow(new IntervalReportSource(meter, span -> tell(IntervalReportText.of(span))));
    Thread line = new Thread(() -> obey(in), "holdfast-line");
    line.setDaemon(true);
    line.start();
  }

  /**
   * Calls the run that started this process.
   *
   * @throws IllegalStateException if none did
   */
  static InjectorRun called() {
    String link = System.getenv(IntervalReportText.LINK);
    if (link == null) {
      throw new IllegalStateException(
          "an injector is started by a run: start CapacitySimulation with holdfast.injectors");
    }
    String[] portAndWord = link.split(":", 2);
    try {
      Socket socket =
          new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(portAndWord[0]));
      socket.setTcpNoDelay(true);
      PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out.println(portAndWord[1]);
      IntervalReportText.Hello hello =
          IntervalReportText.hello(Objects.requireNonNull(in.readLine(), "no hello"));
      RunPlan plan =
          BindableAddresses.only(RunPlan.of(Configuration.loadFor("capacity")), line -> {});
      long heard = System.nanoTime();
      out.println(warmed(plan, hello));
      return new InjectorRun(
          plan, hello.after(Duration.ofNanos(System.nanoTime() - heard)), in, out);
    } catch (IOException e) {
      throw new UncheckedIOException("the run that started this injector does not answer", e);
    }
  }

  private static Target target(RunPlan plan, IntervalReportText.Hello hello) {
    Target target = Target.parse(hello.target()).orElseThrow().with(plan.reach().paths());
    return plan.target().map(given -> target.with(given.tls())).orElse(target);
  }

  private static Accounts accounts(
      RunPlan plan, IntervalReportText.Hello hello, boolean fromTheEnd) {
    return Accounts.ofInjector(
        plan.reach().accounts(), hello.injector(), hello.injectors(), fromTheEnd);
  }

  /** Warms this process; the line that tells the run how that went. */
  private static String warmed(RunPlan plan, IntervalReportText.Hello hello) {
    Target target = target(plan, hello);
    if (!plan.warmUp().wanted()) {
      return IntervalReportText.READY;
    }
    try (FaultyListeners listeners = FaultyListeners.open()) {
      WarmUp.Outcome outcome =
          WarmUp.run(
              plan,
              plan.searches().mostSessionsAnInjector(),
              plan.target().isPresent() ? List.of() : List.of(target),
              (its, recording, loops) ->
                  WarmUpPopulations.capacity(
                      RunContexts.of(
                              its,
                              target,
                              recording,
                              new Progress(),
                              loops,
                              RunContexts.newSecret(),
                              listeners,
                              RunContexts.WARM_UP + (hello.injector() + 1) + "-")
                          .lending(accounts(plan, hello, true))),
              LoadProtocol.of(plan));
      return outcome.unsettled().isEmpty()
          ? IntervalReportText.READY
          : "never became warm: " + String.join(", and ", outcome.unsettled());
    }
  }

  PopulationBuilder population() {
    int most = plan.searches().atMost(ProcessLimits.mostSessions()).mostSessionsAnInjector();
    return CapacityScenario.of(runContext, controller).injectOpen(CoreDsl.atOnceUsers(most));
  }

  HttpProtocolBuilder protocol() {
    return LoadProtocol.of(plan);
  }

  private void obey(BufferedReader in) {
    boolean told = false;
    try {
      for (String line = in.readLine(); line != null && !told; line = told ? null : in.readLine()) {
        told = line.equals(IntervalReportText.END);
        if (!told) {
          controller.turn(IntervalReportText.order(line));
        }
      }
    } catch (IOException e) {
      // The line has ended, as below.
    }
    watch.close();
    recording.end();
    evidence.close();
    recorder.finish(told, told ? "" : "the run that it belonged to ended");
    System.exit(told ? 0 : LINE_ENDED);
  }

  private void tell(String line) {
    out.println(line);
  }

  private void watchLoop(Executor eventLoop) {
    if (eventLoops.add(eventLoop)) {
      watch.watchLoop(eventLoop);
    }
  }

  /** Started so much after the run as this journal begins after that of the run. */
  private RunIdentity identity(Path folder) {
    Path run = Objects.requireNonNull(folder.getParent(), "a part lies in the folder of its run");
    return new RunIdentity(
        PartFolders.nameIn(String.valueOf(run.getFileName()), folder),
        "CapacitySimulation",
        Instant.ofEpochMilli(hello.runStartedAtMillis() + hello.runElapsedMillis()),
        plan.load().timeScale(),
        plan.load().users(),
        plan.objectives().continuity(),
        plan.objectives().confidence(),
        hello.target(),
        plan.effective(),
        Map.of());
  }

  private static RecorderSettings settings(RunPlan plan) {
    return RecorderSettings.standard().every(plan.reports().interval());
  }
}
