package dev.holdfast.run.exchange;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.plan.FleetPlan;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.settings.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** A real NATS server for tests, where the machine has one. */
public final class Nats {

  private Nats() {}

  /** Starts one; the test is left out where there is none. */
  public static NatsProcess start(Path folder, String... further)
      throws IOException, InterruptedException {
    assumeTrue(isInstalled(), "needs nats-server on the path (Debian: nats-server)");
    return NatsProcess.start("nats-server", folder, further);
  }

  /** The plan of a process that uses it. */
  public static FleetPlan plan(String url, String... settings) {
    Properties properties = new Properties();
    properties.setProperty("holdfast.exchange", url);
    properties.setProperty("holdfast.fleet.run", "test");
    for (String setting : settings) {
      String[] keyAndValue = setting.split("=", 2);
      properties.setProperty(keyAndValue[0], keyAndValue[1]);
    }
    return RunPlan.of(Configuration.load(properties, Map.of())).fleet();
  }

  private static boolean isInstalled() throws InterruptedException {
    try {
      return new ProcessBuilder("nats-server", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
