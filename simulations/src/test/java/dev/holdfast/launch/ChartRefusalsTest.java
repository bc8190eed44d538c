package dev.holdfast.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that make no sense never reach a cluster: each error names the value and the rule. */
final class ChartRefusalsTest {

  @TempDir static Path folder;

  private static Chart chart;

  @BeforeAll
  static void aChart() throws IOException {
    chart = Chart.in(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "kind: soaks                                   | '/kind': value must be one of 'gate', 'soak'",
        "injectors: 0                                  | '/injectors': minimum: got 0, want 1",
        "injectors: 2.5                                | '/injectors': got number, want integer",
        "injektors: 3                                  | additional properties 'injektors' not allowed",
        "injector: {heaps: 1g}                         | '/injector': additional properties 'heaps'",
        "injector: {spread: always}                    | '/injector/spread': value must be one of",
        "settings: {soak: {mix: a}}                    | '/settings/soak': got object, want boolean",
        "exchange: {run: my_run}                       | '/exchange/run': 'my_run' does not match",
        "networkPolicy: {target: {ports: [https]}}     | '/networkPolicy/target/ports/0': got string",
        "networkPolicy: {target: {to: [{ipBlock: {cidr: h}}]}} | '/networkPolicy/target/to/0/ipBlock/cidr': 'h'",
        "run: {resources: {limits: {memory: lots}}}    | '/run/resources/limits/memory': 'lots'",
        "results: {claim: {accessMode: Shared}}        | '/results/claim/accessMode': value must be",
        "deadlineSeconds: -1                           | '/deadlineSeconds': minimum: got -1, want 0",
      })
  void theSchemaRefuses(String values, String message) {
    refused(values, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "target: https://h/ws              | target must be a URL such as wss://staging.example.org/ws",
        "target: wss://h/ws?api_key=abc    | got: wss://h/ws?…",
        "exchange: {url: redis://h:1}      | exchange.url must be a URL such as nats://nats.example.org:4222",
        "exchange: {url: nats://u:pw@h:1}  | got: nats://…@h:1",
        "exchange: {url: nats://h:4222}    | nats.enabled is true: set nats.enabled=false",
        "nats: {enabled: false}            | need a NATS to meet: set exchange.url, or nats.enabled=true",
        "nats: {config: {jetstream: {enabled: false}}} | nats.config.jetstream.enabled must be true",
        "exchange: {tls: true}             | exchange.tls and nats.config.nats.tls.enabled must be the same",
        "exchange: {auth: certificates}    | set exchange.url=tls://…, or exchange.tls=true",
        "exchange: {auth: credentials}     | exchange.secret must be the Secret with the files of",
        "exchange: {trust: true}           | exchange.trust is whom to believe over TLS",
        "exchange: {perInjector: true}     | exchange.perInjector is of credentials or certificates",
        "schedule: nightly                 | schedule must have the five fields of cron",
        "timeZone: Europe/Berlin           | timeZone is that of a schedule, and there is none",
        "injector: {heap: lots}            | injector.heap must be a size such as 1536m or 2g, got: lots",
        "injector: {heap: 4g}              | injector.resources.limits.memory must be at least 512 MiB above",
        "settings: {injectors: 3}          | settings.injectors is set by the chart. Use instead: injectors",
        "settings: {holdfast.users: 3}     | must be without its first word: settings.users",
        "settings: {webhook.secret: abc}   | settings.webhook.secret may be secret",
        "settings: {reach.headers: 'A: b'} | into the holdfast.conf of secrets.settings",
        "settings: {users: 2}              | injectors must be at most settings.users (2)",
        "results: {claim: {enabled: false}} | results go nowhere",
        "results: {objectStore: {remote: b}} | must be a remote of rclone and a path",
        "secrets: {target: {trust: true}}  | secrets.target.name must be the Secret",
        "networkPolicy: {target: {to: []}} | networkPolicy.target.to must say who the target is",
      })
  void theChartRefuses(String values, String message) {
    refused(values, message);
  }

  @Test
  void whatNobodyGaveIsAskedFor() throws IOException {
    Path none = ChartValues.of(folder, "kind: gate\n");

    assertThatThrownBy(() -> chart.rendered("nightly", none))
        .hasMessageContaining("target must be given");
  }

  @Test
  void aReleaseWhoseServicesWouldHaveNoNameIsRefused() throws IOException {
    Path values = ChartValues.with(folder, "");

    assertThatThrownBy(() -> chart.rendered("x".repeat(50), values))
        .hasMessageContaining("the release's name must have at most 49 characters");
  }

  @Test
  void permissionsThatNameTheRunNeedItsName() throws IOException {
    Path values =
        ChartValues.with(
            folder,
            "exchange: {auth: certificates, tls: true, secret: s}\n"
                + "nats: {config: {nats: {tls: {enabled: true}}}}");

    assertThatThrownBy(() -> chart.rendered("nightly", values))
        .hasMessageContaining("exchange.run must be given");
  }

  @Test
  void aTargetThatIsSecretNeedsItsPort() throws IOException {
    String secret = "target: ''\nsecrets: {settings: mine}\n";
    Path without = ChartValues.with(folder, secret);
    Path with =
        ChartValues.with(
            folder, secret + "networkPolicy: {target: {to: [{podSelector: {}}], ports: [8080]}}\n");

    assertThatThrownBy(() -> chart.rendered("nightly", without))
        .hasMessageContaining("networkPolicy.target.ports must have the target's port");
    assertThat(chart.rendered("nightly", with).injector().environment(0, ""))
        .containsEntry("HOLDFAST_CONFIG", "/etc/holdfast/settings/holdfast.conf")
        .doesNotContainKey("HOLDFAST_TARGET");
  }

  /** So that an editor tells what a value is for, and a value that has no rule is seen. */
  @Test
  void everyValueHasARuleAndADescription() throws IOException {
    JsonNode schema =
        new ObjectMapper().readTree(Chart.SOURCE.resolve("values.schema.json").toFile());
    JsonNode values = new YAMLMapper().readTree(Chart.SOURCE.resolve("values.yaml").toFile());
    List<String> without = new ArrayList<>();

    describe("", values, schema, without);

    assertThat(without).isEmpty();
  }

  private static void describe(
      String path, JsonNode values, JsonNode schema, List<String> without) {
    if (!path.isEmpty() && schema.path("description").asText().isEmpty()) {
      without.add(path);
    }
    // What another chart has, and what has no names of ours, ends here.
    if (values.isObject() && schema.has("properties") && !path.equals(".nats")) {
      values
          .properties()
          .forEach(
              each ->
                  describe(
                      path + "." + each.getKey(),
                      each.getValue(),
                      schema.path("properties").path(each.getKey()),
                      without));
    }
  }

  private static void refused(String values, String message) {
    assertThatThrownBy(() -> chart.rendered("nightly", ChartValues.with(folder, values)))
        .hasMessageContaining(message);
  }
}
