package dev.holdfast.run.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.journal.RunJournal;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.live.RecorderSettings;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.run.console.Console;
import dev.holdfast.run.context.Release;
import dev.holdfast.run.context.RunContexts;
import dev.holdfast.run.exchange.Exchange;
import dev.holdfast.run.exchange.FleetMessages;
import dev.holdfast.run.exchange.Nats;
import dev.holdfast.run.exchange.NatsProcess;
import dev.holdfast.run.exchange.Subjects.Said;
import dev.holdfast.run.kinds.PopulationContext;
import dev.holdfast.run.kinds.RunKind;
import dev.holdfast.settings.Configuration;
import dev.holdfast.user.FaultyListeners;
import dev.holdfast.user.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FleetTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Longer than it is from an order to the instant of the start. */
  private static final Duration PAST_THE_START = Duration.ofSeconds(3);

  @TempDir Path folder;
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final AtomicBoolean begun = new AtomicBoolean();

  @Test
  void whatBeginsWithTheLoadBeginsAtItsInstant() throws Exception {
    started("");
    assertThat(begun).isTrue();
  }

  @Test
  void whatBeginsWithTheLoadNeverBeginsWhereAnInjectorEndsBetweenOrderAndInstant()
      throws Exception {
    started("its process was ended");
    assertThat(begun).isFalse();
    assertThat(RunJournal.read(folder.resolve("run")).abortReasons())
        .singleElement()
        .asString()
        .contains("injector 0 on here ended early: its process was ended");
  }

  /** An injector that says this, if anything, once it is ordered to begin. */
  private void started(String bye) throws Exception {
    try (NatsProcess server = Nats.start(Files.createDirectories(folder.resolve("nats")));
        FaultyListeners listeners = FaultyListeners.open();
        Exchange injector =
            Exchange.open(plan(server).fleet(), "injector-0", PATIENCE, refused -> {})) {
      CompletableFuture<Fleet> gathered =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return Fleet.gather(RunKind.GATE, stage(plan(server), listeners));
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      LeaseWatch lease = new LeaseWatch(injector);
      assertThat(lease.isThere(PATIENCE)).isTrue();
      InjectorLine line = InjectorLine.open(injector, 0, failures::add);
      line.listen();
      Agreement same = Agreement.of(Release.version(), Configuration.load());
      line.say(
          Said.HELLO, new FleetMessages.Hello("a", same.version(), same.configuration(), "here"));
      line.live();
      assertThat(line.plan().refusal()).isEmpty();
      line.say(Said.READY, new FleetMessages.Ready("", 0));
      try (Fleet fleet = gathered.get();
          RunRecorder recorder = start(fleet)) {
        assertThat(line.order().what()).isEqualTo(FleetMessages.Order.What.START);
        if (!bye.isEmpty()) {
          line.say(Said.BYE, new FleetMessages.Bye(0, 0, 0, 0, bye, Map.of()));
        }
        long past = System.nanoTime() + PAST_THE_START.toNanos();
        await().atMost(PATIENCE).until(() -> begun.get() || System.nanoTime() > past);
        recorder.finish(false, "the test is over");
      }
    }
    assertThat(failures).isEmpty();
  }

  private RunRecorder start(Fleet fleet) {
    RunIdentity identity =
        new RunIdentity("r", "S", Instant.now(), 1, 2, 0.999, 0.95, "t", Map.of(), Map.of());
    Path run = folder.resolve("run");
    RunRecorder recorder = RunRecorder.start(run, identity, RecorderSettings.standard());
    fleet.start(recorder, identity, run, () -> begun.set(true));
    return recorder;
  }

  private static PopulationContext stage(RunPlan plan, FaultyListeners listeners) {
    String secret = RunContexts.newSecret();
    return new PopulationContext(
        RunContexts.of(
            plan,
            Target.parse("ws://127.0.0.1:9").orElseThrow(),
            () -> {
              throw new IllegalStateException("nothing is recorded here");
            },
            new Progress(),
            loop -> {},
            secret,
            listeners,
            RunContexts.USER),
        Console.ofThisProcess(""),
        Instant::now,
        Optional.empty(),
        secret);
  }

  private static RunPlan plan(NatsProcess server) {
    Properties settings = new Properties();
    settings.setProperty("holdfast.exchange", server.url());
    settings.setProperty("holdfast.fleet.run", "test");
    settings.setProperty("holdfast.injectors", "1");
    return RunPlan.of(Configuration.load(settings, Map.of()));
  }
}
