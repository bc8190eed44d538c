package dev.holdfast.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.run.exchange.Exchange;
import dev.holdfast.run.exchange.ExchangeException;
import dev.holdfast.run.exchange.Nats;
import dev.holdfast.run.exchange.NatsProcess;
import dev.holdfast.run.exchange.Subjects;
import dev.holdfast.run.exchange.Subjects.Said;
import dev.holdfast.settings.Configuration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may say what at the exchange of the chart, tried on a real NATS server. */
final class ChartAuthorizationTest {

  private static final Path EXAMPLES = Chart.SOURCE.resolve("examples");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final byte[] WORD = "word".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private NatsProcess server;
  private Exchange run;
  private Exchange injector;
  private Subjects names;

  @BeforeEach
  void theExchangeOfTheChart() throws Exception {
    Process made =
        new ProcessBuilder(
                Path.of("../deploy/nats/certificates.sh").toAbsolutePath().toString(),
                folder.resolve("certificates").toString(),
                "2",
                "127.0.0.1")
            .inheritIO()
            .start();
    assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(made.exitValue()).isZero();
    serve(Chart.in(folder));
  }

  private void serve(Chart chart) throws Exception {
    server = Nats.start(folder, "-c", configuration(chart).toString());
    run = connected("run");
    injector = connected("injector-0");
    names = run.names();
    run.rooms().make(3);
  }

  @AfterEach
  void end() {
    if (run != null) {
      injector.close();
      run.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  @SuppressWarnings("try") // the reader reads until it is closed
  void anInjectorMayDoAllThatItMust() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    Path file = Files.writeString(folder.resolve("journal.jsonl"), "recorded");
    run.hear(names.pulse(0), pulse -> heard.add("pulse"));
    injector.hear(names.lease(), lease -> heard.add("lease"));
    injector.answer(names.plan(0), plan -> WORD);

    assertThat(injector.claim(0, "this one", PATIENCE)).isTrue();
    assertThat(injector.claim(0, "another", PATIENCE)).as("it is this one's").isFalse();
    try (var reader = run.read(line -> heard.add(line.what() + " of " + line.index()));
        var outbox = injector.outbox(names.said(Said.SPAN, 0), refused::add)) {
      outbox.say(WORD);
      assertThat(outbox.isSaid(PATIENCE)).isTrue();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                run.tell(names.lease(), WORD);
                injector.tell(names.pulse(0), WORD);
                assertThat(heard).contains("pulse", "lease", "SPAN of 0");
              });
    }
    assertThat(run.ask(names.plan(0), WORD, PATIENCE).get()).isEqualTo(WORD);
    Map<String, String> sent = injector.files(0).send(List.of(file), PATIENCE);
    Path home = Files.createDirectory(folder.resolve("home"));
    assertThat(run.files(0).fetch(home, PATIENCE)).isEqualTo(sent);
    assertThat(home.resolve("journal.jsonl")).hasContent("recorded");
    assertThat(refused).isEmpty();
  }

  @Test
  void aForeignIntervalAForgedOrderAndAForgedSignOfLifeAreRefused() throws Exception {
    for (String foreign :
        List.of(
            names.said(Said.SPAN, 1),
            names.said(Said.BYE, 1),
            names.pulse(1),
            names.order(0),
            names.order(1),
            names.plan(1),
            names.lease())) {
      refused.clear();
      injector.tell(foreign, WORD);
      await(foreign)
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(refused).anyMatch(said -> said.contains(foreign)));
    }
  }

  /** That the refusals above are the permissions' doing. */
  @Test
  void withWiderPermissionsAForeignIntervalWouldBeHeard() throws Exception {
    end();
    serve(
        Chart.in(folder)
            .with("templates/_authorization.tpl", "{{ $hf }}.s.*.{{ .index }}", "{{ $hf }}.s.>"));
    List<String> heard = new CopyOnWriteArrayList<>();
    run.hear(names.said(Said.SPAN, 1), said -> heard.add("span"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              injector.tell(names.said(Said.SPAN, 1), WORD);
              assertThat(heard).isNotEmpty();
            });
    assertThat(refused).isEmpty();
  }

  @Test
  void noInjectorHearsWhatIsSaidToAnother() {
    for (String foreign : List.of(names.plan(1), names.order(1), "_INBOX_friday_run.>")) {
      refused.clear();
      injector.hear(foreign, said -> {});
      await(foreign)
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(refused).anyMatch(said -> said.contains(foreign)));
    }
  }

  @Test
  void noInjectorClaimsAnotherIndexOrSendsAnothersFiles() throws Exception {
    Path file = Files.writeString(folder.resolve("forged"), "forged");

    assertThatThrownBy(() -> injector.claim(1, "this one", SHORT))
        .isInstanceOf(ExchangeException.class);
    assertThatThrownBy(() -> injector.files(1).send(List.of(file), SHORT))
        .isInstanceOf(IOException.class);
    assertThat(refused).anyMatch(said -> said.contains("claims.injector.1"));
  }

  @Test
  void whoShowsNoCertificateIsNotLetIn() {
    Properties without = settings("run");
    without.remove("holdfast.fleet.certificate");
    without.remove("holdfast.fleet.key");

    assertThatThrownBy(() -> opened(without, "run", SHORT)).isInstanceOf(ExchangeException.class);
  }

  private Exchange connected(String who) throws Exception {
    return opened(settings(who), who, PATIENCE);
  }

  private Exchange opened(Properties settings, String who, Duration patience) throws Exception {
    return Exchange.open(
        RunPlan.of(Configuration.load(settings, Map.of())).fleet(), who, patience, refused::add);
  }

  private Properties settings(String who) {
    Path fleet = folder.resolve("certificates");
    Properties settings = new Properties();
    settings.setProperty("holdfast.exchange", "tls://127.0.0.1:" + server.port());
    settings.setProperty("holdfast.fleet.run", "friday");
    settings.setProperty("holdfast.fleet.trust", fleet.resolve("authority.pem").toString());
    settings.setProperty("holdfast.fleet.certificate", fleet.resolve(who + ".pem").toString());
    settings.setProperty("holdfast.fleet.key", fleet.resolve(who + "-key.pem").toString());
    return settings;
  }

  /** As NATS would find it in its pod, with the files of this test. */
  private Path configuration(Chart chart) throws IOException {
    List<JsonNode> maps =
        chart.rendered("friday", EXAMPLES.resolve("tls.yaml")).ofKind("ConfigMap");
    String certificates = folder.resolve("certificates").toString();
    Path of = Files.createDirectories(folder.resolve("nats-config"));
    Files.writeString(
        Files.createDirectories(folder.resolve("nats-authorization")).resolve("authorization.conf"),
        data(maps, "authorization.conf"));
    return Files.writeString(
        of.resolve("nats.conf"),
        data(maps, "nats.conf")
            .replace("http_port: 8222", "")
            .replace(", store_dir: \"/data\"", "")
            .replace("$SERVER_NAME", "\"nats\"")
            .replace("/var/run/nats/nats.pid", folder.resolve("pid").toString())
            .replace("/etc/nats-ca-cert", certificates)
            .replace("/etc/nats-certs/nats", certificates));
  }

  private static String data(List<JsonNode> maps, String key) {
    return maps.stream()
        .filter(map -> map.path("data").has(key))
        .findFirst()
        .orElseThrow()
        .path("data")
        .path(key)
        .asText();
  }
}
