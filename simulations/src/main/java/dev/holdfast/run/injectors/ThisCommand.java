package dev.holdfast.run.injectors;

import dev.holdfast.settings.Configuration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How to start this run again. */
public final class ThisCommand {

  private static final String SIMULATION = "dev.holdfast.simulations.CapacitySimulation";
  private static final String PREFIX = "holdfast.";

  private ThisCommand() {}

  /** One line for a shell, without secrets. */
  public static String line() {
    Map<String, String> shown = Configuration.loadFor("capacity").redacted();
    Map<String, String> given = new TreeMap<>();
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith(PREFIX) && !name.matches(".*(secret|password)"))
        .forEach(name -> given.put(name, shown.getOrDefault(name, "")));
    return "mvn gatling:test -Dgatling.simulationClass="
        + SIMULATION
        + given.entrySet().stream()
            .map(each -> " '-D" + each.getKey() + "=" + each.getValue() + "'")
            .collect(Collectors.joining());
  }
}
