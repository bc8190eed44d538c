package dev.holdfast.warmup;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The throw-away users of a warm-up, as Gatling wants to be told of them; not for people. */
public final class WarmUpSimulation extends Simulation {

  /** Gatling builds simulations by their names, and so can be given nothing else. */
  private static final AtomicReference<@Nullable Parts> NEXT = new AtomicReference<>();

  /** What the next one is made of. */
  private record Parts(List<PopulationBuilder> populations, HttpProtocolBuilder protocol) {}

  /** Built by Gatling. */
  public WarmUpSimulation() {
    Parts parts = Objects.requireNonNull(NEXT.getAndSet(null), "not for people: see WarmUp");
    setUp(parts.populations()).protocols(parts.protocol());
  }

  /** Runs these until one of them stops the load generator. */
  static void run(List<PopulationBuilder> populations, HttpProtocolBuilder protocol) {
    NEXT.set(new Parts(populations, protocol));
    SilentGatling.run(WarmUpSimulation.class);
  }
}
