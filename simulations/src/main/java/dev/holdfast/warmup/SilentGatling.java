package dev.holdfast.warmup;

import io.gatling.app.Runner;
import io.gatling.commons.util.DefaultClock;
import io.gatling.core.actor.ActorSystem;
import io.gatling.core.cli.GatlingArgs;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.core.scenario.SimulationParams;
import io.gatling.core.stats.StatsEngine;
import io.gatling.core.stats.writer.RunMessage;
import io.gatling.javaapi.core.Simulation;
import io.gatling.netty.util.Transports;
import io.netty.channel.EventLoopGroup;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import scala.Console;
import scala.Option;

/**
 * A Gatling of its own inside this process, with its own event loops and without statistics, folder
 * or words: what runs in it warms the code, and leaves no trace in the Gatling that runs after it.
 *
 * <p>Stands on inner classes of Gatling, which has no interface for this; {@code
 * GatlingInternalsIT} and {@code WarmUpIT} fail by name when these change.
 */
final class SilentGatling extends Runner {

  private SilentGatling(
      ActorSystem system,
      EventLoopGroup eventLoops,
      GatlingArgs what,
      GatlingConfiguration configuration) {
    super(system, eventLoops, new DefaultClock(), what, configuration);
  }

  /** Runs a simulation to its end. */
  static void run(Class<? extends Simulation> simulation) {
    GatlingConfiguration configuration = GatlingConfiguration.load();
    ActorSystem system = new ActorSystem();
    EventLoopGroup eventLoops =
        Transports.newEventLoopGroup(
            configuration.netty().useNativeTransport(),
            configuration.netty().useIoUring(),
            0,
            "warm-up");
    GatlingArgs what =
        GatlingArgs.Empty()
            .copy(
                Option.apply(simulation.getName()),
                Option.empty(),
                true,
                Option.empty(),
                Option.empty(),
                Option.empty(),
                Option.empty());
    try {
      SilentGatling gatling = new SilentGatling(system, eventLoops, what, configuration);
      Console.withOut(OutputStream.nullOutputStream(), gatling::run);
    } finally {
      system.close();
      eventLoops
          .shutdownGracefully(0, configuration.core().shutdownTimeout(), TimeUnit.MILLISECONDS)
          .awaitUninterruptibly();
    }
  }

  @Override
  public StatsEngine newStatsEngine(SimulationParams parameters, RunMessage run) {
    return new SilentStats();
  }

  @Override
  public void displayVersionWarning() {
    // The Gatling that runs after this one says so.
  }
}
