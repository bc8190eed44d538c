package dev.holdfast.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pod of the run, or of an injector.
 *
 * @param job that makes it
 * @param spec of the pod
 * @param container that Holdfast runs in
 */
record FleetPod(JsonNode job, JsonNode spec, JsonNode container) {

  private static final String INDEX =
      "metadata.annotations['batch.kubernetes.io/job-completion-index']";
  private static final String JOB_NAME = "metadata.labels['batch.kubernetes.io/job-name']";

  /** That of a Job, or of the Jobs that a CronJob makes. */
  static FleetPod of(JsonNode manifest) {
    JsonNode job =
        manifest.path("kind").asText().equals("CronJob")
            ? manifest.at("/spec/jobTemplate/spec")
            : manifest.path("spec");
    JsonNode spec = job.at("/template/spec");
    return new FleetPod(job, spec, spec.at("/containers/0"));
  }

  List<String> args() {
    return texts(container.path("args"));
  }

  List<String> command() {
    return texts(container.path("command"));
  }

  /** Its variables, as a process sees them in the pod of that index. */
  Map<String, String> environment(int index, String jobName) {
    Map<String, String> seen = new TreeMap<>();
    for (JsonNode variable : container.path("env")) {
      String name = variable.path("name").asText();
      JsonNode value = variable.path("value");
      String field = variable.at("/valueFrom/fieldRef/fieldPath").asText();
      if (value.isTextual()) {
        seen.put(name, value.asText());
      } else if (field.equals(INDEX) && job.path("completionMode").asText().equals("Indexed")) {
        seen.put(name, Integer.toString(index));
      } else if (field.equals(JOB_NAME)) {
        seen.put(name, jobName);
      } else {
        throw new IllegalStateException("nobody knows what " + variable + " becomes");
      }
    }
    return seen;
  }

  /** Where its files are. */
  List<String> mountPaths() {
    List<String> paths = new ArrayList<>();
    container.path("volumeMounts").forEach(each -> paths.add(each.path("mountPath").asText()));
    return paths;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
