package dev.holdfast.remedy;

import dev.holdfast.measure.RunIdentity;
import dev.holdfast.settings.Configuration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The command that a run was started with, as far as its record tells: each setting that is not the
 * default, but no secret. Another setting can be put in.
 */
final class SuggestedCommand {

  private static final String REDACTED = "(redacted)";
  private static final String GATE = "ReleaseGateSimulation";

  /** What a record says may be anything; a shell is given nothing but the name of a class. */
  private static final Pattern CLASS_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

  /** Simulations of ours that have defaults of their own. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          GATE,
          "",
          "SoakSimulation",
          "soak",
          "ResilienceSimulation",
          "resilience",
          "ReconnectStormSimulation",
          "storm",
          "CapacitySimulation",
          "capacity");

  /** What that file says is among the settings already. */
  private static final Set<String> NOT_REPEATED = Set.of("holdfast.config");

  /** What a run keeps of how it was started, among its environment. */
  private static final String STARTED_BY = "started-by";

  /** The command of the archive, which needs no Maven. */
  private static final String ARCHIVE = "bin/holdfast run";

  private final boolean fromArchive;
  private final String simulation;
  private final Map<String, String> settings;
  private final boolean hidesSecrets;

  private SuggestedCommand(
      boolean fromArchive, String simulation, Map<String, String> settings, boolean hidesSecrets) {
    this.fromArchive = fromArchive;
    this.simulation = simulation;
    this.settings = settings;
    this.hidesSecrets = hidesSecrets;
  }

  /** The command of that run. */
  static SuggestedCommand of(RunIdentity run) {
    Map<String, String> defaults =
        Configuration.defaultsFor(
            DEFAULTS.getOrDefault(run.simulation(), ""),
            run.configuration().getOrDefault("holdfast.target", ""));
    Map<String, String> settings = new TreeMap<>();
    boolean hidden = false;
    for (Map.Entry<String, String> setting : run.configuration().entrySet()) {
      if (!defaults.containsKey(setting.getKey())) {
        // A run would refuse it.
        continue;
      }
      boolean isDefault = setting.getValue().equals(defaults.get(setting.getKey()));
      boolean secret = setting.getValue().equals(REDACTED);
      hidden |= setting.getValue().contains(REDACTED);
      if (!isDefault && !secret && !NOT_REPEATED.contains(setting.getKey())) {
        settings.put(setting.getKey(), setting.getValue());
      }
    }
    return new SuggestedCommand(
        ARCHIVE.equals(run.environment().get(STARTED_BY)), run.simulation(), settings, hidden);
  }

  /** The same with that setting. */
  private SuggestedCommand with(String key, String value) {
    Map<String, String> changed = new TreeMap<>(settings);
    changed.put(key, value);
    return new SuggestedCommand(fromArchive, simulation, changed, hidesSecrets);
  }

  /** Whether the run had secrets, which must be given again beside this. */
  boolean hidesSecrets() {
    return hidesSecrets;
  }

  /** One line for a POSIX shell. */
  String line() {
    StringBuilder line = new StringBuilder(fromArchive ? ofArchive() : ofMaven());
    settings.forEach((key, value) -> line.append(' ').append(word(key, value)));
    return line.toString();
  }

  /** One setting as a word of that line. */
  static String word(String key, String value) {
    return "-D" + key + "=" + quoted(value);
  }

  /** A remedy that runs this with another setting. */
  Remedy changed(String what, String key, String value) {
    return new Remedy(what, with(key, value).line(), word(key, value));
  }

  private String ofArchive() {
    String kind = DEFAULTS.getOrDefault(simulation, "");
    if (!kind.isEmpty() || simulation.equals(GATE)) {
      return ARCHIVE + " " + (kind.isEmpty() ? "gate" : kind);
    }
    return CLASS_NAME.matcher(simulation).matches() ? ARCHIVE + " " + simulation : ARCHIVE;
  }

  private String ofMaven() {
    if (simulation.equals(GATE) || !CLASS_NAME.matcher(simulation).matches()) {
      return "mvn gatling:test";
    }
    String ours = DEFAULTS.containsKey(simulation) ? "dev.holdfast.simulations." : "";
    return "mvn gatling:test -Dgatling.simulationClass=" + ours + simulation;
  }

  private static String quoted(String value) {
    return value.matches("[A-Za-z0-9_@%+=:,./-]*")
        ? value
        : "'" + value.replace("'", "'\\''") + "'";
  }
}
