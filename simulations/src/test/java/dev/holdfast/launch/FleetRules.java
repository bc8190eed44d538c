package dev.holdfast.launch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.settings.Configuration;
import dev.holdfast.settings.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** What run and injectors read of their manifests: that it says what Holdfast understands. */
final class FleetRules {

  private static final String INDEX = "JOB_COMPLETION_INDEX";
  private static final Pattern SECRET =
      Pattern.compile("HOLDFAST_(.*SECRET|.*PASSWORD|REACH_HEADERS|WEBHOOK_URL|SOAK_COMMAND)");

  private FleetRules() {}

  /** What is wrong, in words; empty if nothing is. */
  static List<String> broken(Manifests manifests) {
    FleetPod run = manifests.run();
    FleetPod injector = manifests.injector();
    List<String> broken = new ArrayList<>();
    understood(run, broken);
    understood(injector, broken);
    if (!broken.isEmpty()) {
      return broken;
    }
    numbered(injector, broken);
    alike(run, injector, broken);
    for (FleetPod pod : List.of(run, injector)) {
      secret(pod, broken);
      started(pod, broken);
    }
    apart(injector, broken);
    return broken;
  }

  /** Every variable is a key, and its value makes sense. */
  private static void understood(FleetPod pod, List<String> broken) {
    Map<String, String> environment = pod.environment(0, "job-1");
    Map<String, String> values = new TreeMap<>(environment);
    environment.forEach(
        (name, value) -> {
          if (value.startsWith("/etc/holdfast/")) {
            // A file of the pod's, which the plan would read here.
            values.put(name, "");
            if (pod.mountPaths().stream().noneMatch(value::startsWith)) {
              broken.add("nothing is mounted at " + name + "=" + value);
            }
          }
        });
    try {
      RunPlan plan = RunPlan.of(Configuration.load(new Properties(), values));
      if (!plan.fleet().isOn()) {
        broken.add("no exchange is told");
      }
    } catch (ConfigurationException e) {
      broken.add(String.valueOf(e.getMessage()));
    }
  }

  /** Each index from 0 to N - 1 is one injector's, and all know N. */
  private static void numbered(FleetPod injector, List<String> broken) {
    int n = injector.job().path("completions").asInt();
    String told = injector.environment(0, "").getOrDefault("HOLDFAST_INJECTORS", "");
    if (injector.job().path("parallelism").asInt() != n || !told.equals(Integer.toString(n))) {
      broken.add(
          "injectors: %s are told, %d complete, %s at the same time"
              .formatted(told, n, injector.job().path("parallelism")));
    }
    for (int index = 0; index < n; index++) {
      Map<String, String> environment = injector.environment(index, "");
      try {
        RunPlan plan = RunPlan.of(Configuration.load(new Properties(), Map.of()));
        if (plan.fleet().indexIn(environment, n) != index) {
          broken.add("the pod of index " + index + " takes itself for another");
        }
      } catch (ConfigurationException e) {
        broken.add(String.valueOf(e.getMessage()));
        return;
      }
    }
  }

  /** An injector with another configuration than the run's is refused. */
  private static void alike(FleetPod run, FleetPod injector, List<String> broken) {
    Map<String, String> one = new TreeMap<>(run.environment(0, "job-1"));
    Map<String, String> other = new TreeMap<>(injector.environment(0, "job-1"));
    if (one.remove(INDEX) != null) {
      broken.add("the run has an index");
    }
    other.remove(INDEX);
    if (!one.equals(other)) {
      Map<String, String> differing = new TreeMap<>(one);
      differing.entrySet().removeAll(other.entrySet());
      Map<String, String> others = new TreeMap<>(other);
      others.entrySet().removeAll(one.entrySet());
      broken.add("run and injectors are told different things: " + differing + ", " + others);
    }
    if (!run.container().path("image").equals(injector.container().path("image"))) {
      broken.add("run and injectors are of different images");
    }
    if (!run.command().equals(injector.command())) {
      broken.add("run and injectors are named differently");
    }
  }

  private static void secret(FleetPod pod, List<String> broken) {
    pod.environment(0, "").keySet().stream()
        .filter(name -> SECRET.matcher(name).matches())
        .forEach(name -> broken.add("secret, and everybody may see it: " + name));
    pod.args().stream()
        .filter(argument -> argument.startsWith("-D"))
        .forEach(argument -> broken.add("a setting among the arguments: " + argument));
  }

  /** The image's own entry, with arguments that its command line knows. */
  private static void started(FleetPod pod, List<String> broken) {
    try {
      Main.commandLine().parseArgs(pod.args().toArray(String[]::new));
    } catch (CommandLine.ParameterException e) {
      broken.add(pod.container().path("name").asText() + ": " + e.getMessage());
    }
    if (!pod.mountPaths().containsAll(Set.of("/tmp", "/home/holdfast/target-reports"))) {
      broken.add("nowhere to write to: " + pod.mountPaths());
    }
  }

  private static void apart(FleetPod injector, List<String> broken) {
    JsonNode affinity = injector.spec().at("/affinity/podAntiAffinity");
    JsonNode term = affinity.at("/requiredDuringSchedulingIgnoredDuringExecution/0");
    if (!term.path("topologyKey").asText().equals("kubernetes.io/hostname")) {
      broken.add("two injectors may share a node: " + affinity);
    }
  }
}
