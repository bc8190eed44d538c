package dev.holdfast.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart in {@code deploy/helm} gives a cluster is what run and injectors understand. */
final class ChartTest {

  private static final Path GATE = example("gate");

  @TempDir static Path folder;

  private static Chart chart;

  @BeforeAll
  static void aChart() throws IOException {
    chart = Chart.in(folder);
  }

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(Chart.SOURCE.resolve("examples"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aClusterTakesWhatIsRendered(Path values) throws IOException {
    assertThat(KubernetesRules.broken(chart.rendered("nightly", values))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void runAndInjectorsUnderstandWhatTheyAreTold(Path values) throws IOException {
    assertThat(FleetRules.broken(chart.rendered("nightly", values))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gate", "soak", "storm", "resilience", "capacity"})
  void everyKindIsARunOfItsOwn(String kind) throws IOException {
    Manifests manifests = rendered("kind: " + kind);

    assertThat(FleetRules.broken(manifests)).isEmpty();
    assertThat(manifests.run().args()).startsWith("run", kind);
    assertThat(manifests.injector().args()).startsWith("injector");
  }

  @Test
  void helmItselfHasNothingAgainstIt() {
    assertThat(chart.lint()).noneMatch(said -> said.contains("ERROR") || said.contains("WARNING"));
  }

  @Test
  void theLongestNameOfAReleaseFits() throws IOException {
    String longest = "x".repeat(49);

    for (String example : List.of("gate", "soak")) {
      Manifests manifests = chart.rendered(longest, example(example));
      assertThat(KubernetesRules.broken(manifests)).isEmpty();
      assertThat(FleetRules.broken(manifests)).isEmpty();
    }
  }

  @Test
  void settingsBecomeVariablesAsTheyWereGiven() throws IOException {
    Manifests manifests =
        rendered(
            "settings: {users: 1000000, time-scale: 0.01, smoke: true, soak.mix: 'brief:1,move:1'}");

    assertThat(manifests.injector().environment(0, ""))
        .containsEntry("HOLDFAST_USERS", "1000000")
        .containsEntry("HOLDFAST_TIME_SCALE", "0.01")
        .containsEntry("HOLDFAST_SMOKE", "true")
        .containsEntry("HOLDFAST_SOAK_MIX", "brief:1,move:1");
  }

  @Test
  void nobodyReachesThePodsAndTheyReachExchangeAndTargetOnly() throws IOException {
    JsonNode policy = chart.rendered("nightly", GATE).ofKind("NetworkPolicy").get(0).path("spec");

    assertThat(policy.path("ingress")).isEmpty();
    assertThat(policy.path("policyTypes")).extracting(JsonNode::asText).contains("Ingress");
    assertThat(ports(policy)).containsExactly("53,53", "4222", "8080");
    assertThat(policy.at("/egress/1/to/0/podSelector/matchLabels/app.kubernetes.io~1name").asText())
        .isEqualTo("nats");
    assertThat(policy.at("/egress/2/to/0/podSelector/matchLabels/app").asText()).isEqualTo("chat");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"wss://h/ws,443", "ws://h,80", "wss://h:8443/ws,8443", "ws://[::1]:81/,81"})
  void thePortOfTheTargetIsThatOfItsUrl(String target) throws IOException {
    String[] parts = target.split(",", -1);
    JsonNode policy = rendered("target: " + parts[0]).ofKind("NetworkPolicy").get(0).path("spec");

    assertThat(ports(policy)).last().isEqualTo(parts[1]);
  }

  /** Its selectors and its service are named by another chart. */
  @Test
  void theExchangeIsTheServiceOfTheChartBesideIt() throws IOException {
    for (String release : List.of("nightly", "nats-load")) {
      Manifests manifests = chart.rendered(release, GATE);
      String service =
          manifests.ofKind("Service").stream()
              .filter(each -> !each.at("/spec/clusterIP").asText().equals("None"))
              .findFirst()
              .orElseThrow()
              .at("/metadata/name")
              .asText();
      JsonNode labels = manifests.ofKind("StatefulSet").get(0).at("/spec/template/metadata/labels");
      JsonNode guard = manifests.ofKind("NetworkPolicy").get(1).at("/spec/podSelector/matchLabels");

      assertThat(manifests.run().environment(0, ""))
          .containsEntry("HOLDFAST_EXCHANGE", "nats://" + service + ":4222");
      guard
          .properties()
          .forEach(label -> assertThat(labels.path(label.getKey())).isEqualTo(label.getValue()));
      assertThat(guard).hasSize(3);
    }
  }

  @Test
  void eachInjectorSeesItsOwnKeyOnly() throws IOException {
    Manifests manifests = chart.rendered("nightly", example("tls"));

    assertThat(files(manifests.injector()))
        .containsExactly(
            "injector-$(JOB_COMPLETION_INDEX).pem", "injector-$(JOB_COMPLETION_INDEX)-key.pem");
    assertThat(files(manifests.run())).containsExactly("run.pem", "run-key.pem");
    assertThat(manifests.injector().container().at("/env/0/name").asText())
        .as("variables that a mount names must stand before")
        .isEqualTo("JOB_COMPLETION_INDEX");
  }

  @Test
  void theRunsOfAScheduleAreNamedByTheirMinute() throws Exception {
    Manifests manifests = chart.rendered("nightly", example("soak"));
    for (FleetPod pod : List.of(manifests.run(), manifests.injector())) {
      Path holdfast = folder.resolve("holdfast-" + pod.args().get(0));
      Files.writeString(holdfast, "#!/bin/sh\necho $HOLDFAST_FLEET_RUN: $*\n");
      assertThat(holdfast.toFile().setExecutable(true)).isTrue();
      List<String> command = new ArrayList<>(pod.command());
      command.set(2, command.get(2).replace("/opt/holdfast/bin/holdfast", holdfast.toString()));
      command.addAll(pod.args());
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("JOB_NAME", "nightly-holdfast-injector-29401320");

      assertThat(said(builder)).isEqualTo("nightly-29401320: " + String.join(" ", pod.args()));
    }
  }

  @Test
  void reportsAreCopiedOnceMoreWhenTheRunHasEnded() throws Exception {
    JsonNode copier =
        chart.rendered("nightly", example("soak")).run().spec().at("/initContainers/0");
    Path rclone = folder.resolve("rclone");
    Path done = folder.resolve("copied");
    Files.writeString(rclone, "#!/bin/sh\necho \"$@\" >> " + done + "\n");
    assertThat(rclone.toFile().setExecutable(true)).isTrue();
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", copier.at("/command/2").asText());
    builder.environment().merge("PATH", folder + ":", (path, own) -> own + path);
    builder.environment().put("REMOTE", copier.at("/env/0/value").asText());
    builder.environment().put("EVERY", "3600");

    Process process = builder.redirectErrorStream(true).start();
    // The shell has set its trap when it has started to wait.
    Awaitility.await("the shell waits").until(() -> process.children().findAny().isPresent());
    process.destroy();

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(done).hasContent("copy /reports s3:load-reports/holdfast");
  }

  @Test
  void whatIsSaidAfterAnInstallationNamesWhatIsThere() throws IOException {
    for (Path values : examples()) {
      Manifests manifests = chart.rendered("nightly", values);
      String notes = chart.notes("nightly", values);

      manifests.ofKind("PersistentVolumeClaim").stream()
          .map(claim -> claim.at("/metadata/name").asText())
          .forEach(claim -> assertThat(notes).contains("claimName: " + claim));
      Stream.concat(manifests.ofKind("Job").stream(), manifests.ofKind("CronJob").stream())
          .filter(
              job -> job.at("/metadata/labels/app.kubernetes.io~1component").asText().equals("run"))
          .forEach(job -> assertThat(notes).contains("job/" + job.at("/metadata/name").asText()));
    }
  }

  private static List<String> files(FleetPod pod) {
    List<String> files = new ArrayList<>();
    pod.container()
        .path("volumeMounts")
        .forEach(
            mount -> {
              if (mount.has("subPathExpr")) {
                files.add(mount.path("subPathExpr").asText());
              }
            });
    return files;
  }

  private static List<String> ports(JsonNode policy) {
    List<String> all = new ArrayList<>();
    policy
        .path("egress")
        .forEach(rule -> all.add(String.join(",", rule.path("ports").findValuesAsText("port"))));
    return all;
  }

  private static String said(ProcessBuilder builder) throws Exception {
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return said.strip();
  }

  /** The smallest values that are taken, and more. */
  private static Manifests rendered(String more) throws IOException {
    return chart.rendered("nightly", ChartValues.with(folder, more));
  }

  private static Path example(String name) {
    return Chart.SOURCE.resolve("examples").resolve(name + ".yaml");
  }
}
