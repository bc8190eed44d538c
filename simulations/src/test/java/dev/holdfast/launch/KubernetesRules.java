package dev.holdfast.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a cluster refuses: fields that Kubernetes' own models do not know or lack, and a few of the
 * rules that its server has beyond these.
 */
final class KubernetesRules {

  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_LABEL = 63;

  /** To which the controller appends eleven characters for each Job. */
  private static final int LONGEST_CRON_JOB = 52;

  private static final Map<String, Model> MODELS =
      Map.of(
          "batch/v1 Job", V1Job::validateJsonElement,
          "batch/v1 CronJob", V1CronJob::validateJsonElement,
          "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::validateJsonElement,
          "v1 ConfigMap", V1ConfigMap::validateJsonElement,
          "v1 PersistentVolumeClaim", V1PersistentVolumeClaim::validateJsonElement,
          "v1 Service", V1Service::validateJsonElement,
          "apps/v1 StatefulSet", V1StatefulSet::validateJsonElement,
          "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement);

  private KubernetesRules() {}

  /** What is wrong, in words; empty if nothing is. */
  static List<String> broken(Manifests manifests) {
    List<String> broken = new ArrayList<>();
    manifests.all().forEach(each -> known(each, broken));
    manifests.all().forEach(each -> named(each, broken));
    manifests.podSpecs().forEach(each -> mounted(each, broken));
    manifests.podSpecs().forEach(each -> confined(each, broken));
    for (FleetPod pod : List.of(manifests.run(), manifests.injector())) {
      failing(pod, broken);
    }
    return broken;
  }

  private static void known(JsonNode object, List<String> broken) {
    String kind = object.path("apiVersion").asText() + " " + object.path("kind").asText();
    Model model = MODELS.get(kind);
    if (model == null) {
      broken.add(kind + " is no kind that this test knows");
      return;
    }
    try {
      model.validate(JsonParser.parseString(object.toString()));
    } catch (IllegalArgumentException | IOException e) {
      broken.add(kind + ": " + String.valueOf(e.getMessage()).replaceAll(" JSON: .*", ""));
    }
  }

  private static void named(JsonNode object, List<String> broken) {
    String name = object.at("/metadata/name").asText();
    int longest =
        switch (object.path("kind").asText()) {
          case "CronJob" -> LONGEST_CRON_JOB;
          case "Job", "Service" -> LONGEST_LABEL;
          default -> LONGEST_NAME;
        };
    if (!name.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?") || name.length() > longest) {
      broken.add("no name of a " + object.path("kind").asText() + ": " + name);
    }
  }

  private static void mounted(JsonNode pod, List<String> broken) {
    Set<String> volumes = new TreeSet<>();
    for (JsonNode volume : pod.path("volumes")) {
      if (!volumes.add(volume.path("name").asText())) {
        broken.add("two volumes are called " + volume.path("name").asText());
      }
    }
    for (JsonNode container : containers(pod)) {
      Set<String> paths = new TreeSet<>();
      for (JsonNode mount : container.path("volumeMounts")) {
        if (!volumes.contains(mount.path("name").asText())) {
          broken.add("no volume is called " + mount.path("name").asText());
        }
        if (!paths.add(mount.path("mountPath").asText())) {
          broken.add("two mounts at " + mount.path("mountPath").asText());
        }
      }
    }
  }

  /** What the Pod Security Standard "restricted" asks for, and a root that is read-only. */
  private static void confined(JsonNode pod, List<String> broken) {
    JsonNode security = pod.path("securityContext");
    if (!security.path("runAsNonRoot").asBoolean()
        || !security.at("/seccompProfile/type").asText().equals("RuntimeDefault")) {
      broken.add("a pod may be root, or call what it likes: " + security);
    }
    if (pod.path("automountServiceAccountToken").asBoolean(true)
        && !pod.has("serviceAccountName")) {
      broken.add("a pod has a token of the cluster, and no account of its own");
    }
    for (JsonNode container : containers(pod)) {
      JsonNode its = container.path("securityContext");
      if (its.path("allowPrivilegeEscalation").asBoolean(true)
          || !its.path("readOnlyRootFilesystem").asBoolean()
          || !its.at("/capabilities/drop/0").asText().equals("ALL")) {
        broken.add(container.path("name").asText() + " may do too much: " + its);
      }
      if (!container.at("/resources/requests").has("memory")
          || !container.at("/resources/limits").has("memory")) {
        broken.add(container.path("name").asText() + " has no bounds of memory");
      }
    }
  }

  /**
   * A Job's failure policy needs pods that nobody starts again, and names a container of theirs.
   */
  private static void failing(FleetPod pod, List<String> broken) {
    if (!pod.spec().path("restartPolicy").asText().equals("Never")
        || pod.job().path("backoffLimit").asInt(-1) != 0
        || !pod.job().path("podReplacementPolicy").asText().equals("Failed")) {
      broken.add("a pod that failed would be started again: " + pod.job().path("backoffLimit"));
    }
    JsonNode rule = pod.job().at("/podFailurePolicy/rules/0");
    if (!rule.path("action").asText().equals("FailJob")
        || !rule.at("/onExitCodes/containerName").equals(pod.container().path("name"))) {
      broken.add("a Job goes on when its container has failed: " + rule);
    }
  }

  private static List<JsonNode> containers(JsonNode pod) {
    List<JsonNode> all = new ArrayList<>();
    pod.path("initContainers").forEach(all::add);
    pod.path("containers").forEach(all::add);
    return all;
  }

  private interface Model {
    void validate(JsonElement object) throws IOException;
  }
}
