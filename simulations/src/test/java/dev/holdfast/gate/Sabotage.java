package dev.holdfast.gate;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.forever;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.holdfast.measure.Cohorts;
import dev.holdfast.run.Run;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** What a sabotaged gate suffers from within, and a real one might. */
enum Sabotage {
  /** Nothing: so that whatever the others show is theirs. */
  NONE,
  /** Each event loop stands still again and again, as when a step blocks it. */
  STALLED_THROUGHOUT {
    @Override
    List<PopulationBuilder> applied(Run run, List<PopulationBuilder> populations) {
      return with(
          scenario("blocker")
              .exec(forever().on(exec(Sabotage::block).exec(pause(BETWEEN_STALLS))))
              .injectOpen(atOnceUsers(Runtime.getRuntime().availableProcessors() * 2)),
          populations);
    }
  },
  /** Each event loop stands still a fifth of the time: late, but with time to spare. */
  STALLED_AT_TIMES {
    @Override
    List<PopulationBuilder> applied(Run run, List<PopulationBuilder> populations) {
      return with(
          scenario("blocker")
              .exec(forever().on(exec(Sabotage::block).exec(pause(BETWEEN_RARE_STALLS))))
              .injectOpen(atOnceUsers(Runtime.getRuntime().availableProcessors())),
          populations);
    }
  },
  /** A reconnection is announced that nobody ever judges. */
  UNJUDGED {
    @Override
    List<PopulationBuilder> applied(Run run, List<PopulationBuilder> populations) {
      return with(
          scenario("forgotten")
              .exec(
                  session -> {
                    run.recording().recorder().planned(Cohorts.all());
                    return session;
                  })
              .injectOpen(atOnceUsers(1)),
          populations);
    }
  },
  /** No virtual user ever comes to be, but for the one who asks for the verdict. */
  NOBODY {
    @Override
    List<PopulationBuilder> applied(Run run, List<PopulationBuilder> populations) {
      return populations.subList(populations.size() - 1, populations.size());
    }
  },
  /** The wall clock jumps while the run goes on. */
  CLOCK_STEP {
    @Override
    LongSupplier wallMillis() {
      AtomicInteger readings = new AtomicInteger();
      return () ->
          System.currentTimeMillis() + (readings.getAndIncrement() == 0 ? 0 : JUMP.toMillis());
    }
  };

  private static final Duration STALL = Duration.ofMillis(250);
  private static final Duration BETWEEN_STALLS = Duration.ofMillis(350);
  private static final Duration BETWEEN_RARE_STALLS = Duration.ofSeconds(1);
  private static final Duration JUMP = Duration.ofHours(1);

  LongSupplier wallMillis() {
    return System::currentTimeMillis;
  }

  List<PopulationBuilder> applied(Run run, List<PopulationBuilder> populations) {
    return populations;
  }

  private static List<PopulationBuilder> with(
      PopulationBuilder saboteur, List<PopulationBuilder> populations) {
    List<PopulationBuilder> all = new ArrayList<>(populations);
    all.add(saboteur);
    return all;
  }

  private static Session block(Session session) {
    long until = System.nanoTime() + STALL.toNanos();
    while (System.nanoTime() - until < 0) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
    return session;
  }
}
