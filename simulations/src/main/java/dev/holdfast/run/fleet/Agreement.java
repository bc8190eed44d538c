package dev.holdfast.run.fleet;

import dev.holdfast.run.exchange.FleetMessages;
import dev.holdfast.settings.Configuration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What run and injectors must have in common: a part of the load by another version, or of other
 * settings, would be a part of another run.
 *
 * @param version of Holdfast
 * @param configuration every key and value that must be the same, without secrets
 */
record Agreement(String version, Map<String, String> configuration) {

  /** Where a process finds others, and where it keeps and tells what is its own. */
  private static final Set<String> OF_ONE_PROCESS =
      Set.of("holdfast.config", "holdfast.exchange", "holdfast.reports.folder", "holdfast.log");

  private static final Set<String> BRANCHES_OF_ONE_PROCESS =
      Set.of("holdfast.fleet.", "holdfast.live.", "holdfast.webhook.");

  /** Of this process. */
  static Agreement of(String version, Configuration configuration) {
    Map<String, String> common = new TreeMap<>(configuration.redacted());
    common.keySet().removeAll(OF_ONE_PROCESS);
    common.keySet().removeIf(key -> BRANCHES_OF_ONE_PROCESS.stream().anyMatch(key::startsWith));
    return new Agreement(version, common);
  }

  /** Why an injector cannot take part; empty if it can. */
  Optional<String> refusal(int index, FleetMessages.Hello hello) {
    if (!version.equals(hello.version())) {
      return Optional.of(
          "injector "
              + index
              + " on "
              + hello.node()
              + " is of version "
              + hello.version()
              + ", this run of "
              + version
              + ": start all of one version");
    }
    Set<String> keys = new TreeSet<>(configuration.keySet());
    keys.addAll(hello.configuration().keySet());
    for (String key : keys) {
      String here = configuration.getOrDefault(key, "nothing");
      String there = hello.configuration().getOrDefault(key, "nothing");
      if (!here.equals(there)) {
        return Optional.of(
            "injector "
                + index
                + " on "
                + hello.node()
                + " was started with another configuration: "
                + key
                + " is "
                + there
                + " there and "
                + here
                + " here; start all with the same settings");
      }
    }
    return Optional.empty();
  }
}
