package dev.holdfast.run.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.run.exchange.Subjects.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exchange as deploy/nats sets it up: certificates, and each says only what is its own. */
final class SecuredExchangeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Path DEPLOY = Path.of("..", "deploy", "nats");

  @TempDir Path folder;
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private NatsProcess server;
  private Exchange run;
  private Exchange injector;

  @BeforeEach
  void start() throws Exception {
    printed(DEPLOY.resolve("certificates.sh"), folder.toString(), "2");
    String conf = printed(DEPLOY.resolve("nats-conf.sh"), "test", "2", folder.toString());
    Path file = Files.writeString(folder.resolve("nats.conf"), conf);
    server = Nats.start(folder, "-c", file.toString());
    run = open("run");
    injector = open("injector-0");
    run.rooms().make(2);
  }

  @AfterEach
  void end() {
    if (injector != null) {
      injector.close();
    }
    if (run != null) {
      run.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void anInjectorCanDoAllThatItMust() throws Exception {
    List<String> read = new CopyOnWriteArrayList<>();
    assertThat(injector.claim(0, "this one", PATIENCE)).isTrue();
    assertThat(injector.claim(0, "another", PATIENCE)).isFalse();
    StreamReader reader =
        run.read(line -> read.add(new String(line.message(), StandardCharsets.UTF_8)));
    try (OrderedPublisher outbox = injector.outbox(run.names().said(Said.SPAN, 0), refusals::add)) {
      outbox.say(bytes("1"));
      outbox.say(bytes("2"));
      assertThat(outbox.isSaid(PATIENCE)).isTrue();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(read).containsExactly("1", "2"));
    } finally {
      reader.close();
    }
    injector.answer(run.names().order(0), question -> bytes("heard"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(run.ask(run.names().order(0), bytes("go"), Duration.ofSeconds(1)).get())
                    .isEqualTo(bytes("heard")));
    Path file = Files.writeString(folder.resolve("a.txt"), "x");
    Path home = Files.createDirectory(folder.resolve("home"));
    Map<String, String> sent = injector.files(0).send(List.of(file), PATIENCE);
    assertThat(run.files(0).fetch(home, PATIENCE)).isEqualTo(sent);
    assertThat(refusals).isEmpty();
  }

  @Test
  void aForgedOrderIsRefused() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (Exchange victim = open("injector-1")) {
      victim.hear(run.names().order(1), order -> heard.add("order"));
      injector.tell(run.names().order(1), bytes("forged"));
      await().atMost(PATIENCE).until(() -> !refusals.isEmpty());
    }
    assertThat(refusals).first().asString().contains("Permissions Violation").contains("order.1");
    assertThat(heard).isEmpty();
  }

  @Test
  void aForeignSpanAndAForeignClaimAreRefused() throws Exception {
    List<String> read = new CopyOnWriteArrayList<>();
    StreamReader reader = run.read(line -> read.add("span"));
    try (OrderedPublisher foreign =
        injector.outbox(run.names().said(Said.SPAN, 1), refusals::add)) {
      foreign.say(bytes("forged"));
      await().atMost(PATIENCE).until(() -> !refusals.isEmpty());
      assertThat(foreign.isSaid(Duration.ofMillis(500))).isFalse();
    } finally {
      reader.close();
    }
    assertThat(refusals).first().asString().contains("span.1");
    assertThat(read).isEmpty();
    assertThatThrownBy(() -> injector.claim(1, "a thief", Duration.ofSeconds(1)))
        .isInstanceOf(ExchangeException.class);
  }

  @Test
  void whoeverShowsNoCertificateIsNotLetIn() {
    assertThatThrownBy(
            () ->
                Exchange.open(
                    Nats.plan(url(), "holdfast.fleet.trust=" + folder.resolve("authority.pem")),
                    "run",
                    Duration.ofSeconds(1),
                    refusals::add))
        .isInstanceOf(ExchangeException.class);
  }

  private Exchange open(String who) throws Exception {
    return Exchange.open(
        Nats.plan(
            url(),
            "holdfast.fleet.trust=" + folder.resolve("authority.pem"),
            "holdfast.fleet.certificate=" + folder.resolve(who + ".pem"),
            "holdfast.fleet.key=" + folder.resolve(who + "-key.pem")),
        who,
        PATIENCE,
        refusals::add);
  }

  private String url() {
    return server.url().replace("nats://", "tls://");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String printed(Path script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new CopyOnWriteArrayList<>(List.of("sh", script.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(script.toString()).isZero();
    return out;
  }
}
