package dev.holdfast.run.fleet;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.holdfast.plan.RunPlan;
import dev.holdfast.run.console.Console;
import dev.holdfast.run.context.LoadProtocol;
import dev.holdfast.run.context.Release;
import dev.holdfast.run.exchange.Exchange;
import dev.holdfast.run.exchange.ExchangeException;
import dev.holdfast.run.exchange.FleetMessages;
import dev.holdfast.run.exchange.Subjects.Said;
import dev.holdfast.run.reach.ParentWatch;
import dev.holdfast.run.statistics.ToldPopulation;
import dev.holdfast.settings.Configuration;
import dev.holdfast.settings.ConfigurationException;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An injector: joins its run, plays its part of the users from the instant that the run names,
 * tells what it records, and ends when it is told so, or when it hears of its run no more.
 */
final class FleetInjectorRun {

  /** System property: the folder that the process which started this one made for it. */
  static final String FOLDER = "dev.holdfast.injector-folder";

  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long ROUND_MILLIS = 100;

  private final InjectorLog log;
  private final Exchange exchange;
  private final InjectorLine line;
  private final InjectorLoad load;
  private final int index;
  private volatile FleetMessages.@Nullable Order start;
  private volatile double startedLateMillis;
  private volatile boolean ended;
  private volatile boolean saidBye;

  private FleetInjectorRun(
      InjectorLog log, Exchange exchange, InjectorLine line, InjectorLoad load, int index) {
    this.log = log;
    this.exchange = exchange;
    this.line = line;
    this.load = load;
    this.index = index;
    Runtime.getRuntime().addShutdownHook(new Thread(this::leave, "holdfast-injector-leaves"));
    daemon(this::obey, "holdfast-orders");
    line.tells(() -> load.pulse(startedLateMillis));
    daemon(this::endInTime, "holdfast-injector-end");
  }

  /**
   * Joins the run; returns when its users can be built. A process that cannot take part ends here.
   */
  static FleetInjectorRun joined() {
    ParentWatch.followIfAsked(System::exit);
    Console console = Console.ofThisProcess("");
    try {
      RunPlan plan = RunPlan.of(Configuration.load());
      if (!plan.fleet().isOn()) {
        throw ConfigurationException.refused(
            "holdfast.exchange", "the exchange of the run that this injector is for", "nothing");
      }
      int index = plan.fleet().indexIn(System.getenv(), plan.searches().injectors());
      InjectorLog log = new InjectorLog(console, "injector " + index, folder());
      return joined(log, plan, index);
    } catch (ConfigurationException e) {
      console.say("holdfast: " + e.getMessage());
      return gone(InjectorExit.USAGE);
    } catch (ExchangeException | IOException e) {
      console.say("holdfast: " + e.getMessage());
      return gone(InjectorExit.REFUSED);
    } catch (InterruptedException e) {
      return gone(InjectorExit.REFUSED);
    }
  }

  private static FleetInjectorRun joined(InjectorLog log, RunPlan plan, int index)
      throws ExchangeException, InterruptedException, IOException {
    Duration patience = plan.fleet().patience();
    Exchange exchange =
        Exchange.open(
            plan.fleet(), "injector-" + index, patience, error -> log.say("refused: " + error));
    LeaseWatch lease = new LeaseWatch(exchange);
    log.say("waiting for the run " + plan.fleet().run());
    if (!lease.isThere(patience)) {
      throw new ExchangeException(
          "no run by the name "
              + plan.fleet().run()
              + " within "
              + patience.toSeconds()
              + " s: start it with the same holdfast.exchange and holdfast.fleet.run");
    }
    lease.onEnd(
        () -> {
          log.say("nothing heard of the run for 10 s: the load ends");
          InjectorExit.LEASE_LOST.now();
        },
        InjectorExit.TOLD::now);
    String word =
        UUID.randomUUID() + " on " + node() + ", process " + ProcessHandle.current().pid();
    InjectorLine line = InjectorLine.open(exchange, index, log::say);
    if (!exchange.claim(index, word, patience)) {
      line.say(Said.TWICE, word);
      boolean unused = line.isSaid(Said.TWICE, Duration.ofSeconds(5));
      throw new ExchangeException(
          "another process is injector "
              + index
              + " already; give each its own"
              + " holdfast.fleet.index");
    }
    line.listen();
    Agreement own = Agreement.of(Release.version(), Configuration.load());
    line.say(Said.HELLO, new FleetMessages.Hello(word, own.version(), own.configuration(), node()));
    line.live();
    FleetMessages.Plan told = line.plan();
    if (!told.refusal().isEmpty()) {
      throw new ExchangeException("the run refuses this injector: " + told.refusal());
    }
    InjectorLoad load = InjectorLoad.of(told, index, line, log, folder());
    return new FleetInjectorRun(log, exchange, line, load, index);
  }

  /** One who waits for the start, and after it all others; and one who stays until all is told. */
  List<PopulationBuilder> populations() {
    PopulationBuilder waiting =
        scenario("start")
            .exec(
                session -> {
                  line.say(Said.READY, load.ready());
                  return session;
                })
            .exec(asLongAs((Session session) -> start == null).on(pause(LOOK_AGAIN)))
            .exec(pause(session -> untilStart()))
            .exec(
                session -> {
                  begin();
                  return session;
                })
            .injectOpen(atOnceUsers(1));
    PopulationBuilder staying =
        scenario("end")
            .exec(asLongAs((Session session) -> !ended).on(pause(Duration.ofMillis(ROUND_MILLIS))))
            .injectOpen(atOnceUsers(1));
    return List.of(ToldPopulation.of(waiting.andThen(load.builders())), staying);
  }

  HttpProtocolBuilder protocol() {
    return LoadProtocol.of(load.plan());
  }

  private Duration untilStart() {
    FleetMessages.Order order = start;
    return order == null ? Duration.ZERO : instant(order).left();
  }

  private void begin() {
    FleetMessages.Order order = Objects.requireNonNull(start);
    try {
      startedLateMillis = instant(order).lateAfter(load::begin);
    } catch (RuntimeException | Error e) {
      failed(e);
      throw e;
    }
    log.say(String.format(Locale.ROOT, "began %.1f ms after the instant", startedLateMillis));
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  private static StartInstant instant(FleetMessages.Order order) {
    return new StartInstant(order.atNanos(), System::nanoTime);
  }

  private void obey() {
    try {
      while (true) {
        FleetMessages.Order order = line.order();
        switch (order.what()) {
          case START -> {
            long ordered = System.nanoTime();
            load.prepare(order.text(), instant(order).left());
            log.say("recording opened in " + millis(System.nanoTime() - ordered) + " ms");
            start = order;
          }
          case MET -> load.met(order.text(), order.atNanos());
          case LOAD, STRIKE -> atItsInstant(order);
          case FINISH -> load.finish();
          case END -> {
            log.say(order.text().isEmpty() ? "the run is over" : "ended: " + order.text());
            ended = true;
            InjectorExit.TOLD.now();
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failed(e);
    }
  }

  /** The run must not wait for what will never come. */
  private void failed(Throwable e) {
    log.say("failed: " + e);
    saidBye = true;
    line.say(Said.BYE, load.bye("it failed: " + e, Map.of()));
  }

  private void atItsInstant(FleetMessages.Order order) throws InterruptedException {
    long wait = order.atNanos() == 0 ? 0 : order.atNanos() - System.nanoTime();
    boolean unused = new CountDownLatch(1).await(Math.max(0, wait), TimeUnit.NANOSECONDS);
    load.obey(order);
  }

  /** When all users have lived their lives, the run is told all that they did. */
  private void endInTime() {
    try {
      while (!load.isOver()) {
        boolean unused = new CountDownLatch(1).await(ROUND_MILLIS, TimeUnit.MILLISECONDS);
      }
      String endedBy = load.end();
      Map<String, String> files = new TreeMap<>();
      String trouble = "";
      if (!line.isSaid(Said.SPAN, PATIENCE)) {
        trouble = "its intervals could not be told";
      }
      log.say(
          load.spans()
              + " intervals told, "
              + line.refusedTwice()
              + " messages that were sent twice kept once");
      try (Stream<Path> all = Files.list(folder())) {
        List<Path> sent = all.filter(Files::isRegularFile).sorted().toList();
        files.putAll(exchange.files(index).send(sent, PATIENCE));
      } catch (IOException | UncheckedIOException e) {
        trouble = "its recording could not be sent: " + e.getMessage();
      }
      saidBye = true;
      line.say(Said.BYE, load.bye(endedBy.isEmpty() ? trouble : endedBy, files));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failed(e);
    }
  }

  /** Whoever is ended from outside says so, so that nobody need wait for its silence. */
  private void leave() {
    if (!InjectorExit.isUnderWay()) {
      if (!saidBye) {
        line.say(Said.BYE, load.bye("its process was ended", Map.of()));
      }
      try {
        boolean unused = line.isSaid(Said.BYE, Duration.ofSeconds(3));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static FleetInjectorRun gone(InjectorExit exit) {
    exit.now();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("this process ends");
  }

  private static Path folder() throws IOException {
    String given = System.getProperty(FOLDER, "");
    if (given.isEmpty()) {
      given = Files.createTempDirectory("holdfast-injector-").toString();
      System.setProperty(FOLDER, given);
    }
    return Files.createDirectories(Path.of(given));
  }

  private static String node() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "an unnamed machine";
    }
  }

  private static void daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
