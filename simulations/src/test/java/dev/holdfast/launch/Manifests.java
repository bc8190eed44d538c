package dev.holdfast.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;

/** The objects that a chart renders to. */
record Manifests(List<JsonNode> all) {

  /** Those of a text of several YAML documents. */
  static Manifests of(String yaml) throws IOException {
    try (MappingIterator<JsonNode> documents =
        new YAMLMapper().readerFor(JsonNode.class).readValues(yaml)) {
      return new Manifests(
          documents.readAll().stream().filter(document -> !document.isNull()).toList());
    }
  }

  /** The run's pod. */
  FleetPod run() {
    return fleet("run");
  }

  /** The pod of an injector. */
  FleetPod injector() {
    return fleet("injector");
  }

  List<JsonNode> ofKind(String kind) {
    return all.stream().filter(each -> each.path("kind").asText().equals(kind)).toList();
  }

  /** All pods that are not the run's or an injector's too. */
  List<JsonNode> podSpecs() {
    return all.stream()
        .map(
            each ->
                switch (each.path("kind").asText()) {
                  case "Job", "StatefulSet", "Deployment" -> each.at("/spec/template/spec");
                  case "CronJob" -> each.at("/spec/jobTemplate/spec/template/spec");
                  default -> each.path("nothing");
                })
        .filter(each -> !each.isMissingNode())
        .toList();
  }

  private FleetPod fleet(String component) {
    return all.stream()
        .filter(each -> List.of("Job", "CronJob").contains(each.path("kind").asText()))
        .filter(each -> labels(each).path("app.kubernetes.io/component").asText().equals(component))
        .map(FleetPod::of)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no Job of the " + component));
  }

  private static JsonNode labels(JsonNode object) {
    return object.at("/metadata/labels");
  }
}
